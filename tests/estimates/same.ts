import type fc from 'fast-check';
import { expect } from 'vitest';
import type { Estimate, Method } from '../../src/estimates/method.ts';
import { ordinaryInput } from './inputs.ts';

export type Input = Record<string, number>;

export const runs = { numRuns: 60 };

export function inputsOf(method: Method): fc.Arbitrary<Input> {
  return ordinaryInput(method) as fc.Arbitrary<Input>;
}

/** Value and both limits, each turned by a factor and, where that is negative, swapped. */
function numbers({ value, ci }: Estimate, factor = 1): (number | null)[] {
  const turned = (limit: number | null | undefined) =>
    limit === null || limit === undefined ? null : factor * limit;
  const limits = [turned(ci?.low), turned(ci?.high)];
  return [turned(value), ...(factor < 0 ? limits.reverse() : limits)];
}

/** The same value and limits, each turned by a factor. */
export function expectSame(actual: Estimate, expected: Estimate, factor = 1): void {
  const [ours, theirs] = [numbers(actual), numbers(expected, factor)];
  for (const [index, value] of theirs.entries()) {
    const other = ours[index];
    if (value === null) expect(other).toBeNull();
    else
      expect(Math.abs((other ?? Number.NaN) - value)).toBeLessThan(
        1e-8 * Math.max(1, Math.abs(value)),
      );
  }
}
