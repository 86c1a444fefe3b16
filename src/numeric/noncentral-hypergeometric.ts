/**
 * Fisher's noncentral hypergeometric distribution: x1 events in a group of n1 when both groups have
 * `events` together and the odds ratio of group 1 to group 2 is ψ; terms are proportional to
 * C(n1, k) C(n2, events − k) ψ^k. Everything is a sum outward from one point, so that no large
 * numbers cancel; sums are relative to the probability at that point.
 */
export interface Margins {
  readonly n1: number;
  readonly n2: number;
  readonly events: number;
}

/** The least and greatest number of events that group 1 can have. */
export function supportOf({ n1, n2, events }: Margins): { least: number; greatest: number } {
  return { least: Math.max(0, events - n2), greatest: Math.min(events, n1) };
}

/** ln of a sum of terms, and of the sum of terms times their distance from the first. */
interface LogSums {
  readonly sum: number;
  readonly moment: number;
}

/** Terms below this share of the sum are left out; they fall faster than geometrically. */
const NEGLIGIBLE = 1e-20;
/** Sums are scaled down before they overflow. */
const LARGE = 1e200;

/** Sums over k = from, from + step, … of P(k)/P(from), to the end of the support. */
function sumsFrom(from: number, step: 1 | -1, margins: Margins, logPsi: number): LogSums {
  const { n1, n2, events } = margins;
  const { least, greatest } = supportOf(margins);
  const psi = Math.exp(step * logPsi);
  let [term, sum, moment, logScale] = [1, 1, 0, 0];
  for (let k = from; step > 0 ? k < greatest : k > least; k += step) {
    const ratio =
      step > 0
        ? psi * ((n1 - k) / (k + 1)) * ((events - k) / (n2 - events + k + 1))
        : psi * (k / (n1 - k + 1)) * ((n2 - events + k) / (events - k + 1));
    term *= ratio;
    sum += term;
    moment += term * Math.abs(k + step - from);
    if (ratio < 1 && term < NEGLIGIBLE * sum) break;
    if (moment > LARGE) {
      [term, sum, moment] = [term / LARGE, sum / LARGE, moment / LARGE];
      logScale += Math.log(LARGE);
    }
  }
  return { sum: Math.log(sum) + logScale, moment: Math.log(moment) + logScale };
}

/** ln P(X ≥ x)/P(X < x); rises with ψ. Needs x above the least possible value. */
export function logOddsOfAtLeast(x: number, margins: Margins, logPsi: number): number {
  const below = sumsFrom(x - 1, -1, margins, logPsi);
  const above = sumsFrom(x, 1, margins, logPsi);
  const { n1, n2, events } = margins;
  // P(x)/P(x − 1)
  const step = Math.log((n1 - x + 1) / x) + Math.log((events - x + 1) / (n2 - events + x));
  return above.sum + step + logPsi - below.sum;
}

/** Rises with ψ from below to above 0, which it is where the expected value of X is x. */
export function logBalance(x: number, margins: Margins, logPsi: number): number {
  return sumsFrom(x, 1, margins, logPsi).moment - sumsFrom(x, -1, margins, logPsi).moment;
}
