import { findMethod, methods } from '../estimates/index.ts';
import type { Estimate, EstimateOptions, Method } from '../estimates/method.ts';
import { type Comparison, compare, type Pair, relativeError } from './comparison.ts';
import type { MethodCase } from './reference-file.ts';

/** Values agree to this; those nearer to zero than 0.001 to 1e-12. */
const methodLimit = 1e-9;
const nearZero = 1e-3;

/** Names in the files of reference values that camel case alone does not turn into ours. */
const inputNames: Readonly<Record<string, string>> = {
  m_pre: 'meanPre',
  m_post: 'meanPost',
  m1: 'mean1',
  m2: 'mean2',
};

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The case's input under our names, and its confidence level as an option. */
function runCase(method: Method, { input }: MethodCase): Estimate {
  const ours: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (name === 'conf' || name === 'dist') continue;
    // The statistic that a p-value is asked for: t, z, F, chi2, Q or r.
    if (name === 'statistic' && typeof input['dist'] === 'string') {
      ours[input['dist']] = value;
      continue;
    }
    const plainName = inputNames[name] ?? camelCase(name);
    ours[name === 'r' && 'correlation' in method.needs ? 'correlation' : plainName] = value;
  }
  const options: EstimateOptions = 'conf' in input ? { level: input['conf'] as number } : {};
  return method.estimate(ours, options);
}

/** Where an expected number is found in an estimate. */
function found(estimate: Estimate, key: string): unknown {
  switch (key) {
    case 'estimate':
      return estimate.parts ? estimate.parts.map((part) => part.value) : estimate.value;
    case 'ci_low':
      return estimate.parts ? estimate.parts.map((part) => part.ci?.low) : estimate.ci?.low;
    case 'ci_high':
      return estimate.parts ? estimate.parts.map((part) => part.ci?.high) : estimate.ci?.high;
    case 'log_p':
      return estimate.logP;
    case 'se':
    case 'df':
    case 'statistic':
    case 'p':
      return estimate[key];
    default:
      return estimate.details?.[camelCase(key)];
  }
}

/** The relative error of each number; 0 or Infinity for what is no number. */
function errorOf(actual: unknown, expected: unknown): number {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return Number.POSITIVE_INFINITY;
    return Math.max(0, ...expected.map((value, index) => errorOf(actual[index], value)));
  }
  if (typeof expected === 'number' && typeof actual === 'number') {
    return relativeError(actual, expected, nearZero);
  }
  return actual === expected ? 0 : Number.POSITIVE_INFINITY;
}

/** What a method gives for a case, beside everything that the case expects. */
function pairsOf(method: Method, reference: MethodCase): Pair[] {
  const estimate = attempt(() => runCase(method, reference));
  const pairs = Object.entries(reference.expected).map(([key, expected]): Pair => {
    const actual = found(estimate, key);
    const isInfinite = expected === 'Infinity' || expected === '-Infinity';
    const isUnbounded = actual === null && estimate.ci?.reason === 'unbounded';
    const error = isInfinite && isUnbounded ? 0 : errorOf(actual, isInfinite ? Symbol() : expected);
    return { what: `${reference.id}: ${key}`, expected, actual, error };
  });
  if (!('ci_low' in reference.expected) && typeof estimate.ci?.low === 'number') {
    const what = `${reference.id}: ci_low, where none is expected`;
    const [expected, actual] = [null, estimate.ci.low];
    pairs.push({ what, expected, actual, error: Number.POSITIVE_INFINITY });
  }
  return pairs;
}

/** No value where the method refuses the input or fails on it: then it agrees with nothing. */
function attempt(estimate: () => Estimate): Estimate {
  try {
    return estimate();
  } catch (error) {
    return { value: null, reason: String(error) };
  }
}

/** One method against all of its cases in one family of reference values. */
export interface MethodComparison extends Comparison {
  readonly family: string;
  readonly method: string;
  readonly cases: number;
}

/** Every registered method of a family; cases of other methods are left out. */
export function compareMethods(
  family: string,
  cases: readonly MethodCase[],
): readonly MethodComparison[] {
  const own = cases.filter((one) => findMethod(one.method) !== undefined);
  return methods.flatMap((method) => {
    const named = own.filter((one) => findMethod(one.method) === method);
    if (named.length === 0) return [];
    const pairs = named.flatMap((one) => pairsOf(method, one));
    return [{ family, method: method.id, cases: named.length, ...compare(pairs, methodLimit) }];
  });
}
