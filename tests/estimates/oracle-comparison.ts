import type { Estimate, EstimateOptions, Method } from '../../src/estimates/method.ts';

/** One case of a file of reference values. */
export interface OracleCase {
  readonly id: string;
  readonly method: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

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
export function runCase(method: Method, { input }: OracleCase): Estimate {
  const ours: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (name === 'conf') continue;
    const plainName = inputNames[name] ?? camelCase(name);
    ours[name === 'r' && 'correlation' in method.needs ? 'correlation' : plainName] = value;
  }
  const options: EstimateOptions = 'conf' in input ? { level: input.conf as number } : {};
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

function isClose(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((value, index) => isClose(actual[index], value))
    );
  }
  if (typeof expected === 'number' && typeof actual === 'number') {
    return Math.abs(actual - expected) <= Math.max(1e-12, 1e-9 * Math.abs(expected));
  }
  return actual === expected;
}

/** Every difference between what a method gives and what the case expects, in words. */
export function disagreements(method: Method, oracle: OracleCase): string[] {
  const estimate = runCase(method, oracle);
  const problems: string[] = [];
  for (const [key, expected] of Object.entries(oracle.expected)) {
    const actual = found(estimate, key);
    const isInfinite = expected === 'Infinity' || expected === '-Infinity';
    const agrees = isInfinite
      ? actual === null && estimate.ci?.reason === 'unbounded'
      : isClose(actual, expected);
    if (!agrees) {
      problems.push(
        `${oracle.id}: ${key} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`,
      );
    }
  }
  if (!('ci_low' in oracle.expected) && typeof estimate.ci?.low === 'number') {
    problems.push(`${oracle.id}: has a lower limit where none is expected`);
  }
  return problems;
}
