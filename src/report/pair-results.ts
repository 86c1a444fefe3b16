import type { Method } from '../estimates/method.ts';
import { type OverCorrelation, overCorrelation } from '../estimates/over-correlation.ts';
import type { Context } from './context.ts';
import { commonDecimals, formatInterval, type Numbers, roundingReach } from './digits.ts';
import {
  completeFigures,
  type Pair,
  type PairInput,
  pairedPatients,
  pairInput,
  pairSubject,
  whyNoPair,
} from './pairs.ts';
import { boundsOf, generalBoundsOf } from './patient-bounds.ts';
import type { CorrelationFrom, Result } from './report.ts';
import {
  improvementOf,
  newResult,
  noResult,
  resultInterval,
  resultRange,
  type Subject,
} from './results.ts';

/** What is known of the correlation of a pair: a value, or the ends between which it lies. */
export interface KnownCorrelation {
  readonly low: number;
  readonly high: number;
  readonly from: CorrelationFrom;
  /** Stands behind a row's label, e.g. ", r = 0.5"; empty for the only one. */
  readonly suffix: string;
}

/** The correlations to compute with: the printed one, those asked for, or all that are possible. */
export function correlationsOf(context: Context, pair: Pair): readonly KnownCorrelation[] {
  const { options } = context;
  const { correlation } = pair;
  if (correlation) {
    return [{ low: correlation.value, high: correlation.value, from: 'printed', suffix: '' }];
  }
  const choice = options.correlation;
  if (choice?.kind === 'range') {
    return [{ low: choice.low, high: choice.high, from: 'assumed', suffix: '' }];
  }
  if (choice?.kind === 'values') {
    return choice.values.map((r) => ({
      low: r,
      high: r,
      from: 'assumed',
      suffix: choice.values.length > 1 ? `, r = ${r}` : '',
    }));
  }
  const possible = possibleCorrelation(context, pair);
  const [low, high] = [possible?.low.value ?? null, possible?.high.value ?? null];
  if (low !== null && high !== null) return [{ low, high, from: 'derived', suffix: '' }];
  return [{ low: -1, high: 1, from: 'unknown', suffix: '' }];
}

/** On the scale's step; without one only when a printed figure of the pairing narrows it. */
function possibleCorrelation(context: Context, pair: Pair) {
  const bounds = boundsOf(context, pair);
  if (bounds) return bounds.moments?.correlation;
  const general = generalBoundsOf(context, pair);
  const isNarrowed = Object.keys(general?.printed.constraints ?? {}).length > 0;
  return isNarrowed ? general?.moments?.correlation : null;
}

/** A method for one group before and after, at a known correlation or over all possible ones. */
export function pairResult(
  context: Context,
  pair: Pair,
  method: Method,
  correlation: KnownCorrelation,
  extra: Readonly<Record<string, number>> = {},
): Result {
  const { from, low, high, suffix } = correlation;
  const plain = pairSubject(context, pair);
  const usesCorrelation = 'correlation' in method.needs;
  const subject = {
    ...plain,
    path: usesCorrelation && suffix ? `${plain.path}.r${low}` : plain.path,
    label: usesCorrelation ? plain.label + suffix : plain.label,
    unit: method.unit === 'points' ? (pair.measure.unit ?? 'points') : (method.unit ?? '1'),
    inputs: { ...plain.inputs, ...extra },
    ...(usesCorrelation && { correlation: low === high ? low : null, correlationFrom: from }),
  };
  const input = pairInput(context, pair);
  if (!input) return noResult(method, subject, whyNoPair(context, pair));
  if (!usesCorrelation || low === high) {
    const estimate = method.estimate({ ...input, ...extra, correlation: low }, context.options);
    return newResult(method, subject, estimate);
  }
  const over = overCorrelation(method, { ...input, ...extra }, { low, high }, context.options);
  return rangeResult(newResult(method, subject, { value: null }), method, over, plain.better);
}

/** Folds the extremes over the correlation into a result: no single value is claimed. */
export function rangeResult(
  result: Result,
  method: Method,
  over: OverCorrelation,
  better: Subject['better'] = null,
): Result {
  const { value, ciLow, ciHigh, widest, p, logP } = over;
  const fixed = value.low !== null && value.low === value.high;
  return {
    ...result,
    value: fixed ? value.low : null,
    range: fixed ? null : resultRange(value),
    ci: widest ? resultInterval(widest, method.id, 'correlation') : null,
    ciRange: ciLow && ciHigh ? { low: resultRange(ciLow), high: resultRange(ciHigh) } : null,
    pRange: p ? resultRange(p) : null,
    logPRange: logP ? resultRange(logP) : null,
    reason: value.low === null && value.high === null ? (value.reason ?? null) : null,
    improvement: improvementOf(method.quantity, fixed ? value.low : null, better),
  };
}

/** Decimals of a pair's numbers that survive the rounding of its printed means and SDs. */
export function pairDecimals(
  context: Context,
  pair: Pair,
  pick: (input: PairInput) => Numbers,
): number {
  const { digits } = context.options;
  const figures = completeFigures(context, pair);
  const n = pairedPatients(context, pair);
  if (digits !== null) return digits;
  if (!figures || n === null) return 0;
  const reaches = roundingReach(
    ({ meanPre = 0, sdPre = 0, meanPost = 0, sdPost = 0 }) =>
      pick({ n, meanPre, sdPre: Math.max(sdPre, 0), meanPost, sdPost: Math.max(sdPost, 0) }),
    figures,
  );
  return commonDecimals(reaches);
}

/** The interval of a result as text, with the decimals that survive at the lowest correlation. */
export function pairInterval(
  context: Context,
  pair: Pair,
  method: Method,
  { ci }: Result,
  { low: correlation }: KnownCorrelation,
  extra: Readonly<Record<string, number>> = {},
): string {
  if (!ci) return '–';
  const decimals = pairDecimals(context, pair, (input) => {
    const moved = method.estimate({ ...input, ...extra, correlation }, context.options);
    return [moved.ci?.low, moved.ci?.high];
  });
  return formatInterval(ci.low, ci.high, decimals);
}
