import { describe, expect, it } from 'vitest';
import { methods } from '../../src/estimates/index.ts';
import type { Estimate, Method, Need } from '../../src/estimates/method.ts';

type Value = number | readonly number[];
type Input = Readonly<Record<string, Value>>;

/** An unremarkable value of each input, and the edges of what can be printed, or mistyped, for it. */
const table: Readonly<Record<string, readonly [ordinary: Value, ...edges: Value[]]>> = {
  n: [20, 0, 1, 2],
  n1: [20, 0, 1, 2],
  n2: [22, 0, 1, 2],
  x: [7, 0, 20, 21],
  x1: [7, 0, 20, 21],
  x2: [9, 0, 22, 23],
  a: [12, 0],
  b: [5, 0],
  c: [9, 0],
  d: [6, 0, -6],
  time: [110, 0],
  t1: [110, 0],
  t2: [90, 0],
  mean: [5.2, 0, -5.2],
  mean1: [5.2, 0, 4.4, -5.2],
  mean2: [4.4, 0, -4.4],
  sd: [1.1, 0],
  sd1: [1.1, 0],
  sd2: [1.3, 0],
  meanPre: [2.1, 0, 3.4, 5, -2.1],
  meanPost: [3.4, 0, 5, -3.4],
  sdPre: [0.8, 0],
  sdPost: [1.1, 0],
  meanPre1: [2.1, 0],
  meanPost1: [3.4, 0, 2.1],
  sdPre1: [0.8, 0],
  sdPost1: [1.1, 0],
  meanPre2: [2, 0],
  meanPost2: [2.4, 0, 2],
  sdPre2: [0.9, 0],
  sdPost2: [1, 0],
  correlation: [0.5, 0, 1, -1],
  min: [1, 2.1, 3.4],
  q1: [3, 4],
  median: [4, 3],
  q3: [6, 4],
  max: [9, 2.1, 3.4, 6],
  counts: [[7, 5, 3, 6], [0, 0, 15, 0], [0, 0, 0, 0], [1, 0], [3]],
  columns: [2, 1, 3, 4],
  U: [23, 0, 1e6],
  W: [8, 0, 1e9],
  events: [[5, 7], [0, 0], [20, 22], [0, 22], [5]],
  totals: [
    [20, 22],
    [1, 1],
    [0, 22],
  ],
  ns: [[20, 22], [1, 1], [1, 22], [2, 2], [20]],
  means: [
    [5.2, 4.4],
    [5.2, 5.2],
    [0, 0],
  ],
  sds: [
    [1.1, 1.3],
    [0, 0],
    [0, 1.3],
  ],
  t: [2.1, 0, -2.1],
  z: [2.1, 0],
  F: [4.4, 0],
  chi2: [4.4, 0],
  Q: [4.4, 0],
  r: [0.4, 0, 1, -1],
  p: [0.04, 0, 1],
  df: [40, 0, 1],
  df1: [2, 0, 1],
  df2: [40, 0, 1],
  md: [0.8, 0],
  se: [0.4, 0],
  seLogOr: [0.4, 0],
  sdChange: [0.9, 0, 1.9, 0.3, 4],
  or: [1.8, 0, 1],
  ratio: [1.35, 0, 1],
  ratioLow: [1.02, 0, 1.35, 1.78, 2],
  ratioHigh: [1.78, 0, 1.02, 1],
  ciLow: [0.12, 1.26, 2],
  ciHigh: [1.26, 0.12, 0],
};

const needsOf = ({ needs }: Method) => needs as Readonly<Record<string, Need>>;

function entry(name: string): readonly [Value, ...Value[]] {
  const found = table[name];
  if (!found) throw new Error(`no edges for the input ${name}`);
  return found;
}

/** Up to so many inputs on an edge at once: equal means of two groups without spread are three. */
const TOGETHER = 3;

/** The ordinary input with none, one, two or three of its numbers on an edge, and which. */
function* degenerate(method: Method): Generator<{ input: Input; onEdge: readonly string[] }> {
  const names = Object.keys(needsOf(method));
  const from = (
    input: Input,
    onEdge: readonly string[],
    next: number,
  ): { input: Input; onEdge: readonly string[] }[] => {
    const deeper = onEdge.length < TOGETHER ? [...names.entries()].slice(next) : [];
    const beyond = deeper.flatMap(([i, name]) =>
      entry(name)
        .slice(1)
        .flatMap((edge) => from({ ...input, [name]: edge as Value }, [...onEdge, name], i + 1)),
    );
    return [{ input, onEdge }, ...beyond];
  };
  yield* from(ordinaryOf(method), [], 0);
}

function ordinaryOf(method: Method): Input {
  return Object.fromEntries(Object.keys(needsOf(method)).map((name) => [name, entry(name)[0]]));
}

const isReason = /^(undefined|missing|unbounded|several)\b/;

/** What is wrong with one result: a number that is none, or nothing without a reason. */
function* faultsOf(estimate: Estimate): Generator<string> {
  for (const part of [estimate, ...(estimate.parts ?? [])]) {
    const { value, se, ci, reason, details } = part;
    const numbers = { ...part, ...details, ciLow: ci?.low, ciHigh: ci?.high };
    for (const [name, number] of Object.entries(numbers)) {
      if (typeof number === 'number' && !Number.isFinite(number)) yield `${name} is ${number}`;
    }
    const isMissing = value === null || se === null || ci === null;
    if (isMissing && !isReason.test(reason ?? '')) yield `null without a reason: ${reason}`;
    const hasNoEnd = ci && (ci.low === null || ci.high === null);
    if (hasNoEnd && !isReason.test(ci.reason ?? '')) yield `no limit, no reason: ${ci.reason}`;
    for (const text of [reason, ci?.reason]) {
      if (text !== undefined && /NaN|Infinity/.test(text)) yield text;
    }
  }
}

const names = (text: string, name: string) => new RegExp(`\\b${name}\\b`).test(text);

/** A refusal is in order when it names an input that is on an edge. */
function faultsAt(method: Method, input: Input, onEdge: readonly string[]): string[] {
  try {
    return [...faultsOf(method.estimate(input))];
  } catch (error) {
    if (!(error instanceof RangeError)) return [String(error)];
    const isNamed = onEdge.some((name) => names(error.message, name));
    return isNamed ? [] : [`no input on its edge is named: ${error.message}`];
  }
}

describe('where a formula ends', () => {
  it.each(methods)('$id has a value in the middle', (method) => {
    const estimate = method.estimate(ordinaryOf(method));
    for (const { value, reason } of estimate.parts ?? [estimate]) {
      expect(value !== null || reason?.startsWith('several: ')).toBe(true);
    }
  });

  it.each(methods)(
    '$id gives a finite number, or says why there is none, or names the input',
    (method) => {
      const faults: string[] = [];
      for (const { input, onEdge } of degenerate(method)) {
        for (const fault of faultsAt(method, input, onEdge)) {
          faults.push(`${JSON.stringify(input)}: ${fault}`);
        }
      }
      expect(faults.slice(0, 5)).toEqual([]);
    },
  );

  it('is known for every input of every method, and for no other', () => {
    const known = new Set(methods.flatMap((method) => Object.keys(method.needs)));
    expect(Object.keys(table).filter((name) => !known.has(name))).toEqual([]);
  });
});
