import { normalLogTwoSided, normalTails } from '../numeric/normal.ts';
import { levelOf, requireCorrelation } from './domain.ts';
import { greatest, least } from './extremum.ts';
import type {
  ConfidenceInterval,
  CorrelationDependence,
  Ends,
  Estimate,
  EstimateOptions,
  Method,
  Range,
} from './method.ts';
import { normalCritical } from './wald.ts';

/** Least and greatest results of a pre–post method over an interval of correlations. */
export interface OverCorrelation {
  readonly correlation: Ends;
  readonly value: Range;
  readonly se?: Range;
  readonly ciLow?: Range;
  readonly ciHigh?: Range;
  /** From the least low limit to the greatest high limit: no correlation gives a limit outside. */
  readonly widest?: ConfidenceInterval;
  readonly statistic?: Range;
  readonly p?: Range;
  readonly logP?: Range;
  /** Why these are the extremes. */
  readonly because: string;
}

/** The numbers of an estimate that can vary with the correlation. */
const numbersOf = {
  value: (estimate: Estimate) => estimate.value,
  se: (estimate: Estimate) => estimate.se,
  ciLow: (estimate: Estimate) => (estimate.ci === null ? null : estimate.ci?.low),
  ciHigh: (estimate: Estimate) => (estimate.ci === null ? null : estimate.ci?.high),
  statistic: (estimate: Estimate) => estimate.statistic,
  p: (estimate: Estimate) => estimate.p,
  logP: (estimate: Estimate) => estimate.logP,
} as const;

type Quantity = keyof typeof numbersOf;
type Ranges = Partial<Record<Quantity, Range>>;

const quantities = Object.keys(numbersOf) as Quantity[];

const withoutCorrelation = 'The correlation is not an input of this method.';

/**
 * The least and greatest value, SE, confidence limits, statistic and p of a method for one group
 * before and after, over all correlations from `over.low` to `over.high`. For methods whose results
 * are monotone in r these are results at an end, and exact; for the others they are proved bounds,
 * within 1e-6 (relative) of a result that some correlation gives. `because` says which.
 *
 * An end at which the result does not exist (r = 1 with equal SDs makes the SD of the change 0) is
 * open: null, with the reason.
 *
 * @param method a registered method that needs `correlation`; others give their one result
 * @param input the inputs of the method; a correlation among them is not looked at
 * @throws RangeError unless −1 ≤ low ≤ high ≤ 1, and where the method itself does
 *
 * @example
 * const change = findMethod('mc');
 * change &&
 *   overCorrelation(change, { n: 171, meanPre: 1.72, sdPre: 0.57, meanPost: 4.33, sdPost: 0.85 }).value
 *     .low // → 2.61
 */
export function overCorrelation(
  method: Method,
  input: Readonly<Record<string, number>>,
  over: Ends = { low: -1, high: 1 },
  options?: EstimateOptions,
): OverCorrelation {
  requireCorrelation('the lower correlation', over.low);
  requireCorrelation('the upper correlation', over.high);
  if (over.low > over.high) {
    throw new RangeError(`the correlations must rise; got ${over.low} to ${over.high}`);
  }
  const at = (correlation: number) => method.estimate({ ...input, correlation }, options);
  const level = levelOf(options);
  const dependence = method.overCorrelation;
  const ranges =
    dependence?.kind === 'enclose'
      ? rangesByEnclosure(dependence, { input, over, level, at })
      : rangesBetween(turningPoints(dependence, input, over, level), at);
  const { value = nowhere(), ...rest } = ranges;
  const { ciLow, ciHigh } = ranges;
  return {
    correlation: { low: over.low, high: over.high },
    value,
    ...rest,
    ...(ciLow && ciHigh && { widest: widest(ciLow, ciHigh, level) }),
    because: dependence?.because ?? withoutCorrelation,
  };
}

function nowhere(): Range {
  return { low: null, high: null, over: 'correlation' };
}

function widest(ciLow: Range, ciHigh: Range, level: number): ConfidenceInterval {
  const reason =
    (ciLow.low === null ? ciLow.reason : undefined) ??
    (ciHigh.high === null ? ciHigh.reason : undefined);
  return { low: ciLow.low, high: ciHigh.high, level, ...(reason !== undefined && { reason }) };
}

/** The ends, and between them the correlations at which a result may turn. Rising. */
function turningPoints(
  dependence: Exclude<CorrelationDependence<unknown>, { kind: 'enclose' }> | undefined,
  input: unknown,
  { low, high }: Ends,
  level: number,
): readonly number[] {
  const turns = dependence?.kind === 'turns' ? dependence.turningPoints(input, level) : [];
  const inside = turns.filter((r) => r > low && r < high).sort((a, b) => a - b);
  return low === high ? [low] : [low, ...inside, high];
}

/** Ranges of results that are monotone between neighbouring correlations of the list. */
function rangesBetween(
  correlations: readonly number[],
  at: (correlation: number) => Estimate,
): Ranges {
  const estimates = correlations.map(at);
  const ranges: Ranges = {};
  for (const quantity of quantities) {
    const values = estimates.map(numbersOf[quantity]);
    if (values.every((value) => value === undefined)) continue;
    ranges[quantity] = monotoneRange(correlations, estimates, at, numbersOf[quantity]);
  }
  return ranges;
}

