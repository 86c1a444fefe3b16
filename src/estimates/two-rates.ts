import { binomialPmf, binomialTails } from '../numeric/binomial.ts';
import { levelOf, requireCount, requirePositive } from './domain.ts';
import { ratioInterval } from './log-ratio.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import { exactOdds } from './paired-proportions.ts';
import { plain } from './plain.ts';
import { normalInterval } from './wald.ts';

/** x1 events in person-time t1, x2 in t2, in the same unit of time. Group 1 minus or over group 2. */
export interface TwoRates {
  readonly x1: number;
  readonly t1: number;
  readonly x2: number;
  readonly t2: number;
}

function requireTwoRates({ x1, t1, x2, t2 }: TwoRates): void {
  requireCount('x1', x1);
  requirePositive('t1', t1);
  requireCount('x2', x2);
  requirePositive('t2', t2);
}

const noEvents = 'undefined: there are no events in either group';
const infiniteRatio = 'undefined: there are no events in group 2, the ratio is infinite';

/** Counts are as probable as the observed one when they differ by rounding only. */
const AS_PROBABLE = 1 + 1e-7;

/**
 * Two-sided binomial p by table probability: the total probability of the counts that are at most
 * 1 + 1e-7 times as probable as x.
 */
function binomialTwoSided(x: number, n: number, p: number): number {
  const limit = binomialPmf(x, n, p) * AS_PROBABLE;
  const rare = (k: number): boolean => binomialPmf(k, n, p) <= limit;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  if (x === mode || rare(mode)) return 1;
  if (x < mode) {
    const above = rare(n) ? firstRare(rare, mode, n) : n + 1;
    return Math.min(1, binomialTails(x, n, p).lower + binomialTails(above - 1, n, p).upper);
  }
  const below = rare(0) ? firstRare(rare, mode, 0) : -1;
  return Math.min(1, binomialTails(below, n, p).lower + binomialTails(x - 1, n, p).upper);
}

/** From `no`, where it is not rare, to `yes`, where it is: the first that is, by bisection. */
function firstRare(rare: (k: number) => boolean, no: number, yes: number): number {
  let [from, to] = [no, yes];
  while (Math.abs(to - from) > 1) {
    const middle = Math.floor((from + to) / 2);
    if (rare(middle)) to = middle;
    else from = middle;
  }
  return to;
}

/**
 * Rate ratio (x1/t1)/(x2/t2) with exact limits from those of Clopper and Pearson for x1 of x1 + x2,
 * and the two-sided p-value by probability, as in poisson.test: p and interval can disagree.
 * Without events in group 2 there is no value and no upper limit (`ci.reason` "unbounded").
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless x1 and x2 are whole and ≥ 0 and both times are finite and > 0
 * @see references.clopper1934, references.rothman1979
 *
 * @example
 * rateRatioExact({ x1: 14, t1: 210.5, x2: 31, t2: 244.2 }).ci?.low // → 0.2575227464045345
 */
export function rateRatioExact(rates: TwoRates, options?: EstimateOptions): Estimate {
  requireTwoRates(rates);
  const level = levelOf(options);
  const { x1, t1, x2, t2 } = rates;
  const n = x1 + x2;
  if (n === 0) return { value: null, reason: noEvents };
  requireCount('the sum of x1 and x2', n);
  const ci = exactOdds(x1, n, level, t2 / t1);
  const share = 1 / (1 + t2 / t1);
  const p = binomialTwoSided(x1, n, share);
  if (x2 === 0) return plain({ value: null, ci, p, reason: infiniteRatio });
  return plain({ value: (x1 / x2) * (t2 / t1), ci, p });
}

/**
 * Rate ratio with an interval normal on the log scale, and its z test. Without events in a group
 * there is no interval.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless x1 and x2 are whole and ≥ 0 and both times are finite and > 0
 * @see references.viechtbauer2010
 *
 * @example
 * rateRatioWald({ x1: 14, t1: 210.5, x2: 31, t2: 244.2 }).ci?.low // → 0.2787208901601857
 */
