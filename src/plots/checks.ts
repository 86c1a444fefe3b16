import {
  type Finding,
  gravity,
  type Level,
  levelOf,
  type Verdict,
} from '../checks/engine/finding.ts';
import { checkStudy } from '../checks/engine/run.ts';
import { checks } from '../checks/index.ts';
import { formatNumber, roundOutward } from '../report/digits.ts';
import { readCount, readFigure } from '../study/figure.ts';
import type { Draw } from './kind.ts';
import { studyNote } from './of-study.ts';
import { type NoPicture, type Picture, plainAxis, type Row, type RowGroup } from './picture.ts';

/** A printed figure with what computing it again gives. */
export interface CheckedFigure {
  /** In words, e.g. "percentage of Recurrence". */
  readonly label: string;
  /** The printed text, and the values that round to it. */
  readonly reported: { readonly text: string; readonly low: number; readonly high: number };
  /** Least and greatest value over the rounding of the inputs; null where nothing limits it. */
  readonly recomputed: {
    readonly low: number | null;
    readonly high: number | null;
    readonly nominal: number | null;
  };
  readonly decimals: number;
  readonly verdict: Verdict;
}

/** Every printed figure that can be computed again, against what that gives. */
export const draw: Draw = ([context]) => {
  if (!context) return { reason: 'no study is given' };
  const { study, options } = context;
  const { findings } = checkStudy(study, { checks, strength: false, rounding: options.rounding });
  const figures = findings.flatMap((finding): CheckedFigure[] => {
    const reported = windowOf(finding.reported);
    const { label, recomputed, verdict } = finding;
    return reported && recomputed && isOfTheFigure(finding)
      ? [{ label, reported, recomputed, decimals: reported.decimals, verdict }]
      : [];
  });
  const without = findings.length - figures.length;
  return picture(figures, [
    ...(without > 0
      ? [
          `Not drawn: ${without} ${without === 1 ? 'finding' : 'findings'} without a value to set against the printed one.`,
        ]
      : []),
    studyNote(study),
  ]);
};

/**
 * Whether what was recomputed is the printed figure: a direction is judged by the change of two
 * means, and figures that are only possible together have limits instead of a value.
 */
function isOfTheFigure({ check, verdict }: Finding): boolean {
  return check !== 'direction' && verdict !== 'possible';
}

/** The values that a printed text stands for; null for what is no number. */
function windowOf(text: string) {
  const count = readCount(text);
  if (count && count.high !== null) return { text, low: count.low, high: count.high, decimals: 0 };
  const read = readFigure(text, { min: 0 });
  if (!('figure' in read)) return null;
  const { low, high, decimals } = read.figure;
  return high - low < 1e9 ? { text, low, high, decimals } : null;
}

/** How far from the printed figure the axis reaches, in units of its last digit. */
const REACH = 3;

const groups: readonly { readonly level: Level; readonly title: string }[] = [
  { level: 'error', title: 'Does not follow from the other figures' },
  { level: 'warning', title: 'No method that was tried gives it' },
  { level: 'note', title: 'Cannot be computed again' },
  { level: 'pass', title: 'Agrees with the other figures' },
];

/**
 * Reported against recomputed, one line a figure. Figures of every size share the axis: it counts
 * units of each one's last printed digit.
 */
export function picture(
  figures: readonly CheckedFigure[],
  notes: readonly string[],
): Picture | NoPicture {
  if (figures.length === 0)
    return { reason: 'no printed figure can be computed again from the others' };
  const drawn = gravestFirst(figures).slice(0, MOST_ROWS);
  const rows = groups
    .map(
      ({ level, title }): RowGroup => ({
        title,
        rows: drawn.filter(({ verdict }) => levelOf(verdict) === level).map(rowOf),
      }),
    )
    .filter((group) => group.rows.length > 0);
  const count = `${figures.length} printed ${figures.length === 1 ? 'figure' : 'figures'}`;
  return {
    id: 'checks',
    title: 'Printed figures, and what computing them again gives',
    lead:
      `${count}, each recomputed from other printed figures over everything that rounds to them. ` +
      'A line that misses its band cannot be explained by rounding.',
    legend: [
      { mark: 'band', text: 'what rounds to the printed figure' },
      { mark: 'interval', text: 'recomputed: least to greatest' },
    ],
    panel: {
      kind: 'rows',
      axis: plainAxis(
        'distance from the printed figure, in units of its last digit',
        { low: -REACH, high: REACH },
        { ticks: [-3, -2, -1, 0, 1, 2, 3] },
      ),
      valueHeader: 'printed: recomputed',
      groups: rows,
    },
    notes: [
      'Agreement compares printed figures with one another. It cannot show that they are right.',
      ...(drawn.some(({ reported }) => /^\s*[<>≤≥]/.test(reported.text))
        ? ['The band of a limit such as “<.001” is everything that it allows.']
        : []),
      'A figure that does not follow may be a misprint, an error of transcription, or come from a method or a number of patients that is not named.',
      ...(drawn.length < figures.length
        ? [`Not drawn: ${figures.length - drawn.length} more, none of them graver.`]
        : []),
      ...notes,
    ],
  };
}

/** More rows than this are no picture any more. */
const MOST_ROWS = 40;

function gravestFirst(figures: readonly CheckedFigure[]): readonly CheckedFigure[] {
  return [...figures].sort((a, b) => gravity(b.verdict) - gravity(a.verdict));
}

function rowOf({ label, reported, recomputed, decimals }: CheckedFigure): Row {
  const middle = (reported.low + reported.high) / 2;
  const unit = reported.high - reported.low || 1;
  const placed = (value: number | null) => (value === null ? null : (value - middle) / unit);
  const { low, high, nominal } = recomputed;
  return {
    label,
    marks: [
      { kind: 'band', low: -0.5, high: 0.5 },
      { kind: 'interval', value: placed(nominal), low: placed(low), high: placed(high) },
    ],
    value: `${reported.text}: ${spanText(low, high, decimals + 2)}`,
  };
}

/** "16.374 to 16.375", rounded outward; one number where both are the same. */
function spanText(low: number | null, high: number | null, decimals: number): string {
  const text = (value: number, round: (value: number) => number) =>
    value > 0 && value < 10 ** -decimals
      ? tinyText(value, round)
      : formatNumber(roundOutward(value, decimals, round), decimals);
  const from = low === null ? null : text(low, Math.floor);
  const to = high === null ? null : text(high, Math.ceil);
  if (from === null && to === null) return 'any value';
  if (from === null) return `at most ${to}`;
  if (to === null) return `at least ${from}`;
  return low === high ? text(low ?? 0, Math.round) : `${from} to ${to}`;
}

/** Two digits and a power of ten, rounded in the given direction. */
function tinyText(value: number, round: (value: number) => number): string {
  const exponent = Math.floor(Math.log10(value));
  const tenths = round(value / 10 ** (exponent - 1));
  return `${(tenths / 10).toFixed(1)}e−${-exponent}`;
}
