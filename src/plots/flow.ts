import type { CountRange } from '../reconstruct/change-bounds.ts';
import type { Context } from '../report/context.ts';
import type { Pair } from '../report/pairs.ts';
import { boundsOf, type PairBounds } from '../report/patient-bounds.ts';
import { enumerate, lowerFirst, pointsText } from '../report/words.ts';
import type { Draw } from './kind.ts';
import { chosenPairs, isNone, patientsText, scoredOf, studyNote } from './of-study.ts';
import { plainAxis, type Row, type RowGroup } from './picture.ts';

/** How many patients scored higher, the same or lower than before: what is proved, what is open. */
export const draw: Draw = ([context], choice) => {
  if (!context) return { reason: 'no study is given' };
  const scored = scoredOf(context, choice.of);
  if (isNone(scored)) return scored;
  const { measure } = scored;
  const pairs = chosenPairs(context, scored);
  const bounded = pairs.flatMap((pair) => {
    const bounds = boundsOf(context, pair);
    return bounds ? [{ pair, bounds }] : [];
  });
  const fitting = bounded.filter(({ bounds }) => bounds.status !== 'none');
  const [first] = fitting;
  if (!first) return { reason: whyNone(measure.label, pairs, bounded.length > 0) };
  const { threshold } = context.options;
  if (!fitting.some(({ bounds }) => hasThreshold(bounds, threshold)))
    return { reason: `no two scores of ${measure.label} differ by ${threshold} points` };
  const none = bounded
    .filter(({ bounds }) => bounds.status === 'none')
    .map(({ pair }) => pair.label);
  const counts = fitting.map(({ bounds }) => bounds.n.before);
  return {
    id: 'flow',
    title: `${measure.label}: patients who scored higher, the same or lower`,
    lead:
      `${patientsText(counts)}, each visit against ${lowerFirst(first.pair.before.label)}. Least and ` +
      'greatest number over every data set with the printed means and SDs; no correlation is assumed.',
    legend: [
      { mark: 'sure', text: 'proved: in every data set' },
      { mark: 'possible', text: 'open: in some data sets' },
    ],
    panel: {
      kind: 'rows',
      axis: plainAxis(directionText(first.bounds), { low: 0, high: Math.max(...counts) }),
      valueHeader: 'patients',
      groups: fitting.map(({ pair, bounds }) => ({
        title: pair.label,
        rows: rowsOf(context, bounds),
      })) satisfies readonly RowGroup[],
    },
    notes: [
      conditionsNote(fitting.length > 1 ? first.pair.label : null, first.bounds),
      ...unreachedNote(fitting.map(({ bounds }) => bounds)),
      'Higher and lower are by at least one step of the scale; what matters to a patient may be more.',
      ...(none.length > 0 ? [`No data set fits the figures printed for ${enumerate(none)}.`] : []),
      studyNote(context.study),
    ],
  };
};

function whyNone(label: string, pairs: readonly Pair[], isBounded: boolean): string {
  if (isBounded) return `no data set has the figures printed of ${label}`;
  if (pairs.length === 0) return `no later visit of ${label} has a baseline to compare with`;
  return `nothing is proved of single patients: ${label} lacks a step of the scale, a mean, an SD or n`;
}

/** Whether scores can differ by the points asked for; true when none are. */
export function hasThreshold({ higher }: PairBounds, threshold: number | null): boolean {
  return threshold === null || higher.some(({ points }) => points === threshold);
}

/** Higher by more points first, then the same, then lower. */
function rowsOf({ options: { threshold } }: Context, bounds: PairBounds): readonly Row[] {
  const more = (list: PairBounds['higher'], words: string) =>
    list
      .filter(({ points, steps }) => steps > 1 && points === threshold)
      .map((bound) => row(`by ${pointsText(bound.points)} or more ${words}`, bound));
  const [higher] = bounds.higher;
  const [lower] = bounds.lower;
  return [
    ...more(bounds.higher, 'higher'),
    ...(higher ? [row('higher', higher)] : []),
    ...(bounds.same ? [row('the same', bounds.same)] : []),
    ...(lower ? [row('lower', lower)] : []),
    ...more(bounds.lower, 'lower'),
  ];
}

function row(label: string, { low, high }: CountRange): Row {
  const [least, most] = [low.count, high.count];
  const reached = (limit: CountRange['low']) => (limit.reached ? '' : '*');
  return {
    label,
    marks: [{ kind: 'bar', sure: least, mean: null, most }],
    value: least === most ? `${least}` : `${least}${reached(low)}–${most}${reached(high)}`,
  };
}

function directionText({ scale: { better } }: PairBounds): string {
  return better === null ? 'patients' : `patients; ${better} is better`;
}

/** The conditions of the first visit; the others differ in the visit and its number of patients. */
function conditionsNote(label: string | null, bounds: PairBounds): string {
  const list = enumerate(bounds.conditions.map(({ text }, i) => `(${i + 1}) ${text}`));
  const of = label === null ? 'If' : `“${label}” holds if`;
  const others = label === null ? '' : ' The others hold likewise.';
  return `${of} ${list}.${others}${notPrinted(bounds)}`;
}

function unreachedNote(all: readonly PairBounds[]): string[] {
  const ranges = all.flatMap(({ higher: [up], same, lower: [down] }) => [up, same, down]);
  const isReached = ranges.every((range) => !range || (range.low.reached && range.high.reached));
  return isReached ? [] : ['* Proved; whether some data set reaches it is not known.'];
}

function notPrinted({ conditions }: PairBounds): string {
  const open = conditions.flatMap(({ caveat }, i) => (caveat ? [`${i + 1}`] : []));
  if (open.length === 0) return '';
  return ` Not printed: ${open.length === 1 ? 'condition' : 'conditions'} ${enumerate(open)}.`;
}