function monotoneRange(
  correlations: readonly number[],
  estimates: readonly Estimate[],
  at: (correlation: number) => Estimate,
  numberOf: (estimate: Estimate) => number | null | undefined,
): Range {
  const values = estimates.map((estimate) => numberOf(estimate) ?? null);
  const known = values.filter((value) => value !== null);
  let low: number | null = Math.min(...known);
  let high: number | null = Math.max(...known);
  let reason: string | undefined;
  for (const [index, value] of values.entries()) {
    if (value !== null) continue;
    const why = openReason(correlations[index] ?? Number.NaN, estimates[index]);
    const neighbour = index === 0 ? 1 : index - 1;
    const trend = known.length === 0 ? null : trendTowards(index, neighbour);
    if (trend === 0) continue;
    if (trend === null || trend > 0) high = null;
    if (trend === null || trend < 0) low = null;
    reason ??= why;
  }
  return { low, high, over: 'correlation', ...(reason !== undefined && { reason }) };

  /** Sign of the change on the way from the neighbour to an open end; null when nothing is known. */
  function trendTowards(index: number, neighbour: number): -1 | 0 | 1 | null {
    const [end, next] = [correlations[index] ?? 0, correlations[neighbour] ?? 0];
    const from = values[neighbour] ?? null;
    const to = numberOf(at((end + next) / 2)) ?? null;
    if (from === null || to === null) return null;
    if (Math.abs(to - from) <= 1e-12 * Math.max(Math.abs(to), Math.abs(from))) return 0;
    return to > from ? 1 : -1;
  }
}

/** "undefined: the standard error is 0" becomes "undefined: at a correlation of 1 the …". */
function openReason(correlation: number, estimate: Estimate | undefined): string {
  const why = estimate?.reason ?? estimate?.ci?.reason ?? 'undefined: there is no result';
  return why.replace(/^undefined: /, `undefined: at a correlation of ${correlation} `);
}

interface Search {
  readonly input: unknown;
  readonly over: Ends;
  readonly level: number;
  readonly at: (correlation: number) => Estimate;
}

/** Ranges of a result that is not monotone, by branch and bound on the method's enclosure. */
function rangesByEnclosure(
  { enclose }: Extract<CorrelationDependence<unknown>, { kind: 'enclose' }>,
  { input, over, level, at }: Search,
): Ranges {
  const z = normalCritical(level);
  const bounds: Partial<Record<Quantity, (part: Ends) => Ends>> = {
    se: (part) => root(enclose(input, part).variance),
    ciLow: (part) => limit(part, -z),
    ciHigh: (part) => limit(part, z),
    statistic: (part) => quotient(enclose(input, part).value, root(enclose(input, part).variance)),
  };
  // Where there is no value inside the interval there is none anywhere: a standardizer is 0.
  const sample = at((over.low + over.high) / 2);
  if (over.low === over.high || sample.value === null) return rangesBetween([over.low], at);
  const { value, multiplier } = enclose(input, over);
  const ranges: Ranges = { value: { ...scale(value, multiplier), over: 'correlation' } };
  for (const quantity of quantities) {
    const bound = bounds[quantity];
    if (bound === undefined || numbersOf[quantity](sample) === undefined) continue;
    const reached = (r: number) => numbersOf[quantity](at(r)) ?? null;
    ranges[quantity] = {
      low: least({ over, reached, bound: (part) => bound(part).low }),
      high: greatest({ over, reached, bound: (part) => bound(part).high }),
      over: 'correlation',
    };
  }
  return ranges.statistic ? { ...ranges, ...pRanges(ranges.statistic) } : ranges;

  function limit(part: Ends, quantile: number): Ends {
    const { value, variance, multiplier } = enclose(input, part);
    const half = scale(root(variance), quantile);
    return scale({ low: value.low + half.low, high: value.high + half.high }, multiplier);
  }
}

/** The two-sided normal p falls with |z|. */
function pRanges({ low, high }: Range): Ranges {
  const ends = [Math.abs(low ?? 0), Math.abs(high ?? 0)];
  const far = Math.max(...ends);
  const near = (low ?? 0) <= 0 && (high ?? 0) >= 0 ? 0 : Math.min(...ends);
  const p = (z: number) => 2 * normalTails(-z).lower;
  return {
    p: { low: p(far), high: p(near), over: 'correlation' },
    logP: { low: normalLogTwoSided(far), high: normalLogTwoSided(near), over: 'correlation' },
  };
}

function scale({ low, high }: Ends, factor = 1): Ends {
  return factor >= 0
    ? { low: low * factor, high: high * factor }
    : { low: high * factor, high: low * factor };
}

function root({ low, high }: Ends): Ends {
  return { low: Math.sqrt(Math.max(0, low)), high: Math.sqrt(Math.max(0, high)) };
}

/** value / se for se > 0. */
function quotient({ low, high }: Ends, se: Ends): Ends {
  return {
    low: low === 0 ? 0 : low / (low > 0 ? se.high : se.low),
    high: high === 0 ? 0 : high / (high > 0 ? se.low : se.high),
  };
}
