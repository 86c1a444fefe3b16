import type { CountRange } from '../reconstruct/change-bounds.ts';
import { boundSubject, countResult } from './bound-results.ts';
import type { Context } from './context.ts';
import { formatPercent } from './digits.ts';
import type { Column, Row, Table } from './document.ts';
import { ofMeasure, type Pair, pairsByMeasure } from './pairs.ts';
import { boundsOf, type PairBounds } from './patient-bounds.ts';
import type { Result } from './report.ts';
import { groupOf } from './scores.ts';
import { joined, type Section } from './section.ts';
import { enumerate, pointsText, upperFirst, visitPhrase } from './words.ts';

/** Up to this many scores a column says how many reached the two best ones. */
const FEW_SCORES = 7;

/** A pair with what is proved of its patients. */
interface Bounded {
  readonly pair: Pair;
  readonly bounds: PairBounds;
}

/** What must be true of the patients, whatever the single scores were: one table a measure. */
export function mustBeTrue(context: Context, pairs: readonly Pair[]): Section {
  const measures = pairsByMeasure(pairs);
  return joined(
    measures.flatMap((own) => {
      const bounded = own.flatMap((pair) => {
        const bounds = boundsOf(context, pair);
        return bounds ? [{ pair, bounds }] : [];
      });
      const of = measures.length > 1 ? ofMeasure(own) : '';
      return bounded.length > 0 ? [measureTable(context, bounded, of)] : [];
    }),
  );
}

function measureTable(context: Context, rows: readonly Bounded[], of: string): Section {
  const first = firstThatFits(rows);
  const { scale } = first.bounds;
  const better = scale.better ?? 'higher';
  const worse = better === 'higher' ? 'lower' : 'higher';
  const steps = thresholds(first.bounds);
  const best = bestTwo(first.bounds);
  const columns: Column[] = [
    { header: '', align: 'left' },
    ...steps.map(
      (points, i): Column => ({
        header: `≥${points} ${points === 1 ? 'point' : 'points'}`,
        under: better,
        align: 'right',
        ...(i > 0 && { giveWay: i }),
      }),
    ),
    ...(best
      ? [{ header: 'scored', under: best.words, align: 'right', giveWay: 0.5 } as const]
      : []),
    { header: 'scored', under: worse, align: 'right', giveWay: 0.25 },
  ];
  const table: Table = {
    kind: 'table',
    id: `must-be-true-${first.pair.measure.id}`,
    title: 'What must be true',
    subtitle: of + patientsText(rows),
    columns,
    rows: rows.map(
      ({ pair, bounds }): Row => ({
        cells: [
          pair.label,
          ...steps.map((points) =>
            countText(bounds[better].find((bound) => bound.points === points)),
          ),
          ...(best ? [countText(best.of(bounds))] : []),
          countText(bounds[worse][0]),
        ],
      }),
    ),
    get caption() {
      return caption(context, rows);
    },
  };
  return { results: rows.flatMap((row) => boundResults(context, row)), parts: [table] };
}

/** "of 171 patients"; groups of several sizes have theirs in the table of scores. */
function patientsText(rows: readonly Bounded[]): string {
  const sizes = new Set(rows.map(({ bounds }) => bounds.n.before));
  return sizes.size === 1 ? `of ${[...sizes].join('')} patients` : 'of the patients of each group';
}

/** One, two and three steps; and the change that matters, when the file says which. */
function thresholds({ scale, higher }: PairBounds): readonly number[] {
  const points = higher.slice(0, 3).map((bound) => bound.points);
  const matters = scale.matters?.points;
  const own = matters && higher.some((bound) => bound.points === matters) ? [matters] : [];
  return [...new Set([...points, ...own])].sort((a, b) => a - b).slice(0, 4);
}

/** How many reached the two best scores, on a scale of few. */
function bestTwo({ scale, scores }: PairBounds) {
  if (scores.length > FEW_SCORES || scores.length < 4 || scale.better !== 'higher') return null;
  const [second, top] = scores.slice(-2);
  return {
    words: `${second} or ${top}`,
    of: ({ scored }: PairBounds) => scored.find(({ score }) => score === second),
  };
}

