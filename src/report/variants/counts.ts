import { tableExample, type Variants } from './variants.ts';

const pairedExample = { a: '12', b: '9', c: '3', d: '16' } as const;

/** Proportions, their comparisons, rates, and tests of counts. */
export const countVariants = {
  proportion: {
    why: [
      'A count can only take whole values, so no interval covers at exactly 95 % for every true proportion. Exact ones (Clopper–Pearson, Blaker) cover at least 95 % and are wide for it; Wilson, Jeffreys and mid-P cover 95 % on average; Wald covers far less where events are few or many, and at 0 or n shrinks to a point.',
      'The estimate is x/n in all but logit_half and the Anscombe arcsine.',
    ],
    use: [
      { ids: ['wilson'], when: 'by default: short, good at any n, never outside 0 to 1.' },
      {
        ids: ['clopper_pearson'],
        when: 'the level must be kept whatever the truth; what most papers call the exact interval.',
      },
      { ids: ['blaker'], when: 'exact too, and never wider than Clopper–Pearson.' },
      {
        ids: ['jeffreys', 'jeffreys_bcd', 'midp'],
        when: 'to cover at the level on average; jeffreys_bcd includes 0 at 0 events.',
      },
      { ids: ['agresti_coull'], when: 'by hand: add about 2 events and 2 others (at 95 %).' },
      { ids: ['wald'], when: 'to recognize a printed interval; not to compute one.' },
      { ids: ['wilson_cc'], when: 'to agree with R’s prop.test as it comes.' },
      {
        ids: ['logit', 'logit_half', 'arcsine', 'arcsine_anscombe'],
        when: 'to agree with what a meta-analysis pools on that scale.',
      },
    ],
    examples: [{ x: '3', n: '20' }],
  },
  proportions: {
    why: [
      'All give intervals for several shares at once. Quesenberry–Hurst uses one χ² quantile with k − 1 df, Goodman a Bonferroni one with 1 df, shorter as a rule; Sison–Glaz uses the distribution of all counts together and gives each the same width.',
    ],
    use: [
      { ids: ['goodman'], when: 'by default.' },
      { ids: ['sison_glaz'], when: 'there are many categories with counts of like size.' },
      { ids: ['quesenberry_hurst'], when: 'to agree with a program that uses it; the widest.' },
    ],
    examples: [{ counts: '92,58,21' }],
  },
  'risk-difference': {
    why: [
      'The difference is the same in all. Wald takes a normal distribution with the observed proportions, which is bad near 0 and 1; Newcombe combines the two Wilson intervals; Miettinen–Nurminen and Mee find the differences that a score test does not reject, with or without the factor N/(N − 1); Agresti–Caffo is Wald after one event and one other are added to each group.',
    ],
    use: [
      { ids: ['rd_mn'], when: 'by default.' },
      { ids: ['rd_newcombe'], when: 'a formula by hand that is as good; also under the NNT.' },
      { ids: ['rd_mee'], when: 'to agree with a score interval without N/(N − 1).' },
      { ids: ['rd_agresti_caffo'], when: 'counts are small and simplicity counts.' },
      { ids: ['rd_wald'], when: 'to agree with RevMan and metafor, which pool it.' },
      { ids: ['z_pooled'], when: 'the z test of no difference is wanted; its square is χ².' },
    ],
    examples: [tableExample],
  },
  'risk-ratio': {
    why: [
      'The ratio is the same. Katz is normal on the log scale and does not exist at 0 events; Koopman and Miettinen–Nurminen invert a score test and do, the latter with the factor N/(N − 1).',
    ],
    use: [
      { ids: ['rr_katz'], when: 'to agree with RevMan, metafor and Stata’s csi.' },
      { ids: ['rr_mn', 'rr_koopman'], when: 'events are few, or there are none in a group.' },
    ],
    examples: [tableExample],
  },
  'odds-ratio': {
    why: [
      'Woolf’s is ad/bc with an interval normal on the log scale; with a zero cell it does not exist, or exists after ½ is added to all cells. Peto’s is one step from 1 towards the conditional estimate; it exists with a zero cell, and is biased towards 1 where the groups differ much in size or the ratio is large. Fisher’s is another estimate, the conditional one, nearer to 1, with exact limits that are usually wider; its P and its interval can disagree.',
    ],
    use: [
      { ids: ['or_woolf'], when: 'by default, without zero cells; what RevMan and metafor pool.' },
      { ids: ['or_woolf_half'], when: 'a cell is 0 and the trial is to be pooled.' },
      {
        ids: ['or_peto'],
        when: 'events are rare and the groups about equally large; what reviews pool as “Peto”.',
      },
      { ids: ['or_fisher'], when: 'counts are small; what R’s fisher.test prints.' },
    ],
    examples: [tableExample],
  },
  'number-needed-to-treat': {
    why: [
      'Both invert the limits of the risk difference, Newcombe’s or Wald’s. Where the difference may be 0 the interval runs through infinity and lies outside of its two limits: from one of them up, and from the other down.',
    ],
    use: [
      { ids: ['nnt_newcombe'], when: 'by default.' },
      { ids: ['nnt_wald'], when: 'to reproduce a printed one.' },
    ],
    examples: [tableExample],
  },
  'paired-risk-difference': {
    why: [
      'The difference of two proportions in the same patients. Wald is normal with the observed discordant counts; Newcombe combines two Wilson intervals with their correlation φ and is better with few of them.',
    ],
    use: [
      { ids: ['paired_rd_newcombe'], when: 'by default.' },
      { ids: ['paired_rd_wald'], when: 'to reproduce a printed one; many discordant pairs.' },
    ],
    examples: [pairedExample],
  },
  'paired-odds-ratio': {
    why: [
      'Both estimate b/c, the ratio of the discordant pairs. The exact limits come from those of Clopper and Pearson for b of b + c and exist with a zero; the Wald limits are normal on the log scale.',
    ],
    use: [
      { ids: ['paired_or_exact'], when: 'by default; what Stata’s mcci prints.' },
      { ids: ['paired_or_wald'], when: 'to pool on the log scale.' },
    ],
    examples: [pairedExample],
  },
  rate: {
    why: [
      'The rate is x/time in all. The exact limits invert the Poisson distribution and are wide; Byar’s formula comes near to them; the log interval does not exist without events; Wald’s is symmetric and is cut off at 0.',
    ],
    use: [
      { ids: ['rate_exact'], when: 'by default.' },
      { ids: ['rate_byar'], when: 'to reproduce tables of public health.' },
      { ids: ['rate_log', 'rate_wald'], when: 'to agree with what a meta-analysis pools.' },
    ],
    examples: [{ x: '7', time: '120' }],
  },
  'rate-ratio': {
    why: [
      'The ratio is the same. Given all events, those of group 1 are binomial: that gives the exact limits. The Wald limits are normal on the log scale and need an event in each group.',
    ],
    use: [
      { ids: ['rate_ratio_exact'], when: 'by default; events are few.' },
      { ids: ['rate_ratio_wald'], when: 'to pool, with many events in each group.' },
    ],
    examples: [{ x1: '12', t1: '100', x2: '25', t2: '110' }],
  },
  'p-value': {
    why: [
      'They belong to different tests; only those of one table compare. For two proportions χ² and Fisher’s test differ in small tables: χ² uses an approximation, Fisher’s exact distribution is discrete, so that the test rejects too rarely; Yates’s correction brings χ² near to Fisher. For the same patients twice McNemar’s test looks at the discordant pairs alone, in the same four ways.',
      'P of a printed statistic is arithmetic: one number, up to the rounding of the statistic (calc --rounding-interval) and one- or two-sidedness.',
    ],
    use: [
      {
        ids: ['chisq'],
        when: 'expected counts are 5 or more; equals the z test of two proportions.',
      },
      {
        ids: ['chisq_yates'],
        when: 'to reproduce “χ² with continuity correction”, R’s chisq.test as it comes.',
      },
      {
        ids: ['fisher_one_sided'],
        when: 'one direction was asked in advance; the two-sided P is or_fisher’s.',
      },
      {
        ids: ['mcnemar_midp', 'mcnemar_exact'],
        when: 'few discordant pairs; mid-P rejects more often, the exact test never too often.',
      },
      {
        ids: ['mcnemar', 'mcnemar_cc'],
        when: 'to reproduce a printed χ², without or with the correction.',
      },
      { ids: ['chisq_groups'], when: 'events in three or more groups.' },
      { ids: ['chisq_table'], when: 'a table of more than two rows and columns.' },
      { ids: ['fisher_table'], when: 'such a table with small counts.' },
      {
        ids: ['p_U', 'p_W'],
        when: 'U or W is printed; exact without ties, beside the normal approximation.',
      },
      { ids: ['chisq_uniform'], when: 'do several counts differ from equal shares?' },
      { ids: ['anova'], when: 'means of three or more groups, SDs alike.' },
      { ids: ['anova_welch'], when: 'the same where the SDs differ.' },
      {
        ids: ['p_t', 'p_z', 'p_F', 'p_chi2', 'p_Q', 'p_r'],
        when: 'the statistic is printed and its P is to be checked.',
      },
    ],
    examples: [
      tableExample,
      pairedExample,
      { ns: '20,22,19', means: '5.2,4.4,4.9', sds: '1.1,1.3,1.0' },
      {
        t: '2.14',
        z: '2.14',
        F: '4.58',
        chi2: '4.58',
        Q: '45.8',
        r: '0.32',
        df: '40',
        df1: '1',
        df2: '40',
      },
      { events: '12,5,9', totals: '40,42,38' },
      { counts: '92,58,21' },
      { counts: '3,1,4,1,5,9,2,6,5', columns: '3' },
      { U: '23', n1: '10', n2: '10', W: '8', n: '10' },
    ],
  },
} as const satisfies Readonly<Record<string, Variants>>;
