import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tLogTwoSided } from '../../src/numeric/student-t.ts';
import { boundChange } from '../../src/reconstruct/bound-change.ts';
import type { CountLimit, CountRange, RealLimit } from '../../src/reconstruct/change-bounds.ts';
import type { PairingFacts } from '../../src/reconstruct/pairing-facts.ts';
import { witnessSums } from '../../src/reconstruct/witness.ts';
import { countVectors, meanPrintsAs, momentsOf, sdPrintsAs } from './enumerate.ts';

/** One joint table of n patients on scores 0 … size − 1, by complete enumeration. */
interface Table {
  readonly cells: readonly number[];
  readonly before: ReturnType<typeof momentsOf>;
  readonly after: ReturnType<typeof momentsOf>;
  readonly correlation: number;
  readonly sdChange: number;
  readonly t: number;
  readonly p: number;
}

function tables(n: number, size: number): Table[] {
  const found: Table[] = [];
  for (const drawn of countVectors(n, size * size)) {
    const cells = [...drawn];
    const first = new Array<number>(size).fill(0);
    const second = new Array<number>(size).fill(0);
    let products = 0;
    cells.forEach((c, at) => {
      const [i, j] = [Math.floor(at / size), at % size];
      first[i] = (first[i] as number) + c;
      second[j] = (second[j] as number) + c;
      products += c * i * j;
    });
    const [before, after] = [momentsOf(first), momentsOf(second)];
    const spread = ({ sum, squares }: typeof before) => n * squares - sum ** 2;
    const shared = n * products - before.sum * after.sum;
    const wide = spread(before) + spread(after) - 2 * shared;
    const t = ((after.sum - before.sum) * Math.sqrt(n - 1)) / Math.sqrt(wide);
    found.push({
      cells,
      before,
      after,
      correlation: shared / Math.sqrt(spread(before) * spread(after)),
      sdChange: Math.sqrt(wide / (n * (n - 1))),
      t,
      p: Number.isNaN(t) ? Number.NaN : Math.exp(tLogTwoSided(t, n - 1)),
    });
  }
  return found;
}

const units = (text: string) => Math.round(100 * Number(text));
const printed = (value: number) => value.toFixed(2);
const meanText = ({ n, sum }: Table['before']) => printed(sum / n);
const sdText = ({ n, sum, squares }: Table['before']) =>
  printed(Math.sqrt((n * squares - sum * sum) / (n * (n - 1))));

const printsAs = (value: number, text: string, hair = 1e-12) =>
  Math.abs(value - Number(text)) <= 0.005 + hair;

const values: { readonly [fact in keyof Required<PairingFacts>]: (table: Table) => number } = {
  correlation: ({ correlation }) => correlation,
  sdChange: ({ sdChange }) => sdChange,
  t: ({ t }) => Math.abs(t),
  p: ({ p }) => p,
};

/** How often a limit was reached, of all that were looked at. */
const tally = { reached: 0, all: 0 };

function expectProved(
  { count, reached, witness, nearest }: CountLimit,
  true_: number,
  sign: 1 | -1,
): void {
  tally.all++;
  if (reached) tally.reached++;
  expect(sign * count).toBeLessThanOrEqual(sign * true_);
  if (reached) expect(count).toBe(true_);
  expect(witness !== null).toBe(reached);
  if (nearest) expect(sign * nearest.count).toBeGreaterThanOrEqual(sign * true_);
}

function expectReal({ value, reached }: RealLimit, true_: number, sign: 1 | -1): void {
  if (value === null || !Number.isFinite(true_)) return;
  expect(sign * value).toBeLessThanOrEqual(sign * true_ + 1e-9 * Math.abs(true_) + 1e-12);
  if (reached) expect(value).toBeCloseTo(true_, 9);
}

