import type { Rounding } from '../../src/numeric/decimal.ts';

// Formulas written a second time, by other ways than the code under test: tails by integration,
// exact tests by enumeration. Nothing here is imported from it.

/** Simpson's rule. */
function integral(f: (x: number) => number, from: number, to: number, steps = 400): number {
  const h = (to - from) / steps;
  let total = f(from) + f(to);
  for (let i = 1; i < steps; i++) total += f(from + i * h) * (i % 2 === 1 ? 4 : 2);
  return (total * h) / 3;
}

/** Two-tailed p of t: with t = √df tan θ the density is proportional to cos^(df − 1) θ. */
export function pOfT(t: number, df: number): number {
  const density = (angle: number) => Math.cos(angle) ** (df - 1);
  const from = Math.atan(Math.abs(t) / Math.sqrt(df));
  return integral(density, from, Math.PI / 2) / integral(density, 0, Math.PI / 2);
}

/** Two-tailed p of z. */
export function pOfZ(z: number): number {
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return 2 * integral(density, Math.abs(z), Math.abs(z) + 14, 4000);
}

/** The t that `level` of the distribution lies within, by bisection. */
export function criticalT(level: number, df: number): number {
  let [low, high] = [0, 200];
  for (let i = 0; i < 45; i++) {
    const middle = (low + high) / 2;
    if (pOfT(middle, df) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Upper tail of F with 2 and df degrees of freedom, which has a closed form. */
export function pOfF2(f: number, df: number): number {
  return (1 + (2 * f) / df) ** (-df / 2);
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export function sd(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const [a, b] = [mean(xs), mean(ys)];
  const products = xs.reduce((sum, x, i) => sum + (x - a) * ((ys[i] as number) - b), 0);
  return products / (xs.length - 1) / sd(xs) / sd(ys);
}

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
}

/** Fisher's exact test, two-sided: all tables that are no likelier than the observed one. */
export function fisher(x1: number, n1: number, x2: number, n2: number): number {
  const events = x1 + x2;
  const weight = (x: number) => choose(n1, x) * choose(n2, events - x);
  const observed = weight(x1);
  let [no, all] = [0n, 0n];
  for (let x = Math.max(0, events - n2); x <= Math.min(n1, events); x++) {
    all += weight(x);
    if (weight(x) <= observed) no += weight(x);
  }
  return Number((no * 10n ** 18n) / all) / 1e18;
}

/** McNemar's exact test from the discordant pairs. */
export function mcnemarExact(b: number, c: number): number {
  let tail = 0n;
  for (let i = 0; i <= Math.min(b, c); i++) tail += choose(b + c, i);
  return Math.min(1, Number((tail * 2n * 10n ** 18n) / 2n ** BigInt(b + c)) / 1e18);
}

export function chiSquare(x1: number, n1: number, x2: number, n2: number, yates: boolean): number {
  const all = n1 + n2;
  const cells = [x1, n1 - x1, x2, n2 - x2];
  const [events, others] = [x1 + x2, all - x1 - x2];
  const expected = [n1 * events, n1 * others, n2 * events, n2 * others].map((each) => each / all);
  return cells.reduce((sum, cell, i) => {
    const off = Math.abs(cell - (expected[i] as number));
    const less = yates ? Math.max(0, off - 0.5) : off;
    return sum + less ** 2 / (expected[i] as number);
  }, 0);
}

/** A number as a paper prints it under a rounding rule; ties by the exact value of the double. */
export function printed(value: number, decimals: number, rule: Rounding): string {
  const [sign, size] = [value < 0 ? '-' : '', Math.abs(value)];
  if (rule === 'truncate') {
    const scaled = Math.floor(size * 10 ** decimals * (1 + 1e-15));
    return sign + (scaled / 10 ** decimals).toFixed(decimals);
  }
  const up = size.toFixed(decimals);
  if (rule !== 'half-even') return sign + up;
  const scaled = size * 10 ** decimals;
  const isTie = scaled - Math.floor(scaled) === 0.5;
  const even = Math.floor(scaled) % 2 === 0 ? Math.floor(scaled) : Math.ceil(scaled);
  return isTie ? sign + (even / 10 ** decimals).toFixed(decimals) : sign + up;
}
