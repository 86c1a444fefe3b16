import fc from 'fast-check';
import type { Method } from '../../src/estimates/method.ts';

/** Ordinary inputs: figures as papers print them. */
const mean = fc.integer({ min: -9999, max: 9999 }).map((hundredths) => hundredths / 100);
const positiveMean = fc.integer({ min: 1, max: 9999 }).map((hundredths) => hundredths / 100);
const sd = fc.integer({ min: 1, max: 3000 }).map((hundredths) => hundredths / 100);
const n = fc.integer({ min: 3, max: 400 });
const correlation = fc.integer({ min: -99, max: 99 }).map((hundredths) => hundredths / 100);

export const ordinary = {
  n,
  mean,
  sd,
  meanPre: positiveMean,
  sdPre: sd,
  meanPost: positiveMean,
  sdPost: sd,
  correlation,
  max: fc.constant(100),
  n1: n,
  mean1: positiveMean,
  sd1: sd,
  n2: n,
  mean2: positiveMean,
  sd2: sd,
  meanPre1: mean,
  sdPre1: sd,
  meanPost1: mean,
  sdPost1: sd,
  meanPre2: mean,
  sdPre2: sd,
  meanPost2: mean,
  sdPost2: sd,
} as const;

/** Any inputs within a method's limits, also extreme ones. */
const anyNumber = fc.oneof(
  mean,
  fc.constantFrom(0, -0, 1),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const anySpread = fc.oneof(
  sd,
  fc.constantFrom(0, 1),
  fc.double({ min: 0, max: 1e308, noNaN: true }),
);
const anyN = fc.oneof(fc.integer({ min: 2, max: 6 }), n, fc.integer({ min: 2, max: 1_000_000 }));
const anyCorrelation = fc.oneof(
  correlation,
  fc.constantFrom(-1, 0, 1),
  fc.double({ min: -1, max: 1, noNaN: true }),
);

const extreme = {
  n: anyN,
  mean: anyNumber,
  sd: anySpread,
  meanPre: anyNumber,
  sdPre: anySpread,
  meanPost: anyNumber,
  sdPost: anySpread,
  correlation: anyCorrelation,
  max: anyNumber,
  n1: anyN,
  mean1: anyNumber,
  sd1: anySpread,
  n2: anyN,
  mean2: anyNumber,
  sd2: anySpread,
  meanPre1: anyNumber,
  sdPre1: anySpread,
  meanPost1: anyNumber,
  sdPost1: anySpread,
  meanPre2: anyNumber,
  sdPre2: anySpread,
  meanPost2: anyNumber,
  sdPost2: anySpread,
} as const;

const proportion = fc
  .oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 100_000 }))
  .chain((total) => fc.record({ x: fc.integer({ min: 0, max: total }), n: fc.constant(total) }));

const multinomial = fc.record({
  counts: fc
    .array(fc.integer({ min: 0, max: 120 }), { minLength: 2, maxLength: 6 })
    .filter((counts) => counts.some((count) => count > 0)),
});

const count = (max: number) => fc.integer({ min: 0, max });
const anyCount = fc.oneof(count(4), count(200), count(1_000_000));
const eventsOf = (n: fc.Arbitrary<number>) =>
  n.chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
const twoProportions = (size: fc.Arbitrary<number>) =>
  fc.tuple(eventsOf(size), eventsOf(size)).map(([[x1, n1], [x2, n2]]) => ({ x1, n1, x2, n2 }));
const pairedCounts = (cell: fc.Arbitrary<number>) =>
  fc.record({ a: cell, b: cell, c: cell, d: cell }).filter(({ a, b, c, d }) => a + b + c + d > 0);
const numbersOrNot = (numbers: fc.Arbitrary<number>, anyway: fc.Arbitrary<number>) => ({
  ordinary: numbers,
  any: fc.oneof(numbers, anyway),
});
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const positive = numbersOrNot(
  fc.integer({ min: 1, max: 50_000 }).map((hundredths) => hundredths / 100),
  fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
);
const statistic = numbersOrNot(mean, finite);
const notNegative = numbersOrNot(sd, fc.constantFrom(0, 1e-300, 1e300));
const degrees = numbersOrNot(
  fc.integer({ min: 1, max: 400 }),
  fc.double({ min: 0.01, max: 1e9, noNaN: true }),
);

/** Inputs of tests and conversions, by name. */
const figures: Readonly<
  Record<string, { ordinary: fc.Arbitrary<unknown>; any: fc.Arbitrary<unknown> }>
> = {
  t: statistic,
  z: statistic,
  md: statistic,
  d: statistic,
  F: notNegative,
  chi2: notNegative,
  Q: notNegative,
  se: notNegative,
  sdChange: notNegative,
  seLogOr: notNegative,
  df: degrees,
  df1: degrees,
  df2: degrees,
  or: positive,
  ratio: positive,
  ratioLow: positive,
  ratioHigh: positive,
  time: positive,
  t1: positive,
  t2: positive,
  r: { ordinary: correlation, any: anyCorrelation },
  p: numbersOrNot(
    fc.integer({ min: 1, max: 999 }).map((thousandths) => thousandths / 1000),
    fc.constantFrom(1, 0.5, 1e-12, 1e-300),
  ),
};

