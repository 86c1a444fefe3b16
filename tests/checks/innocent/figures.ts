import { createRequire } from 'node:module';

// Plain formulas over complete data, with jStat's distributions: nothing of the code under test.
const { jStat } = createRequire(import.meta.url)('jstat') as {
  readonly jStat: {
    readonly studentt: { cdf(x: number, df: number): number; inv(p: number, df: number): number };
    readonly centralF: { cdf(x: number, a: number, b: number): number };
    readonly chisquare: { cdf(x: number, df: number): number; inv(p: number, df: number): number };
    readonly normal: {
      cdf(x: number, m: number, s: number): number;
      inv(p: number, m: number, s: number): number;
    };
    readonly beta: { inv(p: number, a: number, b: number): number };
  };
};

export const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);
export const mean = (of: readonly number[]): number => sum(of) / of.length;

/** Corrected two-pass sum of squares about the mean. */
export function squares(of: readonly number[]): number {
  const m = mean(of);
  return sum(of.map((x) => (x - m) ** 2)) - sum(of.map((x) => x - m)) ** 2 / of.length;
}

export const variance = (of: readonly number[]): number =>
  Math.max(0, squares(of)) / (of.length - 1);
export const sd = (of: readonly number[]): number => Math.sqrt(variance(of));
export const populationSd = (of: readonly number[]): number =>
  Math.sqrt(Math.max(0, squares(of)) / of.length);
export const se = (of: readonly number[]): number => sd(of) / Math.sqrt(of.length);

export function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  return (
    sum(a.map((x, i) => (x - ma) * ((b[i] as number) - mb))) / Math.sqrt(squares(a) * squares(b))
  );
}

export function ranks(of: readonly number[]): number[] {
  const sorted = [...of].sort((a, b) => a - b);
  return of.map((x) => (sorted.indexOf(x) + sorted.lastIndexOf(x)) / 2 + 1);
}

export const quartileTypes = ['R type 2', 'R type 5', 'R type 6', 'R type 7', 'Tukey'] as const;
export type QuartileType = (typeof quartileTypes)[number];

export function quantile(of: readonly number[], p: number, type: QuartileType): number {
  const x = [...of].sort((a, b) => a - b);
  const n = x.length;
  const at = (rank: number) => x[Math.min(n, Math.max(1, rank)) - 1] as number;
  const between = (h: number) => {
    const floor = Math.floor(h + 1e-9);
    const part = Math.max(0, h - floor);
    return at(floor) + part * (at(floor + 1) - at(floor));
  };
  if (p === 0.5) return (at(Math.ceil(n / 2)) + at(Math.floor(n / 2) + 1)) / 2;
  switch (type) {
    case 'R type 2': {
      const h = n * p;
      return Math.abs(h - Math.round(h)) < 1e-9
        ? (at(Math.round(h)) + at(Math.round(h) + 1)) / 2
        : at(Math.ceil(h));
    }
    case 'R type 5':
      return between(n * p + 0.5);
    case 'R type 6':
      return between((n + 1) * p);
    case 'R type 7':
      return between((n - 1) * p + 1);
    case 'Tukey': {
      // The median of a half, which holds the middle value when n is odd.
      const half = Math.ceil(n / 2);
      return quantile(p < 0.5 ? x.slice(0, half) : x.slice(n - half), 0.5, type);
    }
  }
}

export const tTwo = (t: number, df: number): number => 2 * jStat.studentt.cdf(-Math.abs(t), df);
export const zTwo = (z: number): number => 2 * jStat.normal.cdf(-Math.abs(z), 0, 1);
export const chiUpper = (x: number, df: number): number => 1 - jStat.chisquare.cdf(x, df);
export const fUpper = (f: number, a: number, b: number): number => 1 - jStat.centralF.cdf(f, a, b);
export const tCritical = (level: number, df: number): number =>
  jStat.studentt.inv((1 + level) / 2, df);
export const zCritical = (level: number): number => jStat.normal.inv((1 + level) / 2, 0, 1);

export interface Tested {
  readonly statistic: number;
  readonly df: readonly number[];
  readonly p: number;
  /** The standard error of the difference, where there is one. */
  readonly se?: number;
}

export function pairedT(before: readonly number[], after: readonly number[]): Tested {
  const change = after.map((x, i) => x - (before[i] as number));
  const error = se(change);
  const df = change.length - 1;
  const t = mean(change) / error;
  return { statistic: t, df: [df], p: tTwo(t, df), se: error };
}

export function student(a: readonly number[], b: readonly number[]): Tested {
  const df = a.length + b.length - 2;
  const pooled = (squares(a) + squares(b)) / df;
  const error = Math.sqrt(pooled * (1 / a.length + 1 / b.length));
  const t = (mean(a) - mean(b)) / error;
  return { statistic: t, df: [df], p: tTwo(t, df), se: error };
}

export function welch(a: readonly number[], b: readonly number[]): Tested {
  const [u, v] = [variance(a) / a.length, variance(b) / b.length];
  const df = (u + v) ** 2 / (u ** 2 / (a.length - 1) + v ** 2 / (b.length - 1));
  const t = (mean(a) - mean(b)) / Math.sqrt(u + v);
  return { statistic: t, df: [df], p: tTwo(t, df), se: Math.sqrt(u + v) };
}

