import { meanChange } from '../estimates/paired-change.ts';
import { countSensitivity, tippingCorrelation } from '../reconstruct/sensitivity.ts';
import type { Context } from '../report/context.ts';
import { formatNumber, formatPercent, roundOutward } from '../report/digits.ts';
import { correlationsOf } from '../report/pair-results.ts';
import { type Pair, type PairInput, pairInput, whyNoPair } from '../report/pairs.ts';
import { boundsOf, generalBoundsOf, printedChangeOf } from '../report/patient-bounds.ts';
import { enumerate, lowerFirst, pointsText, visitPhrase } from '../report/words.ts';
import type { Figure } from '../study/model.ts';
import { roundEnds } from './axis.ts';
import { hasThreshold } from './flow.ts';
import type { Draw } from './kind.ts';
import {
  chosenPairs,
  countNotes,
  isNone,
  levelText,
  patientsText,
  scoredOf,
  studyNote,
} from './of-study.ts';
import { type Area, type NoPicture, type Picture, plainAxis, type Shade } from './picture.ts';

/** How a result moves with what must be assumed: the correlation, or with --n the number of patients. */
export const draw: Draw = ([context], choice) => {
  if (!context) return { reason: 'no study is given' };
  const scored = scoredOf(context, choice.of);
  if (isNone(scored)) return scored;
  const [pair] = chosenPairs(context, scored);
  if (!pair)
    return { reason: `no later visit of ${scored.measure.label} has a baseline to compare with` };
  return context.options.n === null
    ? overCorrelation(context, pair)
    : overCount(context, pair, context.options.n);
};

/** The mean change with its interval at every correlation, and at the level of the printed P. */
function overCorrelation(context: Context, pair: Pair): Picture | NoPicture {
  const input = pairInput(context, pair);
  if (!input) return { reason: `${pair.label}: ${whyNoPair(context, pair)}` };
  const { level } = context.options;
  const limit = limitOf(pair);
  const isSame = limit !== null && Math.abs(1 - limit.value - level) < 1e-9;
  const areas = [
    ...(limit && !isSame ? [intervals(input, 1 - limit.value, 'wide')] : []),
    intervals(input, level, 'main'),
  ].sort(widestFirst);
  const clear = limit ? `: clear of 0 means P ${limit.text}` : '';
  const change = input.meanPost - input.meanPre;
  const ends = areas.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high]));
  const unit = pair.measure.unit ?? 'points';
  const since = lowerFirst(pair.before.label);
  return {
    id: 'sensitivity',
    title: `${pair.measure.label}: change ${visitPhrase(pair.after.label)} against the correlation`,
    lead:
      `${patientsText([input.n])}. Mean change since ${since} with its ${levelText(level)} interval ` +
      '(paired t) at every correlation of the two visits, which the paper ' +
      `${pair.correlation ? 'prints' : 'does not print'}.`,
    legend: [
      { mark: 'line', text: 'mean change' },
      { mark: 'main', text: `${levelText(level)} interval${isSame ? clear : ''}` },
      ...(limit && !isSame
        ? [{ mark: 'wide', text: `${levelText(1 - limit.value)} interval${clear}` } as const]
        : []),
      { mark: 'reference', text: 'no change' },
    ],
    panel: {
      kind: 'curves',
      x: plainAxis('assumed correlation of the two visits', { low: -1, high: 1 }),
      y: plainAxis(`change, ${unit}`, roundEnds(Math.min(0, ...ends), Math.max(0, ...ends)), {
        reference: 0,
      }),
      areas,
      lines: [
        {
          points: [
            { x: -1, y: change },
            { x: 1, y: change },
          ],
        },
      ],
      shades: provedShades(context, pair),
      markers: tippingMarkers(context, pair, limit),
    },
    notes: [
      tippingNote(context, pair, limit),
      ...conditionNotes(context, pair),
      ...countNotes(context, [pair.before, pair.after]).filter((text) => text.includes('etween')),
      studyNote(context.study),
    ].filter(Boolean),
  };
}

const widestFirst = (a: Area, b: Area): number => span(b) - span(a);
const span = ({ points: [first] }: Area): number => (first ? first.high - first.low : 0);

/** How many correlations the curves go through. */
const STEPS = 80;

function intervals(input: PairInput, level: number, tone: Area['tone']): Area {
  const points = Array.from({ length: STEPS + 1 }, (_, i) => {
    // Closer together at the ends, where the interval narrows quickly.
    const x = -Math.cos((Math.PI * i) / STEPS);
    const { value, ci } = meanChange({ ...input, correlation: x }, { level });
    return { x, low: ci?.low ?? value ?? 0, high: ci?.high ?? value ?? 0 };
  });
  return { tone, points };
}

/** The printed limit of P, such as "<.001". */
function limitOf({ p }: Pair): Figure | null {
  const figure = p?.[0];
  if (!figure || (figure.relation !== '<' && figure.relation !== '≤')) return null;
  return figure.value > 0 && figure.value < 1 ? figure : null;
}

function provedShades(context: Context, pair: Pair): Shade[] {
  const [known] = correlationsOf(context, pair);
  if (!known || known.from === 'unknown') return [];
  const [low, high] = [outward(known.low, Math.floor), outward(known.high, Math.ceil)];
  const words = {
    printed: `printed: ${low}`,
    derived: `possible with the printed figures: ${low} to ${high}`,
    assumed: known.low === known.high ? `assumed: ${low}` : `assumed: ${low} to ${high}`,
  };
  return [{ low: known.low, high: known.high, label: words[known.from] }];
}