/** Lists of equal length, from one generator for each entry. */
const lists = <Entry>(entry: fc.Arbitrary<Entry>) =>
  fc.array(entry, { minLength: 2, maxLength: 6 });
const severalGroups = (
  n: fc.Arbitrary<number>,
  of: fc.Arbitrary<number>,
  s: fc.Arbitrary<number>,
) =>
  lists(fc.tuple(n, of, s)).map((groups) => ({
    ns: groups.map(([size]) => size),
    means: groups.map(([, average]) => average),
    sds: groups.map(([, , spread]) => spread),
  }));
const severalProportions = (size: fc.Arbitrary<number>) =>
  lists(eventsOf(size)).map((groups) => ({
    events: groups.map(([events]) => events),
    totals: groups.map(([, total]) => total),
  }));

/** Tables of two or three rows. */
const contingency = (most: number) =>
  fc
    .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 }))
    .chain(([rows, columns]) =>
      fc.record({
        counts: fc
          .array(count(most), { minLength: rows * columns, maxLength: rows * columns })
          .filter((counts) => counts.some((each) => each > 0)),
        columns: fc.constant(columns),
      }),
    );
const rankSum = (most: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
    .chain(([n1, n2]) =>
      fc.record({ U: count(n1 * n2), n1: fc.constant(n1), n2: fc.constant(n2) }),
    );
const signedRanks = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((size) => fc.record({ W: count((size * (size + 1)) / 2), n: fc.constant(size) }));

type Input = Record<string, unknown>;

const rising = 'ciLow ratioLow min q1 median q3 max ratio ratioHigh ciHigh'.split(' ');

/** The named numbers, sorted; the rest as given. */
function inOrder(input: Input): Input {
  const names = rising.filter((name) => name in input);
  const sorted = names.map((name) => input[name] as number).sort((a, b) => a - b);
  return { ...input, ...Object.fromEntries(names.map((name, i) => [name, sorted[i]])) };
}

function conversion(names: readonly string[], kind: 'ordinary' | 'any'): fc.Arbitrary<Input> {
  const from = kind === 'ordinary' ? ordinary : { ...extreme };
  const model = Object.fromEntries(
    names.map((name) => {
      if (rising.includes(name) && !figures[name])
        return [name, kind === 'ordinary' ? mean : anyNumber];
      const arbitrary =
        figures[name]?.[kind] ?? (from as Record<string, fc.Arbitrary<unknown>>)[name];
      if (arbitrary === undefined) throw new Error(`no generator for the input ${name}`);
      return [name, arbitrary];
    }),
  );
  return fc.record(model).map(inOrder);
}

/** The generator for the design of the method, if it has its own. */
function ofDesign({ design, needs }: Method, kind: 'ordinary' | 'any') {
  const names = Object.keys(needs);
  const positiveTime = positive[kind];
  const events = kind === 'ordinary' ? count(300) : anyCount;
  switch (design) {
    case 'two proportions':
      return twoProportions(kind === 'ordinary' ? fc.integer({ min: 1, max: 300 }) : anyN);
    case 'paired counts':
      return pairedCounts(kind === 'ordinary' ? count(200) : anyCount);
    case 'rates':
      return names.includes('x')
        ? fc.record({ x: events, time: positiveTime })
        : fc.record({ x1: events, t1: positiveTime, x2: events, t2: positiveTime });
    case 'several groups':
      if (names.includes('columns')) return contingency(kind === 'ordinary' ? 6 : 30);
      if (names.includes('events')) return severalProportions(kind === 'ordinary' ? n : anyN);
      return kind === 'ordinary'
        ? severalGroups(n, mean, sd)
        : severalGroups(anyN, anyNumber, anySpread);
    case 'p-value':
      if (names.includes('U')) return rankSum(kind === 'ordinary' ? 12 : 1000);
      if (names.includes('W')) return signedRanks(kind === 'ordinary' ? 20 : 1_000_000);
      return conversion(names, kind);
    case 'conversion':
      return conversion(names, kind);
    default:
      return null;
  }
}

function pick(method: Method, from: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  const own = ofDesign(method, from === ordinary ? 'ordinary' : 'any');
  if (own !== null) return own as fc.Arbitrary<Input>;
  const names = Object.keys(method.needs);
  if (names.includes('counts')) return multinomial as fc.Arbitrary<Input>;
  if (names.includes('x')) return proportion as fc.Arbitrary<Input>;
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const name of names) {
    const arbitrary = from[name];
    if (arbitrary === undefined) throw new Error(`no generator for the input ${name}`);
    model[name] = arbitrary;
  }
  return fc.record(model) as fc.Arbitrary<Input>;
}

export const ordinaryInput = (method: Method) => pick(method, ordinary);
export const anyInput = (method: Method) => fc.oneof(pick(method, ordinary), pick(method, extreme));
export const level = fc.constantFrom(0.8, 0.9, 0.95, 0.99);