export function anova(groups: readonly (readonly number[])[]): Tested {
  const all = groups.flat();
  const within = sum(groups.map(squares));
  const df = [groups.length - 1, all.length - groups.length] as const;
  const f = (squares(all) - within) / df[0] / (within / df[1]);
  return { statistic: f, df, p: fUpper(f, ...df) };
}

/** Mann–Whitney: U of the first group, p by the normal approximation with ties, corrected or not. */
export function mannWhitney(
  a: readonly number[],
  b: readonly number[],
  corrected: boolean,
): Tested {
  const all = ranks([...a, ...b]);
  const [m, n] = [a.length, b.length];
  const u = sum(all.slice(0, m)) - (m * (m + 1)) / 2;
  const size = m + n;
  const counts = new Map<number, number>();
  for (const rank of all) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  const ties = sum([...counts.values()].map((t) => t ** 3 - t));
  const spread = Math.sqrt(((m * n) / 12) * (size + 1 - ties / (size * (size - 1))));
  const off = Math.max(0, Math.abs(u - (m * n) / 2) - (corrected ? 0.5 : 0));
  return { statistic: u, df: [], p: zTwo(off / spread) };
}

/** Wilcoxon's signed ranks: the sum of the positive ones, zeros left out. */
export function signedRank(before: readonly number[], after: readonly number[]): Tested {
  const change = after.map((x, i) => x - (before[i] as number)).filter((d) => d !== 0);
  const rank = ranks(change.map(Math.abs));
  const w = sum(rank.filter((_, i) => (change[i] as number) > 0));
  const n = change.length;
  const spread = Math.sqrt(sum(rank.map((r) => r * r)) / 4);
  return { statistic: w, df: [], p: zTwo((w - (n * (n + 1)) / 4) / spread) };
}

export interface Table {
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
}

export function chiSquare({ x1, n1, x2, n2 }: Table, yates: boolean): Tested {
  const [y1, y2, n] = [n1 - x1, n2 - x2, n1 + n2];
  const off = Math.max(0, Math.abs(x1 * y2 - x2 * y1) - (yates ? n / 2 : 0));
  const x = (n * off ** 2) / (n1 * n2 * (x1 + x2) * (y1 + y2));
  return { statistic: x, df: [1], p: chiUpper(x, 1) };
}

const logFactorials: number[] = [0];
function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++) {
    logFactorials.push((logFactorials[i - 1] as number) + Math.log(i));
  }
  return logFactorials[n] as number;
}
export const logChoose = (n: number, k: number): number =>
  logFactorial(n) - logFactorial(k) - logFactorial(n - k);

export function fisher({ x1, n1, x2, n2 }: Table, sides: 1 | 2): number {
  const k = x1 + x2;
  const of = (x: number) =>
    Math.exp(logChoose(n1, x) + logChoose(n2, k - x) - logChoose(n1 + n2, k));
  const all = Array.from({ length: n1 + 1 }, (_, x) => x).filter((x) => k - x >= 0 && k - x <= n2);
  const own = of(x1);
  if (sides === 2) return Math.min(1, sum(all.map(of).filter((p) => p <= own * (1 + 1e-7))));
  const [less, more] = [all.filter((x) => x <= x1), all.filter((x) => x >= x1)];
  return Math.min(1, sum(less.map(of)), sum(more.map(of)));
}

/** McNemar's tests of the two discordant counts. */
export function mcnemar(b: number, c: number, kind: 'plain' | 'corrected' | 'exact'): number {
  const n = b + c;
  if (kind === 'exact') {
    const tail = Array.from({ length: Math.min(b, c) + 1 }, (_, k) =>
      Math.exp(logChoose(n, k) - n * Math.LN2),
    );
    return Math.min(1, 2 * sum(tail));
  }
  const off = Math.max(0, Math.abs(b - c) - (kind === 'corrected' ? 1 : 0));
  return chiUpper(off ** 2 / n, 1);
}

export function wilson(x: number, n: number, level: number): readonly [number, number] {
  const z = zCritical(level);
  const p = x / n;
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [(middle - half) / (1 + (z * z) / n), (middle + half) / (1 + (z * z) / n)];
}

export function wald(x: number, n: number, level: number): readonly [number, number] {
  const p = x / n;
  const half = zCritical(level) * Math.sqrt((p * (1 - p)) / n);
  return [p - half, p + half];
}

export function clopperPearson(x: number, n: number, level: number): readonly [number, number] {
  const tail = (1 - level) / 2;
  return [
    x === 0 ? 0 : jStat.beta.inv(tail, x, n - x + 1),
    x === n ? 1 : jStat.beta.inv(1 - tail, x + 1, n - x),
  ];
}

/** Exact limits of a Poisson count. */
export function poissonLimits(x: number, level: number): readonly [number, number] {
  const tail = (1 - level) / 2;
  return [
    x === 0 ? 0 : jStat.chisquare.inv(tail, 2 * x) / 2,
    jStat.chisquare.inv(1 - tail, 2 * x + 2) / 2,
  ];
}

/** The exact correction of Hedges by the gamma function, through a product that needs none. */
export const hedgesApprox = (df: number): number => 1 - 3 / (4 * df - 1);
