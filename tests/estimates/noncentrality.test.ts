import { describe, expect, it } from 'vitest';
import { noncentralities } from '../../src/estimates/noncentrality.ts';

describe('the noncentralities of an exact interval', () => {
  it.each([1, 2, 7, 60])('go over smoothly into their far form, df = %d', (df) => {
    const edge = 1e8 * Math.sqrt(2 * df);
    const [inside, outside] = [edge * 0.999999, edge * 1.000001];
    const [here, there] = [noncentralities(inside, df, 0.95), noncentralities(outside, df, 0.95)];
    expect(here.low / inside / (there.low / outside)).toBeCloseTo(1, 11);
    expect(here.high / inside / (there.high / outside)).toBeCloseTo(1, 11);
  });

  it('change their sign with t, near and far', () => {
    for (const t of [2.5, 1e12]) {
      const [up, down] = [noncentralities(t, 5, 0.9), noncentralities(-t, 5, 0.9)];
      expect(-down.high / up.low).toBeCloseTo(1, 11);
      expect(-down.low / up.high).toBeCloseTo(1, 11);
    }
  });
});
