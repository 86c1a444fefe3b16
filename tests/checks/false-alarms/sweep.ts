import { debit } from '../../../src/checks/samples/debit.ts';
import { grim } from '../../../src/checks/samples/grim.ts';
import { grimmer } from '../../../src/checks/samples/grimmer.ts';
import { type Sample, type SpreadReading, sampleOf } from '../../../src/checks/samples/sample.ts';
import { varianceLimits } from '../../../src/checks/samples/sd-limits.ts';
import type { Rounding } from '../../../src/numeric/decimal.ts';
import { rationalToNumber } from '../../../src/numeric/exact-interval.ts';
import type { Scale } from '../../../src/study/model.ts';
import {
  Attainable,
  printed,
  type Rule,
  roundedFraction,
  roundedRoot,
  rules,
} from './attainable.ts';

/** What a sweep found: figures that some data set has, and that a check would not have let pass. */
export interface Swept {
  /** Pairs of a total and a sum of squares, over all numbers of patients. */
  readonly pairs: number;
  /** Distinct printed figures, for every n, rounding rule and number of decimals. */
  readonly figures: number;
  /** Times a check was asked. */
  readonly asked: number;
  readonly alarms: readonly string[];
}

export interface Sweep {
  readonly min: number;
  readonly max: number;
  readonly greatestN: number;
  readonly decimals: readonly number[];
  readonly divisors?: readonly ('sample' | 'population')[];
}

/** Every attainable mean and SD of a scale, as it would be printed, through every check of such. */
export function sweepMeans(sweep: Sweep): Swept {
  const { min, max, greatestN, decimals, divisors = ['sample'] } = sweep;
  const tally = { pairs: 0, figures: 0, asked: 0, alarms: [] as string[] };
  const attainable = new Attainable(max - min);
  attainable.next();
  while (attainable.n < greatestN) {
    attainable.next();
    const asking = new Map<string, Asked>();
    for (const divisor of divisors) {
      for (const rule of rules) {
        for (const digits of decimals) {
          asking.set(
            `${divisor} ${rule} ${digits}`,
            new Asked(sweep, attainable.n, digits, rule, divisor),
          );
        }
      }
    }
    const all = [...asking.values()];
    tally.pairs += attainable.each((sum, squares) => {
      for (const each of all) each.note(sum, squares);
    });
    for (const each of all) each.ask(tally);
  }
  return tally;
}

interface Tally {
  figures: number;
  asked: number;
  readonly alarms: string[];
}

/** The distinct figures of one n, number of decimals and rounding rule. */
class Asked {
  readonly #sweep: Sweep;
  readonly #n: number;
  readonly #digits: number;
  readonly #rule: Rule;
  readonly #divisor: 'sample' | 'population';
  /** SDs by mean, both in units of the last digit. */
  readonly #seen = new Map<number, Set<number>>();

  constructor(
    sweep: Sweep,
    n: number,
    digits: number,
    rule: Rule,
    divisor: 'sample' | 'population',
  ) {
    this.#sweep = sweep;
    this.#n = n;
    this.#digits = digits;
    this.#rule = rule;
    this.#divisor = divisor;
  }

