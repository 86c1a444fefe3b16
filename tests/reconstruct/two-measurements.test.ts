import { describe, expect, it } from 'vitest';
import { boundChange } from '../../src/reconstruct/bound-change.ts';
import type {
  ChangeBounds,
  CountLimit,
  CountRange,
  RealRange,
} from '../../src/reconstruct/change-bounds.ts';
import { generalBounds } from '../../src/reconstruct/general-bounds.ts';
import { type SampleProblem, sampleProblem } from '../../src/reconstruct/targets.ts';
import {
  countVectors,
  Extremes,
  type Moments,
  meanPrintsAs,
  momentsOf,
  sdPrintsAs,
} from './enumerate.ts';

/** What one joint table says; keyed so that tables of one pair of printed figures can be merged. */
class TableFacts {
  readonly rose: Extremes[];
  readonly scored: Extremes[];
  readonly share: Extremes[];
  readonly same = new Extremes();
  readonly products = new Extremes();
  readonly logSign = new Extremes();

  constructor(size: number) {
    this.rose = Array.from({ length: 2 * size - 1 }, () => new Extremes());
    this.share = Array.from({ length: 2 * size - 1 }, () => new Extremes());
    this.scored = Array.from({ length: size }, () => new Extremes());
  }
}

/** ln of min(1, 2·Σ_{i ≤ k} C(n, i) / 2^n), summed in whole numbers. */
function signLogP(higher: number, lower: number): number {
  const n = higher + lower;
  let [term, sum] = [1n, 1n];
  for (let i = 1; i <= Math.min(higher, lower); i++) {
    term = (term * BigInt(n - i + 1)) / BigInt(i);
    sum += term;
  }
  return Math.min(0, Math.log(Number(2n * sum) / 2 ** n));
}

interface Visit {
  readonly key: string;
  readonly moments: Moments;
}

const visitOf = (counts: readonly number[]): Visit => {
  const moments = momentsOf(counts);
  return { key: `${moments.n},${moments.sum},${moments.squares}`, moments };
};

/** All tables of n patients with `columns` second scores (one more: missing), by their figures. */
function tablesByFigures(n: number, size: number, missing: boolean) {
  const columns = size + (missing ? 1 : 0);
  const found = new Map<string, TableFacts>();
  const visits = { before: new Map<string, Visit>(), after: new Map<string, Visit>() };
  for (const cells of countVectors(n, size * columns)) {
    const first = new Array<number>(size).fill(0);
    const second = new Array<number>(size).fill(0);
    const rose = new Array<number>(2 * size - 1).fill(0);
    let products = 0;
    cells.forEach((c, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      first[i] = (first[i] as number) + c;
      if (j === size) return;
      second[j] = (second[j] as number) + c;
      products += c * i * j;
      rose[j - i + size - 1] = (rose[j - i + size - 1] as number) + c;
    });
    const [before, after] = [visitOf(first), visitOf(second)];
    visits.before.set(before.key, before);
    visits.after.set(after.key, after);
    const key = `${before.key}|${after.key}`;
    const facts = found.get(key) ?? new TableFacts(size);
    found.set(key, facts);
    const atLeast = (steps: number) => rose.slice(steps + size - 1).reduce((sum, c) => sum + c, 0);
    for (let steps = 1 - size; steps < size; steps++) {
      facts.rose[steps + size - 1]?.note(atLeast(steps));
      facts.share[steps + size - 1]?.note(atLeast(steps) / after.moments.n);
    }
    facts.same.note(rose[size - 1] as number);
    facts.products.note(products);
    facts.logSign.note(signLogP(atLeast(1), after.moments.n - atLeast(0)));
    second.forEach((_, v) => {
      facts.scored[v]?.note(second.slice(v).reduce((sum, c) => sum + c, 0));
    });
  }
  return { found, before: [...visits.before.values()], after: [...visits.after.values()] };
}

const shown = (units: number, decimals: number) => (units / 10 ** decimals).toFixed(decimals);

function* printedFigures(visits: readonly Visit[], decimals: number) {
  const seen = new Set<string>();
  for (const { moments } of visits) {
    const { n, sum, squares } = moments;
    if (n < 2) continue;
    const place = 10 ** decimals;
    const mean = Math.round((sum / n) * place);
    const sd = Math.round(Math.sqrt((squares - (sum * sum) / n) / (n - 1)) * place);
    const text = `${n} ${mean} ${sd}`;
    if (seen.has(text)) continue;
    seen.add(text);
    yield {
      n,
      mean: shown(mean, decimals),
      sd: shown(sd, decimals),
      fitting: visits.filter(
        (visit) =>
          visit.moments.n === n &&
          meanPrintsAs(visit.moments, mean, decimals) &&
          sdPrintsAs(visit.moments, sd, decimals),
      ),
    };
  }
}

function expectRange(range: CountRange | null, expected: Extremes, where: string): void {
  expect(range?.low.count, where).toBe(expected.low);
  expect(range?.high.count, where).toBe(expected.high);
  expect(range?.low.reached && range.high.reached, where).toBe(true);
}

