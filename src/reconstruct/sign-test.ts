import { binomialLogPmf, binomialTails } from '../numeric/binomial.ts';

/**
 * Which numbers (higher, lower) two data sets allow together; a = before, b = after, n pairs.
 *
 * Let A(t) and B(t) be how many have at most t, and M_t = n − A(t) + B(t − 1). With e_t patients kept
 * at score t, 0 ≤ e_t ≤ min(a_t, b_t), E = Σ e_t, the others allow at most
 * min(n − E, min_t (M_t + e_t) − E) falls (König: a least cover of all possible falls is everyone, or
 * the first scores above some t with the second scores below it). So f = l + E patients not higher,
 * l of them lower, asks e_t ≥ f − M_t for every t. Such e_t exist exactly when f ≤ n,
 * f ≤ M_t + min(a_t, b_t), and Σ_t (f − M_t)⁺ ≤ f − l ≤ Σ_t min(a_t, b_t). Hence with n − f higher
 * at most l(f) = f − Σ_t (f − M_t)⁺ can be lower, and that many can.
 */
export class SignFrontier {
  /** M_t, one a score. */
  readonly slack: Int32Array;
  /** The most patients that can be not higher. */
  greatest = 0;
  /** The f with the largest p among those where more are higher than lower. */
  turning = 0;

  constructor(scores: number) {
    this.slack = new Int32Array(scores);
  }

  /** `fewerBefore[i + u]` and `fewerAfter[j + u]`: how many have fewer than u points. */
  read(n: number, fewerBefore: Int32Array, i: number, fewerAfter: Int32Array, j: number): void {
    const { slack } = this;
    const scores = slack.length;
    let greatest = n;
    let least = 2 * n;
    let second = 2 * n;
    for (let t = 0; t < scores; t++) {
      const upTo = fewerBefore[i + t + 1] as number;
      const below = fewerAfter[j + t] as number;
      const m = n - upTo + below;
      const a = upTo - (fewerBefore[i + t] as number);
      const b = (fewerAfter[j + t + 1] as number) - below;
      const most = m + Math.min(a, b);
      slack[t] = m;
      if (most < greatest) greatest = most;
      if (m < least) {
        second = least;
        least = m;
      } else if (m < second) second = m;
    }
    this.greatest = greatest;
    // From f to f + 1 one fewer is higher, and l changes by 1 − #{M_t ≤ f}. While that is 0 or 1, p
    // rises. Where it is −1 or less, p falls, as (h − 1, l − 1) has a smaller p than (h, l), h > l:
    // P(X ≤ l) of n trials is ¼P(X ≤ l − 2) + ½P(X ≤ l − 1) + ¼P(X ≤ l) of n − 2, and terms grow
    // up to the middle, so that it is at least P(X ≤ l − 1). l − h is greatest here too.
    this.turning = Math.min(greatest, second);
  }

  /** l(f), the most that can be lower when at most n − f are higher. */
  mostLower(f: number): number {
    const { slack } = this;
    let lower = f;
    for (let t = 0; t < slack.length; t++) {
      const over = f - (slack[t] as number);
      if (over > 0) lower -= over;
    }
    return lower;
  }

  /** How many stay at every score when l(f) fall. */
  kept(f: number): number[] {
    return Array.from(this.slack, (m) => Math.max(0, f - m));
  }
}

/**
 * ln of the two-sided p of the sign test, min(1, 2·P(X ≤ min(h, l))), X binomial with h + l trials
 * and probability 1/2; 0 (p = 1) when nobody changed.
 */
export function signTestLogP(higher: number, lower: number): number {
  const trials = higher + lower;
  const few = Math.min(higher, lower);
  // |h − l| ≤ 1 covers at least half of the distribution.
  if (Math.abs(higher - lower) <= 1) return 0;
  const tail = binomialTails(few, trials, 0.5).lower;
  if (tail > 1e-290) return Math.min(0, Math.log(2 * tail));
  // Ratios of neighbouring terms, from the largest down: P(X ≤ k) = pmf(k)·(1 + k/(n−k+1) + …).
  let [sum, term] = [1, 1];
  for (let k = few; k > 0 && term > 1e-18 * sum; k--) {
    term *= k / (trials - k + 1);
    sum += term;
  }
  return Math.min(0, Math.LN2 + binomialLogPmf(few, trials, 0.5, 0.5) + Math.log(sum));
}

/**
 * Limits of ln p of the sign test with few of one sign and more of the other, few ≤ more, of up to
 * n patients: quick, and within ln((more + 1)/(more + 1 − few)) of each other. The terms of
 * P(X ≤ few) fall from the last one by at least the ratio few/(more + 1) each.
 */
export class SignTestLimits {
  readonly #logFactorials: Float64Array;
  /** More than the error of n additions and the three terms. */
  readonly #slack: number;

  constructor(n: number) {
    this.#logFactorials = new Float64Array(n + 1);
    for (let k = 2; k <= n; k++)
      this.#logFactorials[k] = (this.#logFactorials[k - 1] as number) + Math.log(k);
    this.#slack = 4 * (n + 1) * (1 + (this.#logFactorials[n] as number)) * Number.EPSILON;
  }

  low(few: number, more: number): number {
    return this.#logTerm(few, more) - this.#slack;
  }

  high(few: number, more: number): number {
    const rest = Math.log((more + 1) / (more + 1 - few));
    return Math.min(0, this.#logTerm(few, more) + rest + this.#slack);
  }

  /** ln of twice the last term. */
  #logTerm(few: number, more: number): number {
    const trials = few + more;
    const log = this.#logFactorials;
    const ways = (log[trials] as number) - (log[few] as number) - (log[more] as number);
    return ways - (trials - 1) * Math.LN2;
  }
}
