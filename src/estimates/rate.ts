import { chiSquareQuantile } from '../numeric/chi-square.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { levelOf, requireCount, requirePositive } from './domain.ts';
import { ratioInterval } from './log-ratio.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { plain } from './plain.ts';
import { normalCritical, normalInterval } from './wald.ts';

/** x events in a person-time, e.g. patient-years; the rate is per unit of that time. */
export interface Rate {
  readonly x: number;
  readonly time: number;
}

function requireRate({ x, time }: Rate): void {
  requireCount('x', x);
  requirePositive('time', time);
}

/** From here on the first terms of the expansion are right to the last digit, and the search is slow. */
const MANY = 1e10;

/** The mean of a Poisson variable that is at least `count`, or at most count − 1, with this tail. */
function poissonLimit(count: number, tail: { lower: number } | { upper: number }): number {
  if (count < MANY) return chiSquareQuantile(tail, 2 * count) / 2;
  // Cornish and Fisher's expansion of the gamma quantile
  const z = normalQuantile(tail);
  const root = Math.sqrt(count);
  return count + (z * root + (z * z - 1) / 3 + (z ** 3 - 7 * z) / (36 * root));
}

/**
 * A Poisson rate x/time with Garwood's exact limits. Exactly 0 at x = 0 for the lower limit.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless x is whole and ≥ 0 and time is finite and > 0
 * @see references.garwood1936
 *
 * @example
 * rateExact({ x: 0, time: 41.3 }).value // → 0
 */
export function rateExact(rate: Rate, options?: EstimateOptions): Estimate {
  requireRate(rate);
  const level = levelOf(options);
  const tail = (1 - level) / 2;
  const { x, time } = rate;
  const low = x === 0 ? 0 : poissonLimit(x, { lower: tail }) / time;
  const high = poissonLimit(x + 1, { upper: tail }) / time;
  return plain({ value: x / time, ci: { low, high, level } });
}

/**
 * A Poisson rate x/time with Byar's approximation of the exact limits. The lower limit is 0 at x = 0
 * and where the formula would go below 0.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless x is whole and ≥ 0 and time is finite and > 0
 * @see references.rothman1979
 *
 * @example
 * rateByar({ x: 0, time: 41.3 }).value // → 0
 */
export function rateByar(rate: Rate, options?: EstimateOptions): Estimate {
  requireRate(rate);
  const level = levelOf(options);
  const { x, time } = rate;
  const byar = (count: number, z: number) =>
    (count * Math.max(0, 1 - 1 / (9 * count) + z / (3 * Math.sqrt(count))) ** 3) / time;
  const z = normalCritical(level);
  const low = x === 0 ? 0 : byar(x, -z);
  return plain({ value: x / time, ci: { low, high: byar(x + 1, z), level } });
}

/**
 * A Poisson rate x/time with an interval normal on the log scale. Without events there is none.
 * `details.seLog` is the standard error of the logarithm, 1/√x.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless x is whole and ≥ 0 and time is finite and > 0
 * @see references.viechtbauer2010
 *
 * @example
 * rateLog({ x: 28, time: 361.95 }).ci?.low // → 0.05341306244626328
 */
export function rateLog(rate: Rate, options?: EstimateOptions): Estimate {
  requireRate(rate);
  const level = levelOf(options);
  const { x, time } = rate;
  if (x === 0) {
    return { value: 0, ci: null, reason: 'undefined: the logarithm of a rate of 0 is not finite' };
  }
  const log = Math.log(x / time);
  const { value, ci, reason, details } = ratioInterval(x / time, {
    log,
    se: 1 / Math.sqrt(x),
    level,
  });
  // The z test of a rate of 1 per unit of time would depend on the unit.
  return {
    value,
    ...(ci !== undefined && { ci }),
    ...(reason && { reason }),
    details: details ?? {},
  };
}

/**
 * A Poisson rate x/time with the normal (Wald) interval, the lower limit clipped at 0. Without events
 * there is none.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless x is whole and ≥ 0 and time is finite and > 0
 * @see references.viechtbauer2010
 *
 * @example
 * rateWald({ x: 28, time: 361.95 }).ci?.low // → 0.048705195293624944
 */
export function rateWald(rate: Rate, options?: EstimateOptions): Estimate {
  requireRate(rate);
  const { x, time } = rate;
  const { ci, ...rest } = normalInterval({
    value: x / time,
    se: Math.sqrt(x) / time,
    level: levelOf(options),
  });
  return { ...rest, ci: ci ? { ...ci, low: ci.low === null ? null : Math.max(0, ci.low) } : null };
}

const shared = {
  quantity: 'rate',
  design: 'rates',
  unit: 'events per unit of time',
  needs: {
    x: { title: 'events', type: 'count', min: 0 },
    time: { title: 'person-time, e.g. patient-years', type: 'number', exclusiveMin: 0 },
  },
} as const;
const poisson = 'Events are independent of each other and come at a constant rate.';
const manyEvents = 'There are enough events for a normal interval.';

export const rateExactMethod: Method<Rate> = {
  ...shared,
  id: 'rate_exact',
  aliases: ['rate'],
  title: "Rate with Garwood's exact limits",
  formula: 'low = χ²(α/2; 2x)/(2 time), 0 at x = 0; high = χ²(1 − α/2; 2(x + 1))/(2 time)',
  assumptions: [poisson, 'The interval covers at least the level, usually more.'],
  references: ['garwood1936'],
  elsewhere: { stata: 'cii means time x, poisson', r: 'poisson.test(x, time)$conf.int' },
  estimate: rateExact,
};

export const rateByarMethod: Method<Rate> = {
  ...shared,
  id: 'rate_byar',
  title: "Rate with Byar's approximation",
  formula:
    'low = x (1 − 1/(9x) − z/(3√x))³/time, at least 0; high = y (1 − 1/(9y) + z/(3√y))³/time with y = x + 1',
  assumptions: [poisson],
  references: ['rothman1979'],
  elsewhere: {
    r: 'local({b <- function(k, z) k * (1 - 1 / (9 * k) + z / (3 * sqrt(k)))^3 / time; c(b(x, qnorm(0.025)), b(x + 1, qnorm(0.975)))})  # epitools::pois.byar takes both limits from x + 1/2',
  },
  estimate: rateByar,
};

export const rateLogMethod: Method<Rate> = {
  ...shared,
  id: 'rate_log',
  title: 'Rate with log interval',
  formula: '(x/time) exp(± z(1 − α/2)/√x)',
  assumptions: [poisson, manyEvents],
  references: ['viechtbauer2010'],
  elsewhere: {
    metafor: 'IRLN',
    r: 'exp(unlist(summary(metafor::escalc(measure = "IRLN", xi = x, ti = time))[c("yi", "ci.lb", "ci.ub")]))',
  },
  estimate: rateLog,
};

export const rateWaldMethod: Method<Rate> = {
  ...shared,
  id: 'rate_wald',
  title: 'Rate with normal (Wald) interval',
  formula: '(x ± z(1 − α/2) √x)/time, low at least 0',
  assumptions: [poisson, manyEvents],
  references: ['viechtbauer2010'],
  elsewhere: { metafor: 'IR', r: 'summary(metafor::escalc(measure = "IR", xi = x, ti = time))' },
  estimate: rateWald,
};