function expectReal(range: RealRange | null, values: readonly number[], where: string): void {
  expect(range?.low.value, where).toBeCloseTo(Math.min(...values), 10);
  expect(range?.high.value, where).toBeCloseTo(Math.max(...values), 10);
}

interface Merged {
  readonly facts: TableFacts;
  readonly pairs: readonly { before: Moments; after: Moments; facts: TableFacts }[];
}

function merge(
  found: ReadonlyMap<string, TableFacts>,
  before: readonly Visit[],
  after: readonly Visit[],
  size: number,
): Merged | null {
  const pairs = before.flatMap((x) =>
    after.flatMap((y) => {
      const facts = found.get(`${x.key}|${y.key}`);
      return facts ? [{ before: x.moments, after: y.moments, facts }] : [];
    }),
  );
  if (pairs.length === 0) return null;
  const facts = new TableFacts(size);
  const join = (into: Extremes | undefined, from: Extremes | undefined) => {
    if (!from || from.low > from.high) return;
    into?.note(from.low);
    into?.note(from.high);
  };
  for (const pair of pairs) {
    pair.facts.rose.forEach((range, i) => {
      join(facts.rose[i], range);
    });
    pair.facts.share.forEach((range, i) => {
      join(facts.share[i], range);
    });
    pair.facts.scored.forEach((range, i) => {
      join(facts.scored[i], range);
    });
    join(facts.same, pair.facts.same);
    join(facts.logSign, pair.facts.logSign);
  }
  return { facts, pairs };
}

function checkCounts(bounds: ChangeBounds, { facts }: Merged, size: number, where: string): void {
  for (let k = 1; k < size; k++) {
    expectRange(bounds.higher[k - 1] ?? null, facts.rose[k + size - 1] as Extremes, where);
    expectRange(bounds.scored[k - 1] ?? null, facts.scored[k] as Extremes, where);
  }
  expectRange(bounds.same, facts.same, where);
}

function checkMoments(bounds: ChangeBounds, { facts, pairs }: Merged, where: string): void {
  const { moments } = bounds;
  const [correlations, sds, ts]: [number[], number[], number[]] = [[], [], []];
  for (const { before, after, facts: own } of pairs)
    for (const products of [own.products.low, own.products.high]) {
      const n = before.n;
      const xy = products - (before.sum * after.sum) / n;
      const xx = before.squares - before.sum ** 2 / n;
      const yy = after.squares - after.sum ** 2 / n;
      if (n * before.squares > before.sum ** 2 && n * after.squares > after.sum ** 2)
        correlations.push(xy / Math.sqrt(xx * yy));
      const variance = (xx + yy - 2 * xy) / (n - 1);
      sds.push(Math.sqrt(Math.max(0, variance)));
      const mean = (after.sum - before.sum) / n;
      if (variance > 1e-9) ts.push(mean / Math.sqrt(variance / n));
    }
  if (correlations.length === 0) expect(moments?.correlation, where).toBeNull();
  else expectReal(moments?.correlation ?? null, correlations, where);
  expect(moments?.sdChange.low.value, where).toBeCloseTo(Math.min(...sds), 6);
  expect(moments?.sdChange.high.value, where).toBeCloseTo(Math.max(...sds), 6);
  const t = moments?.t;
  if (t && t.low.value !== null && ts.length > 0)
    expect(t.low.value, where).toBeCloseTo(Math.min(...ts), 8);
  if (t && t.high.value !== null && ts.length > 0)
    expect(t.high.value, where).toBeCloseTo(Math.max(...ts), 8);
  expect(moments?.signTest.low.logValue, where).toBeCloseTo(facts.logSign.low, 10);
  expect(moments?.signTest.high.logValue, where).toBeCloseTo(facts.logSign.high, 10);
  expect(moments?.signTest.low.reached && moments.signTest.high.reached, where).toBe(true);
}

const found = ({ reached, count, nearest }: CountLimit) =>
  reached ? count : (nearest?.count ?? null);

/** General bounds hold for every table, whether or not a table reaches them. */
function checkGeneral(bounds: ChangeBounds, { facts }: Merged, size: number, where: string): void {
  const holds = (range: CountRange | null | undefined, within: Extremes | undefined) => {
    if (!range || !within) throw new Error(`${where}: a bound is missing`);
    expect(range.low.count, where).toBeLessThanOrEqual(within.low);
    expect(range.high.count, where).toBeGreaterThanOrEqual(within.high);
    // What a search found is possible, so it lies within the true limits.
    const [low, high] = [found(range.low), found(range.high)];
    if (low !== null) expect(low, where).toBeGreaterThanOrEqual(within.low);
    if (high !== null) expect(high, where).toBeLessThanOrEqual(within.high);
  };
  for (let k = 1; k < size; k++) {
    holds(bounds.higher[k - 1], facts.rose[k + size - 1]);
    holds(bounds.scored[k - 1], facts.scored[k]);
  }
  holds(bounds.same, facts.same);
}

