import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStudy } from '../../src/checks/engine/run.ts';
import { checks } from '../../src/checks/index.ts';
import { bundledStudyFile } from '../../src/study/bundled.ts';
import { loadStudy } from '../../src/study/read.ts';
import { findingsOf } from './study.ts';

type Fields = Readonly<Record<string, unknown>>;
const study = (from: Fields, to: Fields, comparison: Fields, scale: Fields = {}) => ({
  cohorts: { all: { n: 171 } },
  scales: { s: { min: 1, max: 5, better: 'higher', ...scale } },
  measures: { score: { scale: 's', cohort: 'all', at: { before: from, after: to } } },
  comparisons: [{ measure: 'score', from: 'before', to: 'after', ...comparison }],
});
const found = (...args: Parameters<typeof study>) => findingsOf('direction', study(...args));
const improved = { claim: 'improved' };

describe('a claim', () => {
  it('agrees with the means and the direction of the scale', () => {
    expect(found({ mean: '1.72' }, { mean: '4.33' }, improved)[0]).toMatchObject({
      verdict: 'possible',
      why: '4.33 after is higher than 1.72 before, and higher is better on this scale: “improved” agrees with it.',
    });
    const lower = { better: 'lower' };
    expect(found({ mean: '4.33' }, { mean: '1.72' }, improved, lower)[0]?.level).toBe('pass');
    expect(found({ mean: '4.33' }, { mean: '1.72' }, { claim: 'worsened' })[0]?.level).toBe('pass');
  });

  it('is contradicted for most patients when the means are more than half the scale apart', () => {
    // From at least 4.325 to at most 1.725: 2.60 of 4 points, 65 %.
    const [finding] = found({ mean: '4.33' }, { mean: '1.72' }, improved);
    expect(finding).toMatchObject({
      verdict: 'inconsistent',
      conditions: ['the same patients are scored at both visits'],
      figures: ['measures.score.at.after.mean', 'measures.score.at.before.mean'],
    });
    expect(finding?.why).toContain('at least 65 % of the patients did');
    expect(finding?.why).toContain(
      'the order of the two numbers is probably reversed in this sentence',
    );
  });

  it('is unexplained, not wrong, when the means are closer: ranks or a model can go the other way', () => {
    // Half of the scale is 2 points; 4.01 − 2.00 is 2.00 to 2.02.
    expect(found({ mean: '4.01' }, { mean: '2.00' }, improved)[0]?.verdict).toBe('unexplained');
    expect(found({ mean: '4.02' }, { mean: '2.00' }, improved)[0]?.verdict).toBe('inconsistent');
    expect(found({ mean: '3.0' }, { mean: '2.8' }, improved)[0]?.verdict).toBe('unexplained');
  });

  it('can hold when the two windows touch', () => {
    expect(found({ mean: '2.8' }, { mean: '2.8' }, improved)[0]?.verdict).toBe('possible');
    // [2.75, 2.85] and [2.85, 2.95] share 2.85 only, which is no fall.
    expect(found({ mean: '2.9' }, { mean: '2.8' }, improved)[0]?.verdict).toBe('possible');
    expect(found({ mean: '2.91' }, { mean: '2.8' }, improved)[0]?.verdict).toBe('unexplained');
  });

  it('is no proof with other patients, another centre or a model', () => {
    const [high, low] = [{ mean: '4.9' }, { mean: '1.2' }];
    expect(found({ ...high, n: 171 }, { ...low, n: 27 }, improved)[0]?.verdict).toBe('unexplained');
    expect(found({ median: '5' }, { median: '1' }, improved)[0]?.verdict).toBe('unexplained');
    const verdictHow = (how: Fields) => found(high, low, { ...improved, how })[0]?.verdict;
    expect(verdictHow({ model: 'mixed model' })).toBe('unexplained');
    expect(verdictHow({ missing: 'carried forward' })).toBe('unexplained');
    // No test of ranks goes against more than half of the patients and the mean.
    expect(verdictHow({ test: 'Wilcoxon signed rank' })).toBe('inconsistent');
    expect(found(high, { ...low, n: 27 }, improved)[0]?.verdict).toBe('unexplained');
  });

  it('is not judged without a direction of the scale', () => {
    expect(found({ mean: '4.9' }, { mean: '1.2' }, improved, { better: undefined })).toEqual([]);
    expect(found({ mean: '4.9' }, { mean: '1.2' }, { claim: 'changed' })).toEqual([]);
    expect(found({ mean: '4.9' }, { mean: '1.2' }, { claim: 'higher' })[0]?.level).toBe('error');
  });

  it('of a sentence read literally is found in the bundled file, and in no other', async () => {
    const literal = await loadStudy(bundledStudyFile('horisawa-2019-literal') ?? '');
    const findings = checkStudy(literal, { checks, strength: false }).findings;
    expect(findings.filter(({ level }) => level === 'error')).toMatchObject([
      {
        check: 'direction',
        verdict: 'inconsistent',
        reported: '1.72',
        where: { path: 'measures.tsfd.at.1-week.mean' },
        why: '1.72 at 1 week is lower than 4.33 before, and higher is better on this scale: “improved” does not agree with it. The mean moved by 2.61 of 4 possible points against the claim, so at least 65 % of the patients did. With the two exchanged everything agrees: the order of the two numbers is probably reversed in this sentence. What could explain it: other patients at the two visits, a scale whose direction is entered the wrong way or a misprint.',
      },
    ]);
    const meant = await loadStudy(bundledStudyFile('horisawa-2019') ?? '');
    const levels = checkStudy(meant, { checks, strength: false }).findings.map(
      (each) => each.level,
    );
    expect(levels).not.toContain('error');
    expect(levels).not.toContain('warning');
  });
});

