import { momentsAtCorrelation, type PrintedMoments } from '../reconstruct/general-moments.ts';
import {
  type CountSensitivity,
  countSensitivity,
  tippingCorrelation,
  tippingCount,
} from '../reconstruct/sensitivity.ts';
import type { Figure } from '../study/model.ts';
import { boundSubject } from './bound-results.ts';
import { pText } from './bound-tables.ts';
import type { Context } from './context.ts';
import { formatNumber, formatPercent, roundOutward } from './digits.ts';
import type { List, Part, Table } from './document.ts';
import type { Pair } from './pairs.ts';
import {
  type Condition,
  generalBoundsOf,
  type PairBounds,
  printedChangeOf,
} from './patient-bounds.ts';
import type { Result } from './report.ts';
import { boundMethod, newResult, type Subject } from './results.ts';
import type { Section } from './section.ts';
import { pointsText, visitPhrase } from './words.ts';

const half = 0.5;

interface Item {
  readonly mark: string;
  readonly text: string;
}

/** How results move with what must be assumed, and at which value a printed conclusion changes. */
export function sensitivity(context: Context, pair: Pair, bounds: PairBounds | null): Section {
  const general = generalBoundsOf(context, pair);
  const subject = boundSubject(context, pair, bounds?.conditions ?? general?.conditions ?? []);
  const results: Result[] = [];
  const items: Item[] = [];
  const limit = limitOf(pair);
  if (general && limit) {
    items.push(correlationItem(general.printed, limit, bounds, subject, results));
    items.push(...countItem(general.printed, limit, subject, results));
  }
  if (bounds) items.push(...openItem(context, pair, bounds, general?.conditions ?? [], results));
  const parts: Part[] = [];
  if (items.length > 0) parts.push(list(pair, items));
  const table = general && correlationTable(context, general.printed, subject, results);
  if (table) parts.push(table);
  return { results, parts };
}

function list(pair: Pair, items: readonly Item[]): List {
  return {
    kind: 'list',
    title: `What would change it ${visitPhrase(pair.after.label)}`,
    items,
  };
}

/** The printed limit of P, such as "<.001". */
function limitOf({ p }: Pair): Figure | null {
  const figure = p?.[0];
  if (!figure || (figure.relation !== '<' && figure.relation !== '≤')) return null;
  return figure.value > 0 && figure.value < 1 ? figure : null;
}

function correlationItem(
  printed: PrintedMoments,
  { text, value }: Figure,
  bounds: PairBounds | null,
  subject: Subject,
  results: Result[],
): Item {
  const { holds, low, high } = tippingCorrelation(printed, value);
  results.push({
    ...newResult({ ...boundMethod, quantity: 'tipping-correlation' }, subject, {
      value: null,
      reason:
        holds === 'every'
          ? `P ${text} at every correlation from −1 to 1`
          : holds === 'none'
            ? `P ${text} at no correlation from −1 to 1`
            : 'depends on the rounding of the printed figures: see details',
    }),
    id: `${subject.path}.tipping-correlation`,
    details: { limit: value, low, high },
  });
  const gives = `The paired t test gives P ${text}`;
  if (holds === 'every')
    return {
      mark: 'correlation',
      text: `No correlation from −1 to 1 changes it: the paired t test gives P ${text} at every one.`,
    };
  if (holds === 'none')
    return { mark: 'correlation', text: `${gives} at no correlation from −1 to 1.` };
  const [from, to] = [outward(low ?? -1, Math.floor), outward(high ?? 1, Math.ceil)];
  return {
    mark: 'correlation',
    text: `${gives} at every correlation above ${to} and at none below ${from}.${side(bounds, low, high)}`,
  };
}

/** On which side of the tipping point all correlations are that are possible. */
function side(bounds: PairBounds | null, low: number | null, high: number | null): string {
  const possible = bounds?.moments?.correlation;
  const [least, most] = [possible?.low.value ?? null, possible?.high.value ?? null];
  if (least === null || most === null || low === null || high === null) return '';
  const range = `Possible are ${outward(least, Math.floor)} to ${outward(most, Math.ceil)}`;
  if (least > high) return ` ${range}: all above.`;
  if (most < low) return ` ${range}: all below.`;
  return ` ${range}.`;
}

function countItem(
  printed: PrintedMoments,
  { text, value }: Figure,
  subject: Subject,
  results: Result[],
): readonly Item[] {
  const n = tippingCount(printed, value);
  results.push({
    ...newResult({ ...boundMethod, quantity: 'tipping-n' }, subject, {
      value: n,
      ...(n === null && { reason: `no n makes P ${text} at every correlation` }),
    }),
    id: `${subject.path}.tipping-n`,
    unit: 'patients',
    details: { limit: value },
  });
  if (n === null) return [];
  return [
    {
      mark: 'n',
      text:
        `With the same means and SDs of n patients scored both times, the paired t test gives P ${text} ` +
        `whatever the correlation as long as n is ${n} or more.`,
    },
  ];
}

/** --n: the bound of single patients over the numbers of patients asked for. */
function openItem(
  context: Context,
  pair: Pair,
  bounds: PairBounds,
  conditions: readonly Condition[],
  results: Result[],
): readonly Item[] {
  const { n, threshold } = context.options;
  const printed = printedChangeOf(context, pair);
  const direction = bounds.scale.better ?? 'higher';
  const list = bounds[direction];
  const bound = list.find(({ points }) => points === threshold) ?? list[0];
  const steps = bound?.steps ?? 1;
  const points = bound?.points ?? bounds.scale.step;
  if (n === null || !printed) return [];
  const found = countSensitivity(printed, n, { steps, direction, share: half });
  const subject = boundSubject(context, pair, conditions.slice(0, 1));
  results.push(countRangeResult(subject, found, direction, points, printed.before.n));
  return [{ mark: '--n', text: openText(found, n, pair, direction, points, printed.before.n) }];
}