function check(all: readonly Table[], n: number, size: number, one: Table, facts: PairingFacts) {
  const [mean, sd] = [meanText(one.before), sdText(one.before)];
  const [meanAfter, sdAfter] = [meanText(one.after), sdText(one.after)];
  const fitting = all.filter(
    (table) =>
      meanPrintsAs(table.before, units(mean), 2) &&
      sdPrintsAs(table.before, units(sd), 2) &&
      meanPrintsAs(table.after, units(meanAfter), 2) &&
      sdPrintsAs(table.after, units(sdAfter), 2) &&
      Object.entries(facts).every(([name, text]) =>
        printsAs(values[name as keyof PairingFacts](table), text, name === 'p' ? 1e-8 : 1e-12),
      ),
  );
  expect(fitting).toContain(one);
  const bounds = boundChange({
    scale: { min: 0, max: size - 1, step: 1 },
    before: { mean, sd, n },
    after: { mean: meanAfter, sd: sdAfter, n },
    constraints: facts,
  });
  expect(bounds.status).toBe('general');
  expect(bounds.constrainedBy).toEqual(Object.keys(facts));
  const extremes = (of: (table: Table) => number) => {
    const numbers = fitting.map(of);
    return [Math.min(...numbers), Math.max(...numbers)] as const;
  };
  const counts = (range: CountRange, counted: (x: number, y: number) => boolean) => {
    const [least, most] = extremes(({ cells }) =>
      cells.reduce((sum, c, at) => sum + (counted(Math.floor(at / size), at % size) ? c : 0), 0),
    );
    expectProved(range.low, least, 1);
    expectProved(range.high, most, -1);
  };
  for (const bound of bounds.higher) counts(bound, (x, y) => y - x >= bound.steps);
  for (const bound of bounds.lower) counts(bound, (x, y) => x - y >= bound.steps);
  if (bounds.same) counts(bounds.same, (x, y) => x === y);
  for (const bound of bounds.scored) counts(bound, (_, y) => y >= bound.score);
  const { moments } = bounds;
  if (!moments) throw new Error('everyone was scored twice: there are moments');
  const reals = [
    [moments.correlation, values.correlation],
    [moments.sdChange, values.sdChange],
    [moments.t, ({ t }: Table) => t],
    [moments.p, values.p],
  ] as const;
  for (const [range, of] of reals) {
    const [least, most] = extremes(of);
    if (!range || Number.isNaN(least)) continue;
    expectReal(range.low, least, 1);
    expectReal(range.high, most, -1);
  }
}

describe('with printed figures of the pairing, bounds hold in every table (complete enumeration)', () => {
  it.each([
    [6, 3, 40],
    [5, 4, 25],
  ])('n = %i on %i scores', (n, size, drawn) => {
    const all = tables(n, size);
    const usable = all.filter(({ correlation, t }) => Number.isFinite(correlation + t));
    for (let k = 0; k < drawn; k++) {
      const one = usable[(k * 7919 + 13) % usable.length] as Table;
      for (const name of Object.keys(values) as (keyof PairingFacts)[])
        check(all, n, size, one, { [name]: printed(values[name](one)) });
      check(all, n, size, one, {
        correlation: printed(one.correlation),
        t: printed(Math.abs(one.t)),
      });
    }
    // Of so few patients some proved limits are not whole numbers of a table; most are reached.
    expect(tally.reached / tally.all).toBeGreaterThan(0.7);
  });
});

const change = {
  scale: { min: 1, max: 5, step: 1 },
  before: { mean: '1.72', sd: '0.57', n: 171 },
  after: { mean: '4.33', sd: '0.85', n: 171 },
} as const;

