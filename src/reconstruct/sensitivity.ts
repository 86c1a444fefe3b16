import { InputError } from '../errors.ts';
import { tLogTwoSided, tQuantile } from '../numeric/student-t.ts';
import { boundChange } from './bound-change.ts';
import type { CountLimit, PrintedChange } from './change-bounds.ts';
import {
  boundMoments,
  correlationSpan,
  momentSpans,
  type PrintedMoments,
  type Span,
  sizeOf,
} from './general-moments.ts';

/** The correlation of two measurements at which the paired t test's P crosses a limit. */
export interface TippingCorrelation {
  /**
   * `every`: P is below the limit for every correlation from −1 to 1. `none`: for none. `some`: for
   * every one above `high`, and for none up to `low`; between them the rounding of the figures decides.
   */
  readonly holds: 'every' | 'some' | 'none';
  /** Least and greatest crossing over the rounding of the figures; null where none is in [−1, 1]. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Where P < `limit` of the paired t test begins to hold: P falls as the correlation rises, as the SD
 * of change does, and is at the limit where SD² = D²·n/t², with t the limit's quantile:
 * r = (s₁² + s₂² − D²·n/t²)/(2·s₁·s₂).
 *
 * @param limit in (0, 1)
 * @throws InputError when n is no count of at least 2, a figure cannot be read, or the limit is none
 *
 * @example
 * tippingCorrelation({ n: 171, before: { mean: '1.72', sd: '0.57' }, after: { mean: '4.33', sd: '0.85' } }, 0.001).holds // → "every"
 */
export function tippingCorrelation(printed: PrintedMoments, limit: number): TippingCorrelation {
  requireLimit(limit);
  const { constraints: _, ...plain } = printed;
  const logLimit = Math.log(limit);
  const p = boundMoments(plain)?.p;
  const [least, most] = [p?.low.logValue ?? -Infinity, p?.high.logValue ?? 0];
  if (most < logLimit) return { holds: 'every', low: null, high: null };
  if (least >= logLimit) return { holds: 'none', low: null, high: null };
  const { n, sdKind, sdBefore, sdAfter, change } = momentSpans(plain);
  const sample = sdKind === 'sample' ? 1 : Math.sqrt(n / (n - 1));
  const t = tQuantile({ upper: limit / 2 }, n - 1);
  const size = sizeOf(change);
  const sd = {
    low: (size.low * Math.sqrt(n)) / (t * sample),
    high: (size.high * Math.sqrt(n)) / (t * sample),
  };
  const { low, high } = correlationSpan(sdBefore, sdAfter, sd);
  return { holds: 'some', low: Math.max(low, -1), high: Math.min(high, 1) };
}

/** Far more patients than any paper has. */
const mostPatients = 1e7;

/**
 * The least n for which P < `limit` of the paired t test holds whatever the correlation, with these
 * means and SDs: the SD of change is at most s₁ + s₂. `n` of the printed figures is not used.
 *
 * @returns null when rounding leaves a change of nothing, or 10 million patients do not suffice
 * @throws InputError when a figure cannot be read, or the limit is not in (0, 1)
 *
 * @example
 * tippingCount({ before: { mean: '1.72', sd: '0.57' }, after: { mean: '4.33', sd: '0.85' } }, 0.001) // → 9
 */
export function tippingCount(printed: Omit<PrintedMoments, 'n'>, limit: number): number | null {
  requireLimit(limit);
  const { sdKind, sdBefore, sdAfter, change } = momentSpans({ ...printed, n: 2 });
  const least = sizeOf(change).low;
  const widest = sdBefore.high + sdAfter.high;
  if (least === 0) return null;
  const holds = (n: number) => {
    const sample = sdKind === 'sample' ? 1 : Math.sqrt(n / (n - 1));
    return tLogTwoSided((least * Math.sqrt(n)) / (widest * sample), n - 1) < Math.log(limit);
  };
  if (!holds(mostPatients)) return null;
  // P falls as n rises: more patients, more degrees of freedom.
  let [fails, suffices] = [1, mostPatients];
  while (suffices - fails > 1) {
    const middle = Math.floor((fails + suffices) / 2);
    if (holds(middle)) suffices = middle;
    else fails = middle;
  }
  return suffices;
}

function requireLimit(limit: number): void {
  if (!(limit > 0 && limit < 1))
    throw new InputError(`the limit of P is ${limit}; it must be in (0, 1)`);
}

/** What is proved at one number of patients at the second visit. */
export interface CountAt {
  readonly n: number;
  /** Patients who rose (or fell) by at least the steps asked for. */
  readonly low: CountLimit;
  readonly high: CountLimit;
}

/** How a bound moves with the number of patients at the second visit. */
export interface CountSensitivity {
  /** Numbers of patients that fit the printed figures, ascending; none when no n does. */
  readonly at: readonly CountAt[];
  /**
   * The least n from which on every n that fits proves that the share holds; null when that fails
   * even at the greatest. Of those scored, and of all patients (who lack a second score count as not).
   */
  readonly tipping: { readonly ofScored: number | null; readonly ofAll: number | null };
}

/**
 * Bounds of "at least so many steps higher" (`lower`) for every n at the second visit within limits.
 *
 * @param asked.share the share that is asked for, e.g. 0.5
 * @throws InputError when the scale or n cannot be read
 *
 * @example
 * countSensitivity(
 *   { scale: { min: 1, max: 5, step: 1 }, before: { n: 171, mean: '1.72', sd: '0.57' }, after: { n: 171, mean: '4.33', sd: '0.85' } },
 *   { low: 171, high: 171 },
 *   { steps: 1, direction: 'higher', share: 0.5 },
 * ).at[0]?.low.count // → 150
 */
export function countSensitivity(
  printed: PrintedChange,
  n: Span,
  asked: { readonly steps: number; readonly direction: 'higher' | 'lower'; readonly share: number },
): CountSensitivity {
  const { steps, direction, share } = asked;
  const { constraints: _, ...free } = printed;
  const at: CountAt[] = [];
  const everyone = printed.before.n;
  for (let m = Math.max(1, n.low); m <= Math.min(n.high, everyone); m++) {
    const after = { ...printed.after, n: m };
    const bounds = boundChange({ ...free, after, steps: [steps], search: false, witnesses: false });
    const range = bounds[direction].find((bound) => bound.steps === steps);
    if (range) at.push({ n: m, low: range.low, high: range.high });
  }
  const tipping = (holds: (one: CountAt) => boolean): number | null => {
    const failing = at.findLastIndex((one) => !holds(one));
    return at[failing + 1]?.n ?? null;
  };
  return {
    at,
    tipping: {
      ofScored: tipping(({ low }) => low.count >= share * low.of),
      ofAll: tipping(({ low }) => low.count >= share * everyone),
    },
  };
}
