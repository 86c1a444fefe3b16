import { describe, expect, it } from 'vitest';
import { checked, findingsOf } from './study.ts';

const crossover = (
  comparison: object,
  sizes: readonly [number, number, number] = [12, 12, 12],
) => ({
  cohorts: {
    all: { n: sizes[0] },
    drug: { of: 'all', n: sizes[1] },
    placebo: { of: 'all', n: sizes[2] },
  },
  measures: {
    score: {
      in: {
        drug: { end: { n: sizes[1], mean: '14.2', sd: '3.1' } },
        placebo: { end: { n: sizes[2], mean: '12.1', sd: '3.4' } },
      },
    },
  },
  comparisons: [{ measure: 'score', between: ['drug', 'placebo'], at: 'end', ...comparison }],
});
const verdicts = (check: string, parts: object) =>
  findingsOf(check, parts as Readonly<Record<string, unknown>>).map(({ verdict }) => verdict);
const paired = { test: 'paired t test', tails: 2 };

describe('two cohorts of the same patients', () => {
  // SD of the changes 0.3 to 6.5 by (3.1 ± 3.4), so |t| = 2.1 √12/s is 1.1 to 24.2 with 11 df.
  it('are compared as pairs where the file names a paired test', () => {
    expect(verdicts('p-from-summary', crossover({ p: '.004', how: paired }))).toEqual(['possible']);
    expect(verdicts('p-from-summary', crossover({ p: '.60', how: paired }))).toEqual([
      'inconsistent',
    ]);
    const t = { kind: 't', value: '3.61', df: '11', p: '.004' };
    expect(verdicts('df', crossover({ tests: [t], how: paired }))).toEqual(['reproduced']);
    const dz = { effects: [{ kind: 'dz', value: '1.04' }], tests: [t], how: paired };
    // 3.61/√12 = 1.042.
    expect(verdicts('effect-size', crossover(dz))).toEqual(['reproduced']);
  });

  it('may be so where their cohort has fewer patients than both together', () => {
    // Student’s 95 % interval would be −0.65 to 4.85; of pairs it can be much narrower.
    const narrow = { difference: '2.1', ci: ['0.8', '3.4'], how: { interval: 't' } };
    const limits = (sizes: [number, number, number]) =>
      checked(crossover(narrow, sizes))
        .findings.filter(({ label }) => label.endsWith('limit'))
        .map(({ verdict }) => verdict);
    expect(limits([12, 12, 12])).toEqual(['possible', 'possible']);
    expect(limits([24, 12, 12])).toEqual(['inconsistent', 'inconsistent']);
  });
});

describe('events of the same patients under two treatments', () => {
  const events = (p: string, how: object, n = 30) => ({
    cohorts: {
      all: { n },
      drug: { of: 'all', n: 30 },
      placebo: { of: 'all', n: 30 },
      better: { of: 'drug', n: 18 },
      worse: { of: 'placebo', n: 9 },
    },
    comparisons: [{ events: ['better', 'worse'], p, how }],
  });

  it('are counted as pairs for McNemar’s test, also below a cohort for each treatment', () => {
    // Between b = 9, c = 0 (p = 0.0027) and b = 18, c = 9 (p = 0.083).
    expect(verdicts('p-from-summary', events('.03', { test: 'McNemar' }))).toEqual(['possible']);
    expect(verdicts('p-from-summary', events('.03', { test: 'McNemar' }, 60))).toEqual([
      'possible',
    ]);
    expect(verdicts('p-from-summary', events('.30', { test: 'McNemar' }))).toEqual([
      'inconsistent',
    ]);
  });
});
