import { clopperPearson } from '../estimates/clopper-pearson.ts';
import { chiSquareTails } from '../numeric/chi-square.ts';
import { fTails } from '../numeric/f.ts';
import { hypergeometricPmf } from '../numeric/hypergeometric.ts';
import { tTails } from '../numeric/student-t.ts';
import { type Comparison, compare, type Pair, relativeError } from './comparison.ts';

/** What is used of jStat, which has no types of its own. */
export interface JStat {
  readonly studentt: { cdf(t: number, df: number): number };
  readonly centralF: { cdf(f: number, df1: number, df2: number): number };
  readonly chisquare: { cdf(x: number, df: number): number };
  readonly beta: { inv(p: number, a: number, b: number): number };
  readonly hypgeom: { pdf(x: number, N: number, K: number, n: number): number };
}

/** One quantity over a range of arguments in which jStat is good to six digits. */
export interface SecondOpinion extends Comparison {
  readonly quantity: string;
  readonly range: string;
}

const limit = 1e-6;
/** jStat subtracts the lower tail from 1: of an upper tail below this it keeps too few digits. */
const leastUpperTail = 1e-8;
const manyDf = [1, 2, 3, 5, 8, 10, 20, 30, 50, 100, 170, 500, 1000, 10_000];

/** This program beside jStat, on arguments of no reference file. */
export function secondOpinions(jStat: JStat): readonly SecondOpinion[] {
  return [
    {
      quantity: 'two-sided p of t',
      range: 'df 1 to 10,000, |t| 0.1 to 8',
      ...compare(pValuesOfT(jStat), limit),
    },
    {
      quantity: 'p of F',
      range: `df 1 to 10,000, F 0.1 to 10, p ≥ ${leastUpperTail}`,
      ...compare(pValuesOfF(jStat), limit),
    },
    {
      quantity: 'p of chi-square',
      range: `df 1 to 10,000, χ²/df 0.1 to 4, p ≥ ${leastUpperTail}`,
      ...compare(pValuesOfChiSquare(jStat), limit),
    },
    {
      quantity: 'Clopper–Pearson limits',
      range: 'n 5 to 500, levels 0.90, 0.95, 0.99',
      ...compare(clopperPearsonLimits(jStat), limit),
    },
    {
      quantity: 'hypergeometric',
      range: 'populations of 20 to 5000',
      ...compare(hypergeometricMasses(jStat), limit),
    },
  ];
}

function pair(what: string, actual: number, expected: number): Pair {
  return { what, expected, actual, error: relativeError(actual, expected) };
}

/** From `from` to `to`, each `factor` times the one before. */
function steps(from: number, to: number, factor: number): number[] {
  const values: number[] = [];
  for (let value = from; value <= to; value *= factor) values.push(value);
  return values;
}

function pValuesOfT({ studentt }: JStat): Pair[] {
  return manyDf.flatMap((df) =>
    steps(0.1, 8, 1.2).map((t) =>
      pair(`p of t = ${t}, df ${df}`, 2 * tTails(t, df).upper, 2 * studentt.cdf(-t, df)),
    ),
  );
}

function pValuesOfF({ centralF }: JStat): Pair[] {
  return manyDf
    .flatMap((df1) =>
      manyDf.flatMap((df2) =>
        steps(0.1, 10, 1.4).map((f) => ({ f, df1, df2, p: fTails(f, df1, df2).upper })),
      ),
    )
    .filter(({ p }) => p >= leastUpperTail)
    .map(({ f, df1, df2, p }) =>
      pair(`p of F = ${f}, df ${df1} and ${df2}`, p, 1 - centralF.cdf(f, df1, df2)),
    );
}

function pValuesOfChiSquare({ chisquare }: JStat): Pair[] {
  return manyDf
    .flatMap((df) =>
      steps(0.1, 4, 1.3).map((ratio) => {
        const x = ratio * df;
        return { x, df, p: chiSquareTails(x, df).upper };
      }),
    )
    .filter(({ p }) => p >= leastUpperTail)
    .map(({ x, df, p }) => pair(`p of chi-square = ${x}, df ${df}`, p, 1 - chisquare.cdf(x, df)));
}

function clopperPearsonLimits({ beta }: JStat): Pair[] {
  const counts = (n: number) => steps(1, n - 1, 1.5).map(Math.floor);
  return [5, 9, 10, 18, 20, 37, 50, 100, 171, 300, 500].flatMap((n) =>
    [...new Set(counts(n))].flatMap((x) =>
      [0.9, 0.95, 0.99].flatMap((level) => {
        const { ci } = clopperPearson({ x, n }, { level });
        const tail = (1 - level) / 2;
        const what = `Clopper–Pearson ${x} of ${n}, level ${level}`;
        return [
          pair(`${what}: low`, ci?.low ?? Number.NaN, beta.inv(tail, x, n - x + 1)),
          pair(`${what}: high`, ci?.high ?? Number.NaN, beta.inv(1 - tail, x + 1, n - x)),
        ];
      }),
    ),
  );
}

function hypergeometricMasses({ hypgeom }: JStat): Pair[] {
  const designs = [
    [20, 7, 5],
    [50, 20, 10],
    [171, 58, 28],
    [171, 92, 18],
    [500, 100, 40],
    [1000, 300, 50],
    [5000, 1000, 60],
  ] as const;
  return designs.flatMap(([N, K, n]) =>
    Array.from({ length: Math.min(n, K) + 1 }, (_, x) =>
      pair(
        `P(X = ${x}), N = ${N}, K = ${K}, n = ${n}`,
        hypergeometricPmf(x, N, K, n),
        hypgeom.pdf(x, N, K, n),
      ),
    ),
  );
}
