import type { Lattice, UpperLimits } from './lattice.ts';
import { greatestSquares, leastSquares } from './targets.ts';

/** Patients of consecutive ranks whose scores have the same limits. */
interface RankGroup {
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Cumulative limits as limits of ranks: F_u ≥ r says x_(r) ≤ u, and F_u ≤ r − 1 says x_(r) > u. Both
 * limits ascend with the rank, so scores chosen within them fit in whatever order: groups are
 * independent. null when single counts are limited beyond that.
 */
function rankGroups({ high, upToLow, upToHigh }: UpperLimits, n: number): RankGroup[] | null {
  for (let u = 0; u < high.length; u++)
    if ((high[u] as number) < (upToHigh[u] as number) - (upToLow[u - 1] ?? 0)) return null;
  const groups: { size: number; low: number; high: number }[] = [];
  let [least, greatest] = [0, 0];
  for (let rank = 1; rank <= n; rank++) {
    while ((upToHigh[least] as number) < rank) least++;
    while (greatest < high.length - 1 && (upToLow[greatest] as number) < rank) greatest++;
    const last = groups.at(-1);
    if (last && last.low === least && last.high === greatest) last.size++;
    else groups.push({ size: 1, low: least, high: greatest });
  }
  return groups;
}

/** Whether a group can have a total and a sum of squares; notes the counts when it can. */
type Place = (group: RankGroup, g: number, sum: number, squares: number) => boolean;

/**
 * Places every group so that totals and sums of squares add up to a target; false when this search
 * finds none, which proves nothing. Totals start where the sum of squares is least, all near one
 * another, and move outwards one step at a time; the sum of squares is shared out in proportion, and
 * the last group must make it exact.
 */
export function placeGroups(lattice: Lattice, place: Place): boolean {
  const groups = lattice.limits && rankGroups(lattice.limits, lattice.n);
  if (groups === null) return false;
  let tries = 2_000;
  for (const { sum, squaresLow, squaresHigh } of lattice.targets) {
    if (tries-- < 0) return false;
    const sums = nearestTogether(groups, sum);
    if (sums === null) continue;
    do {
      const spans = groups.map((group, g) => spanOf(group, sums[g] as number));
      const least = spans.reduce((total, span) => total + span.least, 0);
      const most = spans.reduce((total, span) => total + span.most, 0);
      if (least > squaresHigh || tries-- < 0) break;
      for (let q = Math.max(squaresLow, least); q <= Math.min(squaresHigh, most); q += 2)
        if (shareOut(groups, sums, spans, 0, q, place)) return true;
    } while (moveOutwards(groups, sums));
  }
  return false;
}

interface Span {
  readonly least: number;
  readonly most: number;
}

function spanOf({ size, low, high }: RankGroup, sum: number): Span {
  const lifted = sum - low * size;
  return {
    least: leastSquares(size, sum),
    most: greatestSquares(size, lifted, high - low) + 2 * low * lifted + low * low * size,
  };
}

/** Gives groups g … their share of `left`, near the same place of each one's span. */
function shareOut(
  groups: readonly RankGroup[],
  sums: readonly number[],
  spans: readonly Span[],
  g: number,
  left: number,
  place: Place,
): boolean {
  const group = groups[g] as RankGroup;
  const sum = sums[g] as number;
  if (g === groups.length - 1) return place(group, g, sum, left);
  let [least, room] = [0, 0];
  for (const span of spans.slice(g)) {
    least += span.least;
    room += span.most - span.least;
  }
  if (left < least || left > least + room) return false;
  const span = spans[g] as Span;
  const part = room === 0 ? 0 : ((span.most - span.least) * (left - least)) / room;
  const wanted = span.least + 2 * Math.round(part / 2);
  for (const offset of [0, 2, -2, 4, -4]) {
    const squares = wanted + offset;
    if (squares < span.least || squares > span.most) continue;
    if (!place(group, g, sum, squares)) continue;
    if (shareOut(groups, sums, spans, g + 1, left - squares, place)) return true;
  }
  return false;
}

/** Totals with the given sum, everyone as near one common score as the limits allow. */
function nearestTogether(groups: readonly RankGroup[], sum: number): number[] | null {
  const clamped = (score: number) =>
    groups.map(({ size, low, high }) => size * Math.min(high, Math.max(low, score)));
  const total = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0);
  const top = Math.max(...groups.map(({ high }) => high));
  if (total(clamped(0)) > sum || total(clamped(top)) < sum) return null;
  let [score, above] = [0, top + 1];
  while (above - score > 1) {
    const middle = (score + above) >> 1;
    if (total(clamped(middle)) <= sum) score = middle;
    else above = middle;
  }
  const sums = clamped(score);
  let rest = sum - total(sums);
  groups.forEach(({ size, high }, g) => {
    const room = score < high ? size * (score + 1) - (sums[g] as number) : 0;
    const added = Math.max(0, Math.min(rest, room));
    sums[g] = (sums[g] as number) + added;
    rest -= added;
  });
  return rest === 0 ? sums : null;
}

/** One step down for the lowest group that has room, one up for the highest; false at the end. */
function moveOutwards(groups: readonly RankGroup[], sums: number[]): boolean {
  const down = groups.findIndex(({ size, low }, g) => (sums[g] as number) > size * low);
  const up = groups.findLastIndex(({ size, high }, g) => (sums[g] as number) < size * high);
  if (down < 0 || up <= down) return false;
  sums[down] = (sums[down] as number) - 1;
  sums[up] = (sums[up] as number) + 1;
  return true;
}