function tipping(context: Context, pair: Pair, limit: Figure | null) {
  const general = generalBoundsOf(context, pair);
  return general && limit ? tippingCorrelation(general.printed, limit.value) : null;
}

function tippingMarkers(context: Context, pair: Pair, limit: Figure | null): Shade[] {
  const found = tipping(context, pair, limit);
  if (found?.holds !== 'some' || found.low === null || found.high === null) return [];
  return [
    { low: found.low, high: found.high, label: `tipping point ${between(found.low, found.high)}` },
  ];
}

/** At which correlation the printed P would no longer follow. */
function tippingNote(context: Context, pair: Pair, limit: Figure | null): string {
  const found = tipping(context, pair, limit);
  if (!found || !limit) return '';
  if (found.holds === 'every')
    return `No tipping point: the paired t test gives P ${limit.text} at every correlation from −1 to 1.`;
  if (found.holds === 'none')
    return `No tipping point: the paired t test gives P ${limit.text} at no correlation from −1 to 1.`;
  return (
    `Tipping point: the paired t test gives P ${limit.text} at every correlation above ` +
    `${outward(found.high ?? 1, Math.ceil)} and at none below ${outward(found.low ?? -1, Math.floor)}.`
  );
}

function between(low: number, high: number): string {
  const [from, to] = [outward(low, Math.floor), outward(high, Math.ceil)];
  return from === to ? from : `${from} to ${to}`;
}

const outward = (value: number, round: (value: number) => number): string =>
  formatNumber(roundOutward(value, 2, round), 2);

/** The conditions of a pair; `patients` in the place of who was scored both times. */
function conditionNotes(context: Context, pair: Pair, patients: readonly string[] = []): string[] {
  const conditions =
    boundsOf(context, pair)?.conditions ?? generalBoundsOf(context, pair)?.conditions;
  if (!conditions) return [];
  const texts = conditions.map(({ text }, i) => (i === 1 ? (patients[0] ?? text) : text));
  return [`If ${enumerate(texts.map((text, i) => `(${i + 1}) ${text}`))}.`];
}

/** What is proved of single patients at every number of patients that the later visit can have had. */
function overCount(
  context: Context,
  pair: Pair,
  n: { readonly low: number; readonly high: number },
): Picture | NoPicture {
  const printed = printedChangeOf(context, pair);
  const bounds = boundsOf(context, pair);
  if (!printed || !bounds) return { reason: `${pair.label}: nothing is proved of single patients` };
  const direction = bounds.scale.better ?? 'higher';
  const { threshold } = context.options;
  if (!hasThreshold(bounds, threshold))
    return { reason: `no two scores of ${pair.measure.label} differ by ${threshold} points` };
  const bound =
    bounds[direction].find(({ points }) => points === threshold) ?? bounds[direction][0];
  const steps = bound?.steps ?? 1;
  const { at, tipping } = countSensitivity(printed, n, { steps, direction, share: 0.5 });
  const [first, last] = [at[0], at.at(-1)];
  if (!first || !last)
    return {
      reason: `no data set has the figures printed ${visitPhrase(pair.after.label)} with ${n.low} to ${n.high} patients`,
    };
  const unit = pointsText(bound?.points ?? 1);
  const least = Math.min(...at.map(({ low }) => low.share));
  return {
    id: 'sensitivity',
    title: `${pair.measure.label}: patients ${direction} ${visitPhrase(pair.after.label)} against their number`,
    lead:
      `Share of the patients scored again who scored ${unit} or more ${direction} than before: least ` +
      `and greatest over every data set, for each number of patients from ${n.low} to ${Math.min(n.high, printed.before.n)} that fits.`,
    legend: [
      { mark: 'line', text: 'possible shares at a number that fits' },
      { mark: 'reference', text: 'half' },
    ],
    panel: {
      kind: 'curves',
      x: plainAxis(`patients scored ${visitPhrase(pair.after.label)}`, {
        low: Math.min(first.n, n.low),
        high: Math.max(last.n, first.n + 1),
      }),
      y: plainAxis(
        'share of those scored',
        { low: 0, high: 100 },
        { ticks: [0, 25, 50, 75, 100], unit: ' %', reference: 50 },
      ),
      areas: [],
      lines: at.map(({ n: x, low, high }) => ({
        points: [
          { x, y: 100 * low.share },
          { x, y: 100 * high.share },
        ],
      })),
      shades: [],
      markers: [],
    },
    notes: [
      `${at.length} numbers of patients fit. At each of them at least ${formatPercent(Math.floor(least * 1000) / 1000)} % scored ${unit} or more ${direction}.`,
      tippingCountNote(tipping.ofScored, first.n),
      ...conditionNotes(context, pair, [
        `of the ${printed.before.n} patients scored ${visitPhrase(pair.before.label)}, as many as the axis says were scored ${visitPhrase(pair.after.label)}`,
      ]),
      studyNote(context.study),
    ],
  };
}

function tippingCountNote(ofScored: number | null, first: number): string {
  if (ofScored === null)
    return 'Tipping point: that at least half did is not proved at the greatest number.';
  return ofScored === first
    ? 'No tipping point: that at least half did is proved at each of them.'
    : `Tipping point: that at least half did is proved from ${ofScored} patients on.`;
}
