import * as of from '../figures.ts';
import type { Values } from './idiom.ts';

/** Least squares: coefficients, their standard errors and the residual degrees of freedom. */
export function regression(y: Values, columns: readonly Values[]) {
  const x = y.map((_, i) => [1, ...columns.map((column) => column[i] as number)]);
  const k = columns.length + 1;
  const cell = (i: number, j: number) =>
    of.sum(x.map((row) => (row[i] as number) * (row[j] as number)));
  const inverse = inverted(
    Array.from({ length: k }, (_, i) => Array.from({ length: k }, (_, j) => cell(i, j))),
  );
  const xy = Array.from({ length: k }, (_, i) =>
    of.sum(x.map((row, r) => (row[i] as number) * (y[r] as number))),
  );
  const b = inverse.map((row) => of.sum(row.map((each, j) => each * (xy[j] as number))));
  const rest = y.map(
    (each, r) => each - of.sum((x[r] as number[]).map((v, j) => v * (b[j] as number))),
  );
  const df = y.length - k;
  const variance = of.sum(rest.map((r) => r * r)) / df;
  const se = inverse.map((row, i) => Math.sqrt(variance * (row[i] as number)));
  const p = b.map((each, i) => of.tTwo(each / (se[i] as number), df));
  return { b, se, df, p, variance };
}

function inverted(of: readonly (readonly number[])[]): number[][] {
  const k = of.length;
  const m = of.map((row, i) => [...row, ...Array.from({ length: k }, (_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < k; i++) {
    const best = m
      .slice(i)
      .reduce(
        (top, row, at) =>
          Math.abs(row[i] as number) > Math.abs(m[top]?.[i] as number) ? at + i : top,
        i,
      );
    [m[i], m[best]] = [m[best] as number[], m[i] as number[]];
    const pivot = m[i]?.[i] as number;
    m[i] = (m[i] as number[]).map((each) => each / pivot);
    for (let r = 0; r < k; r++) {
      if (r === i) continue;
      const by = m[r]?.[i] as number;
      m[r] = (m[r] as number[]).map((each, c) => each - by * (m[i]?.[c] as number));
    }
  }
  return m.map((row) => row.slice(k));
}
