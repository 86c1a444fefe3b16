import type { EstimateOptions } from './method.ts';

/** The confidence level of the options, 0.95 if left out. @throws RangeError outside (0, 1) */
export function levelOf(options: EstimateOptions | undefined): number {
  const level = options?.level ?? 0.95;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level must lie between 0 and 1, both excluded; got ${level}`);
  }
  return level;
}

/** @throws RangeError unless the value is a finite number */
export function requireNumber(name: string, value: number): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(`${name} must be a finite number; got ${value}`);
  }
}

/** @throws RangeError unless the value is a finite number > 0 */
export function requirePositive(name: string, value: number): void {
  requireNumber(name, value);
  if (value <= 0) throw new RangeError(`${name} must be above 0; got ${value}`);
}

/** @throws RangeError unless the value is a finite number ≥ 0, as an SD or an SE is */
export function requireSpread(name: string, value: number): void {
  requireNumber(name, value);
  if (value < 0) throw new RangeError(`${name} must not be negative; got ${value}`);
}

/** @throws RangeError unless the value is a whole number from `least` to 2^53 − 1 */
export function requireCount(name: string, value: number, least = 0): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${name} must be a whole number of at least ${least}; got ${value}`);
  }
}

/** @throws RangeError unless −1 ≤ value ≤ 1 */
export function requireCorrelation(name: string, value: number): void {
  if (!(value >= -1 && value <= 1)) {
    throw new RangeError(`${name} must lie between -1 and 1; got ${value}`);
  }
}

/** @throws RangeError unless x and n are whole, n ≥ 1 and 0 ≤ x ≤ n */
export function requireEvents({ x, n }: { readonly x: number; readonly n: number }): void {
  requireCount('n', n, 1);
  requireCount('x', x);
  if (x > n) throw new RangeError(`x must not exceed n; got x = ${x} and n = ${n}`);
}
