import type { Rounding } from '../../numeric/decimal.ts';

/** Remembers what was made under each rounding rule: a figure is judged a thousand times for its power. */
export function perRounding<T>(make: (rounding: Rounding) => T): (rounding: Rounding) => T {
  const known = new Map<Rounding, T>();
  return (rounding) => {
    const found = known.get(rounding);
    if (found !== undefined) return found;
    const made = make(rounding);
    known.set(rounding, made);
    return made;
  };
}