function expectWithin(
  inner: ChangeBounds['moments'],
  outer: ChangeBounds['moments'],
  where: string,
): void {
  for (const quantity of ['sdChange', 'dz', 't', 'p', 'signTest'] as const) {
    const [a, b] = [inner?.[quantity], outer?.[quantity]];
    const slack = 1e-9;
    if (a?.low.value != null && b?.low.value != null)
      expect(b.low.value, `${where}: ${quantity}`).toBeLessThanOrEqual(a.low.value + slack);
    if (a?.high.value != null && b?.high.value != null)
      expect(b.high.value, `${where}: ${quantity}`).toBeGreaterThanOrEqual(a.high.value - slack);
  }
}

function checkAll(n: number, size: number, decimals: number): number {
  const { found, before, after } = tablesByFigures(n, size, false);
  let designs = 0;
  for (const x of printedFigures(before, decimals))
    for (const y of printedFigures(after, decimals)) {
      const merged = merge(found, x.fitting, y.fitting, size);
      const scale = { min: 0, max: size - 1, step: 1 };
      const bounds = boundChange({ scale, before: x, after: y });
      const where = `n ${n}: ${x.mean} ± ${x.sd} to ${y.mean} ± ${y.sd} on 0–${size - 1}`;
      designs++;
      if (merged === null) throw new Error(`${where}: every pair of data sets has a table`);
      checkCounts(bounds, merged, size, where);
      for (let k = 1; k < size; k++) {
        const notFallen = merged.facts.rose[size - k] as Extremes;
        expect(bounds.lower[k - 1]?.low.count, where).toBe(n - notFallen.high);
        expect(bounds.lower[k - 1]?.high.count, where).toBe(n - notFallen.low);
      }
      checkMoments(bounds, merged, where);
      if (n > 4) continue;
      const problems = [x, y].map((visit) => sampleProblem({ ...visit, scale }));
      const [first, second] = problems as [SampleProblem, SampleProblem];
      const general = generalBounds(first, [second], { search: designs % 400 === 0 });
      checkGeneral(general, merged, size, where);
      expectWithin(bounds.moments, general.moments, where);
    }
  return designs;
}

describe('every joint table', () => {
  it.each([
    [2, 3, 1],
    [3, 3, 1],
    [4, 3, 1],
    [5, 3, 0],
    [6, 3, 0],
    [6, 3, 1],
    [3, 4, 1],
    [4, 4, 0],
    [5, 4, 0],
    [6, 4, 0],
  ])(
    'of %i patients on %i points lies within the bounds, and reaches them (%i decimals)',
    (n, size, decimals) => {
      expect(checkAll(n, size, decimals)).toBeGreaterThan(5);
    },
  );

  it.each([
    [4, 3],
    [5, 3],
    [6, 3],
  ])('of %i patients with second scores missing, on %i points', (n, size) => {
    const { found, before, after } = tablesByFigures(n, size, true);
    const scale = { min: 0, max: size - 1, step: 1 };
    for (const x of printedFigures(before, 1))
      for (const y of printedFigures(after, 0)) {
        const any = { low: 2, high: n - 1 };
        const [mean, sd] = [Number(y.mean), Number(y.sd)];
        const fitting = after.filter(
          ({ moments }) =>
            moments.n >= 2 &&
            moments.n < n &&
            meanPrintsAs(moments, mean, 0) &&
            sdPrintsAs(moments, sd, 0),
        );
        const where = `${x.mean} ± ${x.sd} to ${y.mean} ± ${y.sd}, n ${n} on 0–${size - 1}`;
        if (y.n < n) {
          const merged = merge(found, x.fitting, y.fitting, size) as Merged;
          checkCounts(boundChange({ scale, before: x, after: y }), merged, size, where);
        }
        if (fitting.length === 0) continue;
        const bounds = boundChange({ scale, before: x, after: { ...y, n: any } });
        const merged = merge(found, x.fitting, fitting, size) as Merged;
        checkCounts(bounds, merged, size, where);
        expect(bounds.n.after).toEqual(
          [...new Set(fitting.map(({ moments }) => moments.n))].sort(),
        );
        for (let k = 1; k < size; k++) {
          const share = merged.facts.share[k + size - 1] as Extremes;
          expect(bounds.higher[k - 1]?.lowShare.share, where).toBe(share.low);
          expect(bounds.higher[k - 1]?.highShare.share, where).toBe(share.high);
        }
      }
  });
});

describe('a correlation that can be 1', () => {
  it.each([1, 2, 3])('is 1 to the last bit, and never above: scores 1/%i apart', (items) => {
    const scale = { min: 1, max: 5, step: 1, items };
    for (let n = 4; n <= 40; n += 3) {
      const [before, after] = ['2.00', '3.00'].map((mean) => ({ n, mean, sd: '0.50' }));
      if (!before || !after) continue;
      const { moments, status } = boundChange({ scale, before, after });
      if (status === 'none') continue;
      // Everyone a point higher: the same SD, and the same digits of the mean.
      expect(moments?.correlation?.high.value, `n = ${n}`).toBe(1);
      expect(moments?.correlation?.low.value, `n = ${n}`).toBeGreaterThanOrEqual(-1);
    }
  });
});
