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
} as const;

const proportion = fc
  .oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 100_000 }))
  .chain((total) => fc.record({ x: fc.integer({ min: 0, max: total }), n: fc.constant(total) }));

const multinomial = fc.record({
  counts: fc
    .array(fc.integer({ min: 0, max: 120 }), { minLength: 2, maxLength: 6 })
    .filter((counts) => counts.some((count) => count > 0)),
});

type Input = Record<string, unknown>;

function pick(method: Method, from: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
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
