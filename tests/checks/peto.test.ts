import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orPeto } from '../../src/estimates/odds-ratio.ts';
import { findingsOf } from './study.ts';

/** x1 of 92 and x2 of 30, as the trial of botulinum toxin B in a table of PMC3938056. */
const trial = (x1: number, x2: number, effect: object) => ({
  cohorts: {
    all: { n: 122 },
    active: { of: 'all', n: 92 },
    placebo: { of: 'all', n: 30 },
    activeBetter: { of: 'active', n: x1 },
    placeboBetter: { of: 'placebo', n: x2 },
  },
  comparisons: [
    { events: ['activeBetter', 'placeboBetter'], effects: [{ kind: 'or', ...effect }] },
  ],
});
const rows = [
  [40, 5, '3.13', '1.34', '7.34'],
  [23, 3, '2.43', '0.89', '6.61'],
  [12, 2, '1.86', '0.51', '6.75'],
] as const;
const verdicts = (check: string, study: ReturnType<typeof trial>) =>
  findingsOf(check, study)
    .filter(({ label }) => !label.startsWith('p-value'))
    .map(({ verdict }) => verdict);

describe("Peto's odds ratio", () => {
  it.each(rows)('of %i of 92 and %i of 30 is found as printed', (x1, x2, value, low, high) => {
    for (const how of [{}, { model: 'Peto' }, { standardizer: "Peto's method" }]) {
      const study = trial(x1, x2, { value, ci: [low, high], level: 0.95, how });
      const [finding] = findingsOf('effect-size', study);
      expect(finding?.verdict).toBe('reproduced');
      expect(finding?.why).toContain("odds ratio of Peto's method");
      for (const verdict of verdicts('ci-from-estimate', study)) {
        expect(['reproduced', 'within-rounding']).toContain(verdict);
      }
    }
  });

  it('is not what ad/bc is, and says so where the file names Peto', () => {
    // ad/bc = 40 · 25/(52 · 5) = 3.846; Woolf’s limits are 1.353 to 10.935 (R).
    const plain = { value: '3.85', ci: ['1.35', '10.94'], level: 0.95 };
    expect(verdicts('effect-size', trial(40, 5, plain))).toEqual(['reproduced']);
    const [finding] = findingsOf('effect-size', trial(40, 5, { ...plain, how: { model: 'Peto' } }));
    expect(finding?.verdict).toBe('unexplained');
    expect(finding?.why).toContain('The file says otherwise');
  });

  it('is never called wrong: its counts can be sums over trials', () => {
    const study = trial(40, 5, { value: '3.23', ci: ['1.44', '7.34'], how: { model: 'Peto' } });
    expect(verdicts('effect-size', study)).toEqual(['unexplained']);
    expect(verdicts('ci-from-estimate', study)).not.toContain('inconsistent');
  });

  it('is turned round with the groups, and exists with a zero cell', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(40), (x1, x2) => {
        const [a, b] = [
          orPeto({ x1, n1: 30, x2, n2: 40 }),
          orPeto({ x1: x2, n1: 40, x2: x1, n2: 30 }),
        ];
        const none = x1 + x2 === 0 || x1 + x2 === 70;
        expect(a.value === null).toBe(none);
        if (none) return;
        expect((a.value ?? 0) * (b.value ?? 0)).toBeCloseTo(1, 12);
        expect(a.p).toBeCloseTo(b.p ?? -1, 12);
      }),
    );
  });
});
