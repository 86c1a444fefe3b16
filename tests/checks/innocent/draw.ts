/** Random numbers of a fixed seed, apart from those of the code under test (mulberry32). */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 0x9e3779b1) | 0;
  }

  /** In [0, 1). */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(p: number): boolean {
    return this.unit() < p;
  }

  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.unit() * of.length)] as T;
  }

  /** A standard normal number. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  some<T>(of: readonly T[], n: number): T[] {
    return Array.from({ length: n }, () => this.one(of));
  }
}

export type Rule = 'half-up' | 'half-even' | 'truncate';

/** A number as a paper prints it: what is a tie but for the error of doubles is taken as one. */
export function printed(value: number, decimals: number, rule: Rule): string {
  const scaled = Math.abs(value) * 10 ** decimals;
  const nearest = Math.round(scaled);
  const exact = Math.abs(scaled - nearest) < 1e-12 * Math.max(1, scaled) ? nearest : scaled;
  const floor = Math.floor(exact);
  const beyond = exact - floor - 0.5;
  const tie = Math.abs(beyond) < 1e-12 * Math.max(1, scaled);
  const up = rule !== 'truncate' && (tie ? rule === 'half-up' || floor % 2 === 1 : beyond > 0);
  const text = ((up ? floor + 1 : floor) / 10 ** decimals).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `-${text}` : text;
}
