/** All vectors of `size` counts with total n. */
export function* countVectors(n: number, size: number): Generator<number[]> {
  if (size === 1) {
    yield [n];
    return;
  }
  for (let first = 0; first <= n; first++)
    for (const rest of countVectors(n - first, size - 1)) yield [first, ...rest];
}

export interface Moments {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/** n, Σu and Σu² of counts of the scores 0, 1, … */
export function momentsOf(counts: readonly number[]): Moments {
  let [n, sum, squares] = [0, 0, 0];
  counts.forEach((c, u) => {
    n += c;
    sum += c * u;
    squares += c * u * u;
  });
  return { n, sum, squares };
}

/** Whether the mean of whole scores is printed as m / 10^d when ties may go either way. */
export function meanPrintsAs({ n, sum }: Moments, units: number, decimals: number): boolean {
  const twice = 2 * 10 ** decimals * sum;
  return twice >= (2 * units - 1) * n && twice <= (2 * units + 1) * n;
}

/** The same for the sample SD: (2·10^d)²·V against (2s ± 1)²·n(n − 1), V = n·Σu² − (Σu)². */
export function sdPrintsAs({ n, sum, squares }: Moments, units: number, decimals: number): boolean {
  const spread = 4 * 100 ** decimals * (n * squares - sum * sum);
  const bound = n * (n - 1);
  return (
    (units === 0 || spread >= (2 * units - 1) ** 2 * bound) &&
    spread <= (2 * units + 1) ** 2 * bound
  );
}

/** Least and greatest of what was noted. */
export class Extremes {
  low = Infinity;
  high = -Infinity;

  note(value: number): void {
    this.low = Math.min(this.low, value);
    this.high = Math.max(this.high, value);
  }
}