  note(sum: number, squares: number): void {
    const n = this.#n;
    const mean = roundedFraction(sum + n * this.#sweep.min, n, this.#digits, this.#rule);
    const by = n * (this.#divisor === 'sample' ? n - 1 : n);
    const sd = roundedRoot(n * squares - sum * sum, by, this.#digits, this.#rule);
    const known = this.#seen.get(mean);
    if (known) known.add(sd);
    else this.#seen.set(mean, new Set([sd]));
  }

  ask(tally: Tally): void {
    const n = this.#n;
    const { min, max } = this.#sweep;
    for (const rounding of new Set<Rounding>(['half', 'any', this.#rule])) {
      const exists = existsUnder(min, max, n, rounding, this.#divisor);
      for (const [meanUnits, sds] of this.#seen) {
        const mean = printed(meanUnits, this.#digits);
        const passing = (possible: (rule: Rounding) => boolean) =>
          possible(rounding) || (rounding !== 'any' && possible('any'));
        this.#expect(
          tally,
          passing((rule) => grim({ mean, n }, { rounding: rule }).possible),
          'grim',
          mean,
          '',
          rounding,
        );
        const inLimits = sdsWithin(mean, n, min, max, this.#divisor);
        for (const sdUnits of sds) {
          const sd = printed(sdUnits, this.#digits);
          const sdKind = this.#divisor;
          this.#expect(
            tally,
            passing((rule) => grimmer({ mean, sd, n, sdKind }, { rounding: rule }).possible),
            'grimmer',
            mean,
            sd,
            rounding,
          );
          this.#expect(tally, exists(mean, sd), 'sample-exists', mean, sd, rounding);
          this.#expect(
            tally,
            inLimits(sdUnits, this.#digits, rounding),
            'sd-bounds',
            mean,
            sd,
            rounding,
          );
          if (min === 0 && max === 1) {
            this.#expect(
              tally,
              passing((rule) => debit({ mean, sd, n, sdKind }, { rounding: rule }).possible),
              'debit',
              mean,
              sd,
              rounding,
            );
          }
        }
      }
    }
    for (const sds of this.#seen.values()) tally.figures += sds.size;
  }

  #expect(
    tally: Tally,
    passes: boolean,
    check: string,
    mean: string,
    sd: string,
    rounding: Rounding,
  ) {
    tally.asked += 1;
    if (!passes) {
      tally.alarms.push(
        `${check} --rounding ${rounding}: ${mean} ± ${sd}, n = ${this.#n}, ${this.#sweep.min}–${this.#sweep.max}, rounded ${this.#rule}`,
      );
    }
  }
}

/** sample-exists on a scale of whole points, as the check asks it: as stated, then if cut off. */
function existsUnder(
  min: number,
  max: number,
  n: number,
  rounding: Rounding,
  spread: SpreadReading,
) {
  const scale = { min, max, step: 1 } as Scale & { readonly step: number };
  const read = (rule: Rounding): Sample => {
    const sample = sampleOf(scale, 1, {}, { n, step: 1, spread, rounding: rule });
    if (!sample) throw new Error('a scale of whole points can be read');
    return sample;
  };
  const [stated, cut] = [read(rounding), read('any')];
  return (mean: string, sd: string): boolean =>
    stated.has(mean, sd) === 'yes' || cut.has(mean, sd) === 'yes';
}

/** sd-bounds with and without the step: whether what rounds to an SD meets the limits. */
function sdsWithin(
  mean: string,
  n: number,
  min: number,
  max: number,
  sdKind: 'sample' | 'population',
) {
  const limits = new Map<Rounding, readonly (readonly [number, number])[]>();
  const of = (rounding: Rounding) => {
    let known = limits.get(rounding);
    if (!known) {
      known = [{}, { step: 1 }].map((step) => {
        const found = varianceLimits({ mean, n, min, max, sdKind, ...step }, rounding);
        return found
          ? ([rationalToNumber(found.low), rationalToNumber(found.high)] as const)
          : ([1, 0] as const);
      });
      limits.set(rounding, known);
    }
    return known;
  };
  return (units: number, digits: number, rounding: Rounding): boolean => {
    const meets = (rule: Rounding, reach: readonly [number, number]) =>
      of(rule).every(([low, high]) => {
        const [from, to] = reach.map(
          (tenths) => Math.max(units * 10 + tenths, 0) / 10 ** (digits + 1),
        );
        return (
          (from as number) ** 2 <= high * (1 + 1e-12) && (to as number) ** 2 >= low * (1 - 1e-12)
        );
      });
    const nearest = rounding === 'truncate' ? meets(rounding, [0, 10]) : meets(rounding, [-5, 5]);
    return nearest || meets('any', [-5, 10]);
  };
}
