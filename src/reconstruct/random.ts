/** A source of reproducible random numbers. */
export interface RandomSource {
  /** A whole number from 0 to 2^32 − 1, each equally likely. */
  next32(): number;
}

/**
 * xoshiro128** 1.1 (Blackman & Vigna 2021), its state filled from the seed by SplitMix64
 * (Steele, Lea & Flood 2014).
 *
 * @param seed a whole number from 0 to 2^53 − 1
 * @see references.blackman2021
 * @see references.steele2014
 * @throws RangeError when the seed is none
 */
export function xoshiro128(seed: number): RandomSource {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed ${seed} is not a count`);
  const [a, b] = splitMix64(BigInt(seed));
  return xoshiro128From([a & mask32, a >> 32n, b & mask32, b >> 32n].map(Number));
}

/** xoshiro128** 1.1 from its state of four 32-bit numbers, not all 0. */
export function xoshiro128From(start: readonly number[]): RandomSource {
  let [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = start;
  return {
    next32() {
      const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
      const shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = rotate(s3, 11);
      return result;
    },
  };
}

const mask32 = 0xffff_ffffn;

function splitMix64(seed: bigint): readonly [bigint, bigint] {
  const draw = (step: bigint) => {
    let z = BigInt.asUintN(64, seed + step * 0x9e3779b97f4a7c15n);
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
  return [draw(1n), draw(2n)];
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/** A whole number from 0 to below `limit`, each equally likely (by rejection). */
export function below(random: RandomSource, limit: bigint): bigint {
  const bits = limit.toString(2).length;
  for (;;) {
    let value = 0n;
    for (let drawn = 0; drawn < bits; drawn += 32) value = (value << 32n) | BigInt(random.next32());
    value = BigInt.asUintN(bits, value);
    if (value < limit) return value;
  }
}