function countText(range: CountRange | null | undefined): string {
  if (!range) return '–';
  const { low, high } = range;
  return low.count === high.count ? `${low.count}` : `${low.count}–${high.count}`;
}

/** The first row that some data set fits; the first of all when none does. */
function firstThatFits(rows: readonly Bounded[]): Bounded {
  const [first] = rows as readonly [Bounded, ...Bounded[]];
  return rows.find(({ bounds }) => bounds.status !== 'none') ?? first;
}

/** The conditions and the first row in words; then the rows that no data set fits. */
function caption(context: Context, rows: readonly Bounded[]): string {
  const none = rows.filter(({ bounds }) => bounds.status === 'none');
  const fitting = none.length < rows.length ? [fittingSentence(context, firstThatFits(rows))] : [];
  return [...fitting, ...none.slice(0, 1).map((row) => noneSentence(row, none))].join(' ');
}

function fittingSentence(context: Context, row: Bounded): string {
  const open = row.bounds.conditions.flatMap(({ caveat }, i) => (caveat ? [String(i + 1)] : []));
  const notPrinted =
    open.length === 0
      ? ''
      : ` Not printed: ${open.length === 1 ? 'condition' : 'conditions'} ${enumerate(open)}.`;
  return `If ${conditionList(row)}, then ${headline(context, row)}, whatever the individual scores were.${notPrinted}`;
}

function noneSentence(row: Bounded, all: readonly Bounded[]): string {
  const visits = enumerate(all.map(({ pair }) => `“${pair.label}”`));
  return (
    `No data set has the figures printed for ${visits} if ${conditionList(row)}. A misprint, other ` +
    'scores in between, another n or another way of computing the SD can explain it.'
  );
}

/** "(1) the printed means and SDs are right, (2) …". */
function conditionList({ bounds }: Bounded): string {
  return enumerate(bounds.conditions.map(({ text }, i) => `(${i + 1}) ${text}`));
}

/** "at least 150 of 171 patients (87.7 %) scored 1 point or more higher at 1 week". */
function headline(context: Context, { pair, bounds }: Bounded): string {
  const better = bounds.scale.better ?? 'higher';
  const [one] = bounds[better];
  if (!one) return 'nothing is proved of single patients';
  const { count, of, share } = one.low;
  const unit = pointsText(one.points);
  const where = visitPhrase(pair.after.label);
  const [group] = groupOf(context, pair.measure, pair.series);
  const whose = group ? ` of ${group}` : '';
  if (bounds.n.after.length > 1) {
    const least = formatPercent(Math.floor(one.lowShare.share * 1000) / 1000);
    return `at least ${least} % of those${whose} scored again scored ${unit} or more ${better} ${where}`;
  }
  return `at least ${count} of ${of} patients${whose} (${formatPercent(share)} %) scored ${unit} or more ${better} ${where}`;
}

/** The headline of the first pair for the top of the page; null when nothing is proved. */
export function proved(context: Context, pairs: readonly Pair[]): string | null {
  for (const pair of pairs) {
    const bounds = boundsOf(context, pair);
    const [one] = bounds?.[bounds.scale.better ?? 'higher'] ?? [];
    if (!bounds || !one || one.low.count === 0) continue;
    return `${upperFirst(headline(context, { pair, bounds }))}, on conditions 1–${bounds.conditions.length} below.`;
  }
  return null;
}

/** Every bound of numbers of patients for scripts. */
export function boundResults(context: Context, { pair, bounds }: Bounded): readonly Result[] {
  const subject = boundSubject(context, pair, bounds.conditions);
  const of = (name: string, label: string, range: CountRange) =>
    countResult(subject, name, label, range);
  return [
    ...bounds.higher.map((bound) =>
      of(`higher-${bound.points}`, `scored ≥ ${bound.points} points higher`, bound),
    ),
    ...bounds.lower.map((bound) =>
      of(`lower-${bound.points}`, `scored ≥ ${bound.points} points lower`, bound),
    ),
    ...(bounds.same ? [of('same', 'scored the same', bounds.same)] : []),
    ...bounds.scored.map((bound) => of(`scored-${bound.score}`, `scored ≥ ${bound.score}`, bound)),
  ];
}