describe('a printed correlation at 1 week of the bundled study', () => {
  const free = boundChange(change);
  const bounds = boundChange({ ...change, constraints: { correlation: '0.50' } });

  it('narrows the number of patients, never beyond what holds without it', () => {
    bounds.higher.forEach(({ low, high }, k) => {
      expect(low.count).toBeGreaterThanOrEqual(free.higher[k]?.low.count ?? 0);
      expect(high.count).toBeLessThanOrEqual(free.higher[k]?.high.count ?? 0);
    });
    expect(bounds.higher[2]?.low.count).toBeGreaterThan(free.higher[2]?.low.count ?? 0);
  });

  it('gives witnesses that have it, recomputed from their cells', () => {
    for (const { low, high } of [...bounds.higher, ...bounds.lower])
      for (const { witness } of [low, high]) {
        if (!witness) continue;
        const { n, x, y, xx, yy, xy } = witnessSums(witness);
        const r = (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
        expect(Math.abs(r - 0.5)).toBeLessThanOrEqual(0.005);
      }
  });

  it('leaves narrow ranges of what follows from it', () => {
    const { moments } = bounds;
    expect(moments?.correlation?.low.value).toBeGreaterThanOrEqual(0.495);
    expect(moments?.correlation?.high.value).toBeLessThanOrEqual(0.505);
    // √(0.57² + 0.85² − 2·0.5·0.57·0.85) = 0.7505
    expect(moments?.sdChange.low.value).toBeGreaterThan(0.74);
    expect(moments?.sdChange.high.value).toBeLessThan(0.76);
  });
});

describe('figures of the pairing that no data set has', () => {
  it.each([
    [
      { correlation: '0.95' },
      /^no data set has the printed correlation 0\.95; .* −0\.81\d and 0\.8[34]/,
    ],
    [{ sdChange: '0.10' }, /printed SD of the change 0\.10; .* between 0\.48\d and 1\.3[56]/],
    [{ t: '10.0' }, /printed t of the paired t test 10\.0; .* between 25\.\d and 70\.\d/],
    [{ p: '.04' }, /printed P of the paired t test \.04; .* between 2\.\d+e−127 and 2\.\d+e−59/],
    // The spread of the change is n·Σd² − (Σd)² with Σd² as even as Σd: steps of 2n.
    [
      { t: '45.0' },
      /t of the paired t test 45\.0; .* from 25\.\d to 70\.\d, and none rounds to that/,
    ],
    [
      { correlation: '0.50', sdChange: '1.00' },
      /correlation 0\.50 and SD of the change 1\.00 together/,
    ],
  ])('%j: the reason names it', (constraints, reason) => {
    const bounds = boundChange({ ...change, constraints });
    expect(bounds.status).toBe('none');
    expect(bounds.reason).toMatch(reason);
  });

  it('says so on wide scales too', () => {
    const wide = {
      scale: { min: 0, max: 100, step: 1 },
      before: { mean: '60.0', sd: '10.0', n: 40 },
      after: { mean: '40.0', sd: '20.0', n: 40 },
    };
    // SD of change is at least 20 − 10.
    const none = boundChange({ ...wide, constraints: { sdChange: '5.0' } });
    expect([none.status, none.reason]).toEqual([
      'none',
      'no data set has the printed SD of the change 5.0 with these means and SDs',
    ]);
  });
});

it('uses no figure of the pairing when some patients may lack a second score', () => {
  const after = { ...change.after, n: { low: 150, high: 171 } };
  const bounds = boundChange({ ...change, after, constraints: { correlation: '0.50' } });
  expect(bounds.constrainedBy).toEqual([]);
});

it('proves more on a wide scale with the SD of the change, within a second', () => {
  const wide = {
    scale: { min: 0, max: 100, step: 1 },
    before: { mean: '60.0', sd: '10.0', n: 40 },
    after: { mean: '40.0', sd: '12.0', n: 40 },
    steps: [1],
    search: false,
  };
  const free = boundChange(wide);
  const bounds = boundChange({ ...wide, constraints: { sdChange: '8.0' } });
  expect(bounds.lower[0]?.low.count).toBeGreaterThan(free.lower[0]?.low.count ?? 0);
  expect(bounds.moments?.sdChange.high.value).toBeCloseTo(8.05, 9);
  // r = (100 + 144 − 64)/240 = 0.75, and what rounding moves it.
  expect(bounds.moments?.correlation?.low.value).toBeGreaterThan(0.73);
  expect(bounds.moments?.correlation?.high.value).toBeLessThan(0.77);
});

describe('data sets with all their own figures printed, the pairing too', () => {
  const patients = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 4, maxLength: 30 });
  const facts = fc.constantFrom<keyof PairingFacts>('correlation', 'sdChange', 't', 'p');
  const decimals = fc.constantFrom(1, 2);

  it('are always possible, and lie within every bound', () => {
    fc.assert(
      fc.property(patients, facts, decimals, (rows, fact, digits) => {
        const n = rows.length;
        const moments = (values: readonly number[]) => {
          const mean = values.reduce((a, b) => a + b, 0) / n;
          const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
          return { mean, sd: Math.sqrt(squares / (n - 1)) };
        };
        const [x, y] = [moments(rows.map(([pre]) => pre)), moments(rows.map(([, post]) => post))];
        const d = moments(rows.map(([pre, post]) => post - pre));
        fc.pre(x.sd > 0 && y.sd > 0 && d.sd > 0);
        const t = (d.mean * Math.sqrt(n)) / d.sd;
        const own = {
          correlation: (x.sd ** 2 + y.sd ** 2 - d.sd ** 2) / (2 * x.sd * y.sd),
          sdChange: d.sd,
          t: Math.abs(t),
          p: Math.exp(tLogTwoSided(t, n - 1)),
        };
        const bounds = boundChange({
          scale: { min: 0, max: 6, step: 1 },
          before: { mean: x.mean.toFixed(2), sd: x.sd.toFixed(2), n },
          after: { mean: y.mean.toFixed(2), sd: y.sd.toFixed(2), n },
          constraints: { [fact]: own[fact].toFixed(digits) },
          mostPairs: 3_000,
          search: false,
          steps: [1, 3],
        });
        expect(bounds.status).toBe('general');
        const within = (
          low: number | null | undefined,
          value: number,
          high: number | null | undefined,
        ) => {
          const hair = 1e-9 * Math.max(1, Math.abs(value));
          if (low !== null && low !== undefined) expect(low).toBeLessThanOrEqual(value + hair);
          if (high !== null && high !== undefined)
            expect(high).toBeGreaterThanOrEqual(value - hair);
        };
        for (const { steps, low, high } of bounds.higher)
          within(low.count, rows.filter(([pre, post]) => post - pre >= steps).length, high.count);
        for (const { steps, low, high } of bounds.lower)
          within(low.count, rows.filter(([pre, post]) => pre - post >= steps).length, high.count);
        const { moments: found } = bounds;
        within(found?.correlation?.low.value, own.correlation, found?.correlation?.high.value);
        within(found?.sdChange.low.value, own.sdChange, found?.sdChange.high.value);
        within(found?.t.low.value, t, found?.t.high.value);
        within(found?.p.low.value, own.p, found?.p.high.value);
      }),
      { numRuns: 250 },
    );
  });
});
