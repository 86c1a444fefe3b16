import { percentChangeDeltaMethod } from '../estimates/percent-change.ts';
import { pmpiDeltaMethod } from '../estimates/share-of-possible-gain.ts';
import type { Context } from './context.ts';
import { formatNumber, formatPercent, formatSigned } from './digits.ts';
import { type Column, rowOnDemand, type Table } from './document.ts';
import {
  correlationsOf,
  type KnownCorrelation,
  pairDecimals,
  pairInterval,
  pairResult,
} from './pair-results.ts';
import { bestScore, completeFigures, ofMeasure, type Pair, pairsByMeasure } from './pairs.ts';
import { joined, type Section, uniqueById } from './section.ts';
import { aboutFraction, lowerFirst } from './words.ts';

/**
 * "Improvement rate" means different things to different readers: the share of the possible gain,
 * the percent change of the mean, and how many patients gained. The first two are computed here.
 */
export function improvement(context: Context, pairs: readonly Pair[]): Section {
  const scored = pairs.filter(
    (pair) => bestScore(pair.measure.scale) !== null && completeFigures(context, pair),
  );
  const measures = pairsByMeasure(scored);
  return joined(
    measures.map((own) =>
      improvementTable(context, own, measures.length > 1 ? ofMeasure(own) : ''),
    ),
  );
}

function improvementTable(context: Context, pairs: readonly Pair[], of: string): Section {
  const rows = pairs.flatMap((pair) =>
    correlationsOf(context, pair).map((correlation) => improvementRow(context, pair, correlation)),
  );
  const results = uniqueById(rows.flatMap((row) => row.results));
  const table: Table = {
    kind: 'table',
    id: `improvement-${pairs[0]?.measure.id}`,
    title: 'Improvement rate',
    subtitle: `${of}since ${lowerFirst(pairs[0]?.before.label ?? 'baseline')}`,
    columns: columns(
      context,
      results.some(({ ci }) => ci?.widestOver),
    ),
    rows: rows.map(({ row }) => row),
    get caption() {
      return caption(context, pairs);
    },
  };
  return { results, parts: [table] };
}

function improvementRow(context: Context, pair: Pair, correlation: KnownCorrelation) {
  const max = bestScore(pair.measure.scale) ?? 0;
  const extra = { max };
  const share = pairResult(context, pair, pmpiDeltaMethod, correlation, extra);
  const percent = pairResult(context, pair, percentChangeDeltaMethod, correlation);
  const decimals = (of: typeof share) =>
    pairDecimals(context, pair, ({ meanPre, meanPost }) => [
      (100 * (meanPost - meanPre)) / (of === share ? max - meanPre : meanPre),
    ]);
  const row = rowOnDemand(() => [
    pair.label + correlation.suffix,
    share.value === null ? '–' : formatNumber(share.value, decimals(share)),
    pairInterval(context, pair, pmpiDeltaMethod, share, correlation, extra),
    percent.value === null ? '–' : formatSigned(percent.value, decimals(percent)),
    pairInterval(context, pair, percentChangeDeltaMethod, percent, correlation),
  ]);
  return { row, results: [share, percent] };
}

function columns({ options }: Context, unknown: boolean): Column[] {
  const level = `CI ${formatPercent(options.level, 0)} %`;
  const header = unknown ? `${level}, widest` : level;
  return [
    { header: '', align: 'left' },
    { header: '% of the', under: 'possible gain', align: 'right' },
    { header, under: '(delta)', align: 'right' },
    { header: '% of the', under: 'mean before', align: 'right', giveWay: 1 },
    { header, under: '(delta)', align: 'right', giveWay: 2 },
  ];
}

function caption(context: Context, pairs: readonly Pair[]): string {
  return [gainSentence(context, pairs), originSentence(context, pairs)].filter(Boolean).join(' ');
}

/** What "possible gain" means, with the arithmetic. */
function gainSentence(context: Context, [pair]: readonly Pair[]): string {
  const figures = pair && completeFigures(context, pair);
  const best = pair ? bestScore(pair.measure.scale) : null;
  if (!pair || !figures || best === null) return '';
  const before = figures.meanPre;
  const distance = formatNumber(Math.abs(best - before.value), before.decimals);
  const share = (figures.meanPost.value - before.value) / (best - before.value);
  const words = aboutFraction(share);
  const opening = words ? `${words.charAt(0).toUpperCase()}${words.slice(1)} of` : 'In per cent of';
  return (
    `${opening} the ${distance} points that were possible, from the mean before (${before.text}) ` +
    `to the best score (${best}).`
  );
}

/** The percent change of a mean depends on where its scale starts. */
function originSentence(context: Context, pairs: readonly Pair[]): string {
  const scale = pairs[0]?.measure.scale;
  if (!scale || scale.min === 0) return '';
  const shifted = pairs.flatMap((pair) => {
    const figures = completeFigures(context, pair);
    const origin = figures && figures.meanPre.value - scale.min;
    if (!figures || !origin || origin <= 0 || pair.measure.scale?.id !== scale.id) return [];
    return [(100 * (figures.meanPost.value - figures.meanPre.value)) / origin];
  });
  if (shifted.length === 0) return '';
  const ends = [Math.min(...shifted), Math.max(...shifted)].map((value) => formatSigned(value, 0));
  const range = ends[0] === ends[1] ? ends[0] : ends.join(' to ');
  return (
    'The percentage of the mean before depends on where the scale starts: scored ' +
    `0–${formatNumber(scale.max - scale.min, 0)}, the same patients would give ${range} %.`
  );
}
