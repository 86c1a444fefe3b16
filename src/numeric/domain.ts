// Checks of arguments: each returns its value, or throws a RangeError that says what was wanted.

/** A number, ±Infinity included; throws RangeError for NaN. */
export function requireNumber(value: number, name: string): number {
  if (!Number.isNaN(value)) return value;
  throw new RangeError(`${name} must be a number, not NaN.`);
}

/** A finite number above 0, or RangeError. */
export function requirePositive(value: number, name: string): number {
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`${name} must be a finite number greater than 0, not ${value}.`);
}

/** A finite number, or RangeError. */
export function requireFinite(value: number, name: string): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError(`${name} must be a finite number, not ${value}.`);
}

/** A number from 0 to 1, or RangeError. */
export function requireProbability(value: number, name: string): number {
  if (value >= 0 && value <= 1) return value;
  throw new RangeError(`${name} must be a probability from 0 to 1, not ${value}.`);
}

/** A whole number of either sign, exactly representable, or RangeError. */
export function requireWhole(value: number, name: string): number {
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`${name} must be a whole number, not ${value}.`);
}

/** A whole number ≥ 0, exactly representable, or RangeError. */
export function requireCount(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${name} must be a whole number of at least 0, not ${value}.`);
}
