import { beforeAfterExample, groupsExample, type Variants } from './variants.ts';

/** Standardized differences and what is read from them. */
export const effectVariants = {
  'standardized-difference': {
    why: [
      'Three choices make the variants. The divisor: the pooled SD (d, g), the SD of the control group (Glass’s Δ, SMD1), the average of both (SMDH). The correction: d overestimates in small groups; g is d times J, exact or as 1 − 3/(4m − 1). The interval: exact, from the noncentral t, or normal with one of several variances.',
      'Through J the estimates differ by 2 % at 20 patients a group. Between divisors they differ as much as the SDs do.',
      'Conversions from t, F or P give the same d as the means would, if the test was Student’s and the figure has digits enough. 2t/√df is not d but √(N/(N − 2)) times it, and only in groups of equal size.',
    ],
    use: [
      { ids: ['g_exact_ci'], when: 'by default, for one trial: corrected, exact limits.' },
      { ids: ['d_exact'], when: 'the paper says Cohen’s d; exact limits.' },
      { ids: ['smd_ls'], when: 'to pool: what metafor’s SMD gives.' },
      { ids: ['g_revman'], when: 'to reproduce RevMan’s Std. Mean Difference.' },
      {
        ids: ['cohen_d', 'smd_ls2', 'smd_ub', 'g_approx'],
        when: 'to reproduce a program or review that used that variance: Borenstein’s for smd_ls2 and g_approx, the unbiased one for smd_ub.',
      },
      {
        ids: ['glass_delta', 'smd1'],
        when: 'the treatment may change the spread: divide by the SD of the controls.',
      },
      { ids: ['smd1h'], when: 'the same, with an interval that lets the SDs differ.' },
      { ids: ['smdh'], when: 'the SDs differ and neither group is a reference.' },
      {
        ids: ['d_from_t', 'd_from_F', 'd_from_p'],
        when: 'means or SDs are not printed but the test is.',
      },
      { ids: ['d_from_t_approx'], when: 'to recognize a printed d that was made as 2t/√df.' },
      { ids: ['d_from_r'], when: 'a point-biserial correlation is printed, groups of equal size.' },
      { ids: ['d_from_or'], when: 'a trial with events is pooled with trials of scores.' },
    ],
    examples: [
      groupsExample,
      { n1: '20', n2: '22', t: '2.14', F: '4.58', p: '0.038', df: '40' },
      { r: '0.32' },
      { or: '3.2', seLogOr: '0.55' },
    ],
  },
  'standardized-change': {
    why: [
      'They divide the same change by different SDs. d_z divides by the SD of the change: it grows without limit as the correlation nears 1, and is not comparable with the d of two groups. d_av, SMCRP and es_d divide by the average SD of the two visits; d_becker, SMCR and es_b by the SD before; d_rm by the SD of the change brought back to the scale of single scores.',
      'Then come the correction J with n − 1 or other degrees of freedom, and the interval: exact (noncentral t) or normal with one of several variances. The es_ methods multiply estimate and limits by J but not the standard error, as effectsize does.',
      'With equal SDs d_av, d_becker and d_rm are one number. d_z is that number over √(2(1 − r)): the same at r = 0.5.',
    ],
    use: [
      {
        ids: ['smcr_ls', 'smcr_ls2', 'smcrh_ls', 'd_becker', 'es_b'],
        when: 'the treatment may change the spread: in units of the SD before. smcrh_ls lets the SDs differ in its interval.',
      },
      {
        ids: ['d_av', 'd_av_meansd', 'smcrp_ls', 'smcrph_ls', 'es_av', 'es_d'],
        when: 'in units of the average SD, near to the d of two groups; d_av_meansd averages the SDs instead of the variances.',
      },
      {
        ids: ['dz_exact', 'gz_exact', 'smcc_ls', 'smcc_ls2', 'smcc_ub', 'es_z'],
        when: 'to plan a paired study or to reproduce a printed d_z; not to pool with two-group studies.',
      },
      { ids: ['d_rm', 'es_rm'], when: 'to reproduce a printed d_rm; needs the correlation.' },
      { ids: ['dz_from_paired_t'], when: 'only the paired t is printed.' },
      { ids: ['dz_from_paired_t_df'], when: 'to recognize a printed value made as t/√(n − 1).' },
    ],
    examples: [beforeAfterExample, { n: '20', t: '5.9' }],
  },
  'common-language-effect': {
    why: [
      'All are d read as a share of patients, and hold if the values are normal. U₃ is the share of group 2 below the mean of group 1; the probability of superiority that a patient of group 1 scores higher than one of group 2; the overlap the common area of the two curves. cles_unpooled lets the SDs differ.',
    ],
    use: [
      {
        ids: ['p_superiority'],
        when: 'to say how often the treated patient is the better one of two.',
      },
      { ids: ['cles_unpooled'], when: 'the same where the SDs differ; no interval.' },
      { ids: ['u3'], when: 'to place the average treated patient among the controls.' },
      { ids: ['overlap'], when: 'to say how much the groups have in common.' },
    ],
    examples: [groupsExample],
  },
  correlation: {
    why: [
      'Three go from a test or a d to the correlation of group and score; the fourth is another thing, the correlation of two visits from three SDs. d/√(d² + 4) is for large groups of equal size; the other takes the sizes.',
    ],
    use: [
      { ids: ['r_from_t'], when: 't and its df are printed; exact.' },
      { ids: ['r_from_d'], when: 'd and both n are.' },
      { ids: ['r_from_d_equal'], when: 'the sizes are unknown.' },
      {
        ids: ['r_from_sd_change'],
        when: 'the SDs before, after and of the change are printed. Rounded SDs leave it wide open: see calc --rounding-interval.',
      },
    ],
    examples: [
      { t: '2.14', df: '40', d: '0.66', n1: '20', n2: '22' },
      { sdPre: '0.8', sdPost: '1.1', sdChange: '0.98' },
    ],
  },
} as const satisfies Readonly<Record<string, Variants>>;
