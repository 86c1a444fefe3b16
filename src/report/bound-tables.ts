import type {
  CountLimit,
  CountRange,
  MomentBounds,
  PLimit,
  RealRange,
} from '../reconstruct/change-bounds.ts';
import { formatNumber, formatPAtMost, formatPercent, roundOutward } from './digits.ts';
import type { Row, Table } from './document.ts';
import type { Pair } from './pairs.ts';
import type { PairBounds } from './patient-bounds.ts';
import { lowerFirst, pointsText } from './words.ts';

/** Patients higher, the same, lower, and who reached a score. */
export function patientsTable(pair: Pair, bounds: PairBounds): Table {
  const row = (label: string, { low, high, lowShare, highShare }: CountRange): Row => ({
    cells: [
      label,
      `${low.count}${nearText(low)}`,
      `${high.count}${nearText(high)}`,
      `${formatPercent(lowShare.share)}–${formatPercent(highShare.share)}`,
      endsText(low, high),
    ],
  });
  return {
    kind: 'table',
    id: `patients-${pair.path}`,
    title: 'Patients',
    subtitle: `${scoredText(bounds)}, ${lowerFirst(pair.label)} against ${lowerFirst(pair.before.label)}`,
    columns: [
      { header: '', align: 'left' },
      { header: 'least', align: 'right' },
      { header: 'greatest', align: 'right' },
      { header: '%', align: 'right' },
      { header: 'ends', align: 'right', giveWay: 1 },
    ],
    rows: [
      ...bounds.higher.map((one) => row(`scored ≥${pointsText(one.points)} higher`, one)),
      ...(bounds.same ? [row('scored the same', bounds.same)] : []),
      ...bounds.lower.map((one) => row(`scored ≥${pointsText(one.points)} lower`, one)),
      ...bounds.scored.map((one) =>
        row(`scored ${one.score}${one.score === bounds.scores.at(-1) ? '' : ' or more'}`, one),
      ),
    ],
    caption:
      bounds.status === 'exact'
        ? `Each end is reached by some data set that has the printed figures: all ${bounds.dataSets.pairs} pairs of score distributions were gone through.`
        : 'Each end is proved for every data set that has the printed figures. In brackets: the nearest number that some data set is known to have.',
  };
}

/** "of 171"; where several numbers fit, "of the 11 to 18 scored again". */
function scoredText({ n }: PairBounds): string {
  const [first, last] = [n.after[0], n.after.at(-1)];
  return first === last ? `of ${first}` : `of the ${first} to ${last} scored again`;
}

/** " (75)": the nearest number that some data set is known to have. */
const nearText = ({ nearest }: CountLimit): string => (nearest ? ` (${nearest.count})` : '');

function endsText(low: CountLimit, high: CountLimit): string {
  if (low.reached && high.reached) return 'reached';
  if (low.reached) return 'least reached';
  return high.reached ? 'greatest reached' : 'proved';
}

/** Correlation, SD of change, d_z, paired t and its P, and the sign test where scores have a step. */
export function momentsTable(
  moments: Omit<MomentBounds, 'signTest'> & Partial<Pick<MomentBounds, 'signTest'>>,
  caption: string,
  unit = 'points',
): Table {
  const row = (label: string, { low, high }: RealRange, decimals: number): Row => ({
    cells: [label, real(low.value, decimals, Math.floor), real(high.value, decimals, Math.ceil)],
  });
  const pRow = (label: string, { low, high }: { low: PLimit; high: PLimit }): Row => ({
    cells: [label, pText(low), pText(high)],
  });
  return {
    kind: 'table',
    id: 'moments',
    title: 'Change',
    columns: [
      { header: '', align: 'left' },
      { header: 'least', align: 'right' },
      { header: 'greatest', align: 'right' },
    ],
    rows: [
      ...(moments.correlation
        ? [row('correlation of the two visits', moments.correlation, 2)]
        : []),
      row(`SD of the change, ${unit}`, moments.sdChange, 2),
      row('d_z', moments.dz, 1),
      row('paired t', moments.t, 1),
      pRow('P, paired t test', moments.p),
      ...(moments.signTest ? [pRow('P, sign test', moments.signTest)] : []),
    ],
    caption,
  };
}

/** Rounded outward: no data set has a value outside of what is printed. */
function real(value: number | null, decimals: number, outward: (value: number) => number): string {
  return value === null ? 'none' : formatNumber(roundOutward(value, decimals, outward), decimals);
}

/** A P rounded up. */
export function pText({ value, logValue }: PLimit): string {
  return value === null ? 'none' : formatPAtMost(value, logValue);
}