function openText(
  { at, tipping }: CountSensitivity,
  n: { readonly low: number; readonly high: number },
  pair: Pair,
  direction: 'higher' | 'lower',
  points: number,
  everyone: number,
): string {
  const asked = n.low === n.high ? `${n.low}` : `${n.low} to ${n.high}`;
  const [first, last] = [at[0], at.at(-1)];
  if (!first || !last)
    return `If n ${visitPhrase(pair.after.label)} was ${asked}: no data set has the printed figures with so many patients.`;
  const least = at.reduce((a, b) => (b.low.share < a.low.share ? b : a)).low;
  const share = Math.floor(least.share * 1000) / 1000;
  const fit =
    at.length === 1
      ? `n = ${first.n}`
      : `the ${at.length} numbers from ${first.n} to ${last.n} that fit`;
  const change = `${pointsText(points)} or more ${direction} than before`;
  const all =
    tipping.ofAll === null
      ? `That at least half of all ${everyone} did is proved at none of them.`
      : tipping.ofAll === first.n
        ? `That at least half of all ${everyone} did is proved at each of them, patients without a second score counted as not.`
        : `That at least half of all ${everyone} did is proved from n = ${tipping.ofAll} on, patients without a second score counted as not.`;
  const scored =
    tipping.ofScored === first.n || tipping.ofScored === null
      ? ''
      : ` At least half of those scored is proved from n = ${tipping.ofScored} on.`;
  return (
    `If n ${visitPhrase(pair.after.label)} was ${asked}: with ${fit}, at least ` +
    `${formatPercent(share)} % of those scored were ${change}.${scored} ${all}`
  );
}

function countRangeResult(
  subject: Subject,
  { at, tipping }: CountSensitivity,
  direction: string,
  points: number,
  everyone: number,
): Result {
  const lows = at.map(({ low }) => low);
  const highs = at.map(({ high }) => high.count);
  const none = at.length === 0;
  return {
    ...newResult(boundMethod, subject, {
      value: null,
      ...(none && { reason: 'impossible: no data set has the printed figures at these n' }),
    }),
    id: `${subject.path}.${direction}-${points}.over-n`,
    label: `${subject.label}: scored ≥ ${points} points ${direction}, over n`,
    unit: 'patients',
    range: none
      ? null
      : {
          low: Math.min(...lows.map(({ count }) => count)),
          high: Math.max(...highs),
          over: 'n',
          reason: null,
        },
    details: {
      nLow: at[0]?.n ?? null,
      nHigh: at.at(-1)?.n ?? null,
      fitting: at.length,
      lowShare: none ? null : Math.min(...lows.map(({ share }) => share)),
      patients: everyone,
      halfOfScoredFrom: tipping.ofScored,
      halfOfAllFrom: tipping.ofAll,
    },
  };
}

/** --correlation: the change at each end of what is assumed; between them everything lies between. */
function correlationTable(
  { options }: Context,
  printed: PrintedMoments,
  subject: Subject,
  results: Result[],
): Table | null {
  const choice = options.correlation;
  if (!choice) return null;
  const values = choice.kind === 'range' ? [choice.low, choice.high] : choice.values;
  const rows = [...new Set(values)].map((r) => {
    const { sdChange, t, p } = momentsAtCorrelation(printed, r);
    results.push({
      ...newResult({ ...boundMethod, quantity: 'paired-t' }, subject, { value: null }),
      id: `${subject.path}.paired-t.r${r}`,
      label: `${subject.label}: paired t at a correlation of ${r}`,
      range: {
        low: t.low.value,
        high: t.high.value,
        over: 'data-set',
        reason: t.low.reason ?? t.high.reason ?? null,
      },
      pRange: { low: p.low.value, high: p.high.value, over: 'data-set', reason: null },
      logPRange: { low: p.low.logValue, high: p.high.logValue, over: 'data-set', reason: null },
      correlation: r,
      correlationFrom: 'assumed',
      details: { sdChangeLow: sdChange.low.value, sdChangeHigh: sdChange.high.value },
    });
    return {
      cells: [
        formatNumber(r, Math.max(2, decimalsOf(r))),
        span(sdChange.low.value, sdChange.high.value, 2),
        span(t.low.value, t.high.value, 1),
        pText(p.high),
      ],
    };
  });
  return {
    kind: 'table',
    id: 'if-correlation',
    title: 'If the correlation was',
    columns: [
      { header: '', align: 'left' },
      { header: 'SD of the change', align: 'right' },
      { header: 'paired t', align: 'right' },
      { header: 'P at most', align: 'right' },
    ],
    rows,
    caption:
      'Over the rounding of the printed figures. The higher the correlation, the smaller the SD of ' +
      'the change and P: between two rows everything lies between.',
  };
}

const decimalsOf = (value: number): number => (String(value).split('.')[1] ?? '').length;

function span(low: number | null, high: number | null, decimals: number): string {
  const end = (value: number | null, round: (value: number) => number) =>
    value === null ? '∞' : formatNumber(roundOutward(value, decimals, round), decimals);
  return `${end(low, Math.floor)}–${end(high, Math.ceil)}`;
}

const outward = (value: number, round: (value: number) => number): string =>
  formatNumber(roundOutward(value, 2, round), 2);