describe('a printed difference', () => {
  const difference = (text: string, more: Fields = {}) =>
    found({ mean: '18.2' }, { mean: '9.7' }, { difference: text, ...more }, { max: 32 })[0];

  it('has the sign of to − from', () => {
    expect(difference('−8.5')).toMatchObject({
      verdict: 'possible',
      why: '9.7 − 18.2 is −8.60 to −8.40; −8.5 does not have the opposite sign.',
    });
  });

  it('may be taken the other way round', () => {
    const finding = difference('8.5');
    expect(finding?.verdict).toBe('possible');
    expect(finding?.tried).toMatchObject([
      { assumption: 'as a difference taken the other way round', low: 8.4, high: 8.6, fits: true },
    ]);
  });

  it('is unexplained with neither sign nor size, as it may be adjusted', () => {
    expect(difference('4.1')?.verdict).toBe('unexplained');
    expect(difference('−4.1')?.verdict).toBe('possible');
  });

  it('keeps a reversed order from being named when it would not agree then either', () => {
    const [finding] = found(
      { mean: '4.33' },
      { mean: '1.72' },
      { claim: 'improved', difference: '−2.6' },
    );
    expect(finding?.verdict).toBe('inconsistent');
    expect(finding?.why).not.toContain('reversed');
  });
});

describe('a printed improvement', () => {
  const improvement = (from: string, to: string, text: string, better: string, how?: unknown) =>
    found(
      { mean: from },
      { mean: to },
      { improvement: text, ...(how ? { how } : {}) },
      { max: 32, better },
    )[0];

  it('is above zero when the means got better', () => {
    expect(improvement('10.1', '4.6', '54.5%', 'lower')?.verdict).toBe('possible');
    expect(improvement('10.1', '4.6', '−54.5%', 'lower')?.why).toContain('with its own sign');
  });

  it('is unexplained otherwise, as a mean of percentages can go the other way', () => {
    expect(improvement('4.6', '10.1', '54.5%', 'lower')?.verdict).toBe('unexplained');
    expect(improvement('4.6', '10.1', '−54.5%', 'higher')?.verdict).toBe('unexplained');
  });

  it('contradicts the means when the file says that it is theirs', () => {
    const how = { average: 'of group means' };
    const ofAll = (n?: number) =>
      found(
        { mean: '4.6', ...(n && { n }) },
        { mean: '10.1', ...(n && { n }) },
        { improvement: '54.5%', how },
        { max: 32, better: 'lower' },
      )[0]?.verdict;
    expect(ofAll(171)).toBe('inconsistent');
    // Those who came back can have got better while the means, of more patients, got worse.
    expect(ofAll()).toBe('unexplained');
  });
});

it('compares two groups, the first with the second', () => {
  const parts = (claim: string) => ({
    cohorts: { all: { n: 40 }, active: { of: 'all', n: 20 }, sham: { of: 'all', n: 20 } },
    measures: {
      score: { in: { active: { after: { mean: '4' } }, sham: { after: { mean: '2' } } } },
    },
    comparisons: [
      { measure: 'score', between: ['active', 'sham'], at: 'after', claim, difference: '2' },
    ],
  });
  const verdicts = (claim: string) =>
    findingsOf('direction', parts(claim)).map(({ verdict }) => verdict);
  expect(verdicts('higher')).toEqual(['possible', 'possible']);
  expect(verdicts('lower')).toEqual(['unexplained', 'possible']);
});

it('proves only what every data set of the same patients shows', () => {
  // Every pair of samples of four scores from 1 to 5: with a proof, more than half changed so.
  const scores = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(scores, scores, (before, after) => {
      const mean = (values: readonly number[]) =>
        (values.reduce((sum, value) => sum + value, 0) / 4).toFixed(2);
      const [finding] = found({ mean: mean(before) }, { mean: mean(after) }, improved);
      const worse = before.filter((value, at) => (after[at] ?? 0) < value).length;
      if (finding?.verdict === 'inconsistent') expect(worse).toBeGreaterThan(2);
      const share = Number(/at least (\d+) %/.exec(finding?.why ?? '')?.[1] ?? 0);
      expect((100 * worse) / 4).toBeGreaterThanOrEqual(share);
    }),
    { numRuns: 500 },
  );
});