export function rateRatioWald(rates: TwoRates, options?: EstimateOptions): Estimate {
  requireTwoRates(rates);
  const level = levelOf(options);
  const { x1, t1, x2, t2 } = rates;
  if (x2 === 0) return { value: null, reason: x1 === 0 ? noEvents : infiniteRatio };
  if (x1 === 0) {
    const reason =
      'undefined: there are no events in group 1, the logarithm of the ratio is not finite';
    return { value: 0, ci: null, reason };
  }
  const value = (x1 / x2) * (t2 / t1);
  return ratioInterval(value, { log: Math.log(value), se: Math.sqrt(1 / x1 + 1 / x2), level });
}

/**
 * Rate difference x1/t1 − x2/t2 with the normal (Wald) interval.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless x1 and x2 are whole and ≥ 0 and both times are finite and > 0
 * @see references.viechtbauer2010
 *
 * @example
 * rateDifference({ x1: 14, t1: 210.5, x2: 31, t2: 244.2 }).ci?.low // → -0.11709959925335076
 */
export function rateDifference(rates: TwoRates, options?: EstimateOptions): Estimate {
  requireTwoRates(rates);
  const { x1, t1, x2, t2 } = rates;
  return normalInterval({
    value: x1 / t1 - x2 / t2,
    se: Math.hypot(Math.sqrt(x1) / t1, Math.sqrt(x2) / t2),
    level: levelOf(options),
  });
}

const shared = {
  design: 'rates',
  needs: {
    x1: { title: 'events in group 1', type: 'count', min: 0 },
    t1: { title: 'person-time of group 1', type: 'number', exclusiveMin: 0 },
    x2: { title: 'events in group 2, the control group', type: 'count', min: 0 },
    t2: { title: 'person-time of group 2', type: 'number', exclusiveMin: 0 },
  },
} as const;
const ratio = { ...shared, quantity: 'rate-ratio', unit: 'ratio' } as const;
const poisson = 'Events are independent of each other and come at a constant rate in each group.';
const manyEvents = 'There are enough events in both groups for a normal interval.';
const escalc = (measure: string) =>
  `summary(metafor::escalc(measure = "${measure}", x1i = x1, t1i = t1, x2i = x2, t2i = t2, to = "none"))`;

export const rateRatioExactMethod: Method<TwoRates> = {
  ...ratio,
  id: 'rate_ratio_exact',
  aliases: ['rate-ratio'],
  title: 'Rate ratio with exact limits',
  formula:
    '(x₁/t₁)/(x₂/t₂); L/(1 − L) · t₂/t₁ and U/(1 − U) · t₂/t₁ with L, U the limits of Clopper and Pearson for x₁ of x₁ + x₂; p the sum of all P(k) ≤ P(x₁)(1 + 10⁻⁷), X binomial(x₁ + x₂, t₁/(t₁ + t₂))',
  assumptions: [poisson, 'The interval covers at least the level, usually more.'],
  references: ['clopper1934', 'rothman1979'],
  elsewhere: { stata: 'iri x1 x2 t1 t2', r: 'poisson.test(c(x1, x2), c(t1, t2))' },
  estimate: rateRatioExact,
};

export const rateRatioWaldMethod: Method<TwoRates> = {
  ...ratio,
  id: 'rate_ratio_wald',
  title: 'Rate ratio with log interval',
  formula: 'exp(ln IRR ± z(1 − α/2) √(1/x₁ + 1/x₂)) with IRR = (x₁/t₁)/(x₂/t₂)',
  assumptions: [poisson, manyEvents],
  references: ['viechtbauer2010'],
  elsewhere: { metafor: 'IRR', r: `exp(unlist(${escalc('IRR')}[c("yi", "ci.lb", "ci.ub")]))` },
  estimate: rateRatioWald,
};

export const rateDifferenceMethod: Method<TwoRates> = {
  ...shared,
  quantity: 'rate-difference',
  unit: 'events per unit of time',
  id: 'rate_difference',
  title: 'Rate difference with normal (Wald) interval',
  formula: 'x₁/t₁ − x₂/t₂ ± z(1 − α/2) √(x₁/t₁² + x₂/t₂²)',
  assumptions: [poisson, manyEvents],
  references: ['viechtbauer2010'],
  elsewhere: { metafor: 'IRD', r: escalc('IRD') },
  estimate: rateDifference,
};
