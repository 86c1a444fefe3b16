import { tLogTwoSided } from '../numeric/student-t.ts';
import type { MomentBounds, PLimit, RealLimit } from './change-bounds.ts';
import {
  type JointTable,
  lowestToHighest,
  mostUnchanged,
  sorted,
  transposed,
  withUnchanged,
} from './coupling.ts';
import { rowOf } from './marginals.ts';
import type { PairExtreme, PairExtremes } from './pair-search.ts';
import { pointsOf } from './reconstruct.ts';
import type { SignExtreme } from './sign-search.ts';
import { SignFrontier, signTestLogP } from './sign-test.ts';
import { type Visit, witnessed } from './visit.ts';
import { countRises, fits, witnessSums } from './witness.ts';

/** Correlation, SD of change, d_z, paired t and sign test over all pairs, each with its witness. */
export function momentBounds(visit: Visit): MomentBounds {
  const { extremes } = visit;
  const moments = extremes.moments as NonNullable<PairExtremes['moments']>;
  const build: Pairing = (extreme, rising) => ({
    reached: true,
    witness: witnessed(
      visit,
      extreme,
      (a, b) => sorted(a, b, rising),
      () => extreme.value,
    ),
  });
  return limitsOfMoments(visit, moments, build, () => ({
    low: signLimit(visit, moments.sign.low),
    high: signLimit(visit, moments.sign.high),
  }));
}

/** A data set with the least (`rising`: the greatest) Σ xy that an extreme's pair allows. */
export type Pairing = (
  extreme: PairExtreme,
  rising: boolean,
) => { readonly reached: boolean; readonly witness: JointTable | null };

/**
 * Extremes over pairs as limits of everything that follows from Σ xy, each with its witness; and
 * the sign test, worked out when it is first asked for.
 */
export function limitsOfMoments(
  { before }: Pick<Visit, 'before'>,
  moments: Omit<NonNullable<PairExtremes['moments']>, 'sign'>,
  build: Pairing,
  signTestOf: () => MomentBounds['signTest'],
): MomentBounds {
  const { n, sdKind } = before.problem;
  const inPoints = pointsOf(before.problem, 1);
  const limit = (extreme: PairExtreme, rising: boolean, value: number): RealLimit => {
    const { reached, witness } = build(extreme, rising);
    const sums = witness && witnessSums(witness);
    if (Number.isFinite(value)) return { value, reached, witness, sums };
    const reason = 'unbounded: in some data set every patient changes by the same amount';
    return { value: null, reached: false, witness, sums, reason };
  };
  const { correlation, changeSpread, t, absoluteT } = moments;
  const divisor = sdKind === 'sample' ? n * (n - 1) : n * n;
  const sd = (spread: number) => inPoints * Math.sqrt(spread / divisor);
  // A larger Σ xy narrows the change: t is farther from zero when both are sorted alike.
  const tLimit = (extreme: PairExtreme, low: boolean, scale: number) =>
    limit(extreme, low === extreme.value < 0, extreme.value * scale);
  const p = (extreme: PairExtreme, rising: boolean): PLimit => {
    const logValue = tLogTwoSided(extreme.value, n - 1);
    if (extreme.value === Infinity)
      return { ...limit(extreme, rising, 0), value: 0, logValue: null };
    return { ...limit(extreme, rising, Math.exp(logValue)), logValue };
  };
  let signTest: MomentBounds['signTest'] | null = null;
  const hasT = t.low.before >= 0;
  const none: RealLimit = {
    value: null,
    reached: false,
    witness: null,
    sums: null,
    reason: 'undefined: nobody changes in any data set',
  };
  const range = (scale: number) =>
    hasT
      ? { low: tLimit(t.low, true, scale), high: tLimit(t.high, false, scale) }
      : { low: none, high: none };
  return {
    correlation:
      correlation.low.before < 0
        ? null
        : {
            low: limit(correlation.low, false, correlation.low.value),
            high: limit(correlation.high, true, correlation.high.value),
          },
    sdChange: {
      low: limit(changeSpread.low, true, sd(changeSpread.low.value)),
      high: limit(changeSpread.high, false, sd(changeSpread.high.value)),
    },
    dz: range(1 / Math.sqrt(n)),
    t: range(1),
    p: hasT
      ? { low: p(absoluteT.high, true), high: p(absoluteT.low, false) }
      : { low: { ...none, logValue: null }, high: { ...none, logValue: null } },
    get signTest() {
      signTest ??= signTestOf();
      return signTest;
    },
  };
}

/** The p of a sign-test extreme, reached when the table built for it has that p. */
function signLimit({ before, after, witnesses }: Visit, extreme: SignExtreme): PLimit {
  const value = Math.exp(extreme.value);
  if (extreme.before < 0 || !witnesses)
    return { value, logValue: extreme.value, reached: false, witness: null, sums: null };
  const [a, b] = [rowOf(before, extreme.before), rowOf(after, extreme.after)];
  const [from, to] = extreme.mirrored ? [b, a] : [a, b];
  const frontier = new SignFrontier(a.length);
  frontier.read(before.problem.n, fewerOf(from), 0, fewerOf(to), 0);
  const table = withUnchanged(from, to, frontier.kept(extreme.f), frontier.mostLower(extreme.f));
  const isReached = (joint: JointTable) => {
    const lower = before.problem.n - countRises(joint, 0);
    return (
      signTestLogP(countRises(joint, 1), lower) === extreme.value &&
      fits(joint, before.problem, after.problem)
    );
  };
  let witness = extreme.mirrored ? transposed(table) : table;
  // Where both directions are possible, p = 1 lies somewhere between: many rises and few.
  for (let pairs = 0; pairs <= before.problem.n && !isReached(witness); pairs++)
    witness = lowestToHighest(a, b, pairs);
  if (!isReached(witness)) witness = mostUnchanged(a, b);
  const reached = isReached(witness);
  return { value, logValue: extreme.value, reached, witness, sums: witnessSums(witness) };
}

function fewerOf(counts: readonly number[]): Int32Array {
  const fewer = new Int32Array(counts.length + 1);
  counts.forEach((count, u) => {
    fewer[u + 1] = (fewer[u] as number) + count;
  });
  return fewer;
}
