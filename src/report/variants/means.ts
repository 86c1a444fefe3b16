import { beforeAfterExample, groupsExample, type Variants } from './variants.ts';

const twoArmsExample = {
  n1: '20',
  meanPre1: '2.1',
  sdPre1: '0.8',
  meanPost1: '3.4',
  sdPost1: '1.1',
  n2: '22',
  meanPre2: '2.0',
  sdPre2: '0.9',
  meanPost2: '2.4',
  sdPost2: '1.0',
  correlation: '0.5',
} as const;

/** Means, their differences and changes, and what is made of them. */
export const meanVariants = {
  mean: {
    why: [
      'An interval for a mean takes its multiplier from t, which allows for the SD being estimated too, or from the normal distribution, which does not. They differ in small groups.',
      'The others are no intervals but ways to a mean that was not printed: from two groups, which is exact, or from the median with quartiles or range, which assumes a normal distribution and is an estimate. Wan weights the printed points alike at every n, Luo by what n makes best.',
    ],
    use: [
      { ids: ['mean_t'], when: 'the mean of one group; what programs for statistics print.' },
      {
        ids: ['mean_z'],
        when: 'to agree with a program for meta-analysis; too narrow in small groups.',
      },
      { ids: ['combine_groups'], when: 'two groups are to count as one; exact.' },
      {
        ids: ['luo_range', 'luo_iqr', 'luo_shi_five'],
        when: 'only a median with range, quartiles or both is printed; less error than Wan. Not where the figures show that the values are skewed.',
      },
      {
        ids: ['wan_range', 'wan_iqr', 'wan_five'],
        when: 'to reproduce a review that used Wan 2014.',
      },
    ],
    examples: [
      { n: '20', mean: '5.2', sd: '1.1' },
      { n: '20', min: '2.0', q1: '4.0', median: '5.0', q3: '6.5', max: '9.0' },
      groupsExample,
    ],
  },
  sd: {
    why: [
      'Each goes back to the SD from another printed figure. A standard error, an interval, a t and a P carry the same information: from exact figures they give one SD. From rounded figures they do not, and the figure with the most digits gives the best one.',
      'An interval made with t gives a smaller SD than the same interval taken as normal, the more so the smaller n.',
    ],
    use: [
      { ids: ['sd_from_se'], when: 'a standard error is printed.' },
      {
        ids: ['sd_from_ci_t'],
        when: 'the interval of one group’s mean is printed; most programs use t.',
      },
      {
        ids: ['sd_from_ci_z'],
        when: 'that interval is known to be normal, or n is above some 100.',
      },
      {
        ids: ['pooled_sd_from_md_t'],
        when: 'a mean difference and Student’s t of two groups are printed.',
      },
      {
        ids: ['pooled_sd_from_md_p'],
        when: 'only the P of that test is; with "<.001" the SD is a bound.',
      },
      {
        ids: ['sd_change_from_r'],
        when: 'the SD of the change is wanted and a correlation is known or assumed.',
      },
    ],
    examples: [
      { n: '20', se: '0.25', ciLow: '4.7', ciHigh: '5.7' },
      { n1: '20', n2: '22', md: '0.8', t: '2.14', p: '0.038' },
      { sdPre: '0.8', sdPost: '1.1', correlation: '0.5' },
    ],
  },
  se: {
    why: [
      'Both divide half of the width of a printed interval by its critical value. With the same limits t gives a smaller standard error than z, the more so the fewer degrees of freedom: by 17 % at 7, by 4 % at 30.',
    ],
    use: [
      {
        ids: ['se_from_ci_t'],
        when: 'the interval was made with t, as for a mean, a mean difference or a coefficient of a linear model, and its degrees of freedom are known.',
      },
      {
        ids: ['se_from_ci_z'],
        when: 'it is normal, as most of large trials, of differences of risks and of meta-analyses. Limits of a ratio are not symmetric: log_ratio_from_ci takes their logarithms first.',
      },
    ],
    examples: [{ df: '40', ciLow: '0.12', ciHigh: '1.26' }],
  },
  'mean-difference': {
    why: [
      'Student’s t pools the two SDs, as if the groups differed in nothing but the mean. Welch’s t lets them differ and has fewer degrees of freedom for it. The normal interval ignores that the SDs are estimates.',
      'The difference itself is the same in all. With equal n and equal SDs Student and Welch agree exactly; they part where the smaller group has the larger SD, and there Student’s test rejects too often.',
    ],
    use: [
      {
        ids: ['md_welch'],
        when: 'by default: it does not need equal SDs, and costs little where they are.',
      },
      {
        ids: ['md_pooled'],
        when: 'to reproduce a t test or an analysis of variance that says nothing else.',
      },
      {
        ids: ['md_z'],
        when: 'to reproduce what a meta-analysis (RevMan, metafor) shows for one trial.',
      },
    ],
    examples: [groupsExample],
  },
  'mean-change': {
    why: [
      'Both need the SD of the change, and so the correlation of the two visits. The paired t interval has n − 1 degrees of freedom; the normal one is narrower.',
    ],
    use: [
      { ids: ['change_t'], when: 'by default: it is the paired t test.' },
      { ids: ['mc'], when: 'to agree with metafor’s MC; too narrow in small groups.' },
    ],
    examples: [beforeAfterExample],
  },
  'difference-of-changes': {
    why: [
      'Both compare the change in one arm with that in the other. One pools the two SDs of the change and uses t, the other neither pools nor uses t.',
    ],
    use: [
      {
        ids: ['change_difference'],
        when: 'by default: Student’s t test of the patients’ changes.',
      },
      { ids: ['change_difference_z'], when: 'to pool trials with normal intervals.' },
    ],
    examples: [twoArmsExample],
  },
  'standardized-difference-of-changes': {
    why: [
      'Both divide the difference of the changes by the pooled SD before. They differ in the correction for small groups (1 − 3/(4m − 1) or the exact J) and in the variance: Morris’s own, or the large-sample one.',
    ],
    use: [
      { ids: ['d_ppc'], when: 'to reproduce Morris (2008), d_ppc2.' },
      { ids: ['d_ppc_ls'], when: 'to pool with metafor.' },
    ],
    examples: [twoArmsExample],
  },
  'coefficient-of-variation': {
    why: [
      'The coefficient is SD/mean in all but the corrected one, which is 1 + 1/(4n) times it. The intervals differ: the exact one inverts the noncentral t, Vangel’s is an approximation good up to a coefficient of about 0.3.',
    ],
    use: [
      { ids: ['cv'], when: 'to describe; no interval.' },
      { ids: ['cv_unbiased'], when: 'to describe a small sample; no interval.' },
      { ids: ['cv_exact'], when: 'an interval is wanted and the values are normal.' },
      {
        ids: ['cv_vangel'],
        when: 'to agree with a program that uses the modified McKay interval.',
      },
    ],
    examples: [{ n: '20', mean: '5.2', sd: '1.1' }],
  },
  'percent-change': {
    why: [
      'All three are the percent change of the mean; the estimate is one number. The intervals differ: symmetric by the delta method; made on the log scale and never below −100 %; or Fieller’s, which stays right where the mean before is uncertain and says when no interval exists.',
      'Whichever is taken, it depends on where the scale starts: scored 0–4 instead of 1–5 the same patients give another percentage. The share of the possible gain does not.',
    ],
    use: [
      {
        ids: ['percent_change_fieller'],
        when: 'by default: no approximation beyond normal means.',
      },
      { ids: ['percent_change_log'], when: 'ratios are pooled on the log scale.' },
      { ids: ['percent_change_delta'], when: 'n is large and the mean before far from 0.' },
    ],
    examples: [beforeAfterExample],
  },
  'share-of-possible-gain': {
    why: [
      'The estimate is the same. The delta method gives a symmetric interval; Fieller’s allows for the possible gain being an estimate too, and says when it is too uncertain for any interval.',
    ],
    use: [
      {
        ids: ['pmpi_fieller'],
        when: 'by default, and always when the mean before is near the best score.',
      },
      { ids: ['pmpi_delta'], when: 'n is large and much was to be gained.' },
    ],
    examples: [{ ...beforeAfterExample, max: '5' }],
  },
  'log-ratio': {
    why: [
      'The log of after/before and its standard error are the same number in all. One adds a second-order correction for its bias, which counts in small groups with large SDs. The others differ in what they need: ROMC two means above 0, the log response ratio two of the same sign.',
    ],
    use: [
      { ids: ['romc_corrected'], when: 'to pool; metafor’s ROMC since version 5.0.' },
      { ids: ['romc'], when: 'to reproduce earlier versions of metafor.' },
      { ids: ['log_response_ratio'], when: 'the means are below 0, both of them.' },
    ],
    examples: [beforeAfterExample],
  },
  'log-ratio-of-groups': {
    why: [
      'Both are ln(mean1/mean2) with the same standard error; one adds the second-order correction for bias.',
    ],
    use: [
      { ids: ['rom_corrected'], when: 'groups are small and SDs large against the means.' },
      { ids: ['rom'], when: 'to agree with metafor’s ROM before version 5.0.' },
    ],
    examples: [groupsExample],
  },
} as const satisfies Readonly<Record<string, Variants>>;
