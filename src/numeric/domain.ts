/** Checks of arguments: each returns its value, or throws a RangeError that says what was wanted. */

export function requireNumber(value: number, name: string): number {
  if (!Number.isNaN(value)) return value;
  throw new RangeError(`${name} must be a number, not NaN.`);
}

export function requirePositive(value: number, name: string): number {
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`${name} must be a finite number greater than 0, not ${value}.`);
}

export function requireFinite(value: number, name: string): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError(`${name} must be a finite number, not ${value}.`);
}

export function requireProbability(value: number, name: string): number {
  if (value >= 0 && value <= 1) return value;
  throw new RangeError(`${name} must be a probability from 0 to 1, not ${value}.`);
}

export function requireWhole(value: number, name: string): number {
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`${name} must be a whole number, not ${value}.`);
}

export function requireCount(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${name} must be a whole number of at least 0, not ${value}.`);
}
