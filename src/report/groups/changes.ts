import { dPpcMethod } from '../../estimates/d-ppc.ts';
import { changeDifferenceMethod } from '../../estimates/difference-of-changes.ts';
import { mdWelchMethod } from '../../estimates/mean-difference.ts';
import type { Method } from '../../estimates/method.ts';
import type { PrintedP } from '../../study/model.ts';
import { type Context, impossibleMark } from '../context.ts';
import { formatNumber, formatPercent } from '../digits.ts';
import type { Column, Row, Table } from '../document.ts';
import { correlationsOf, type KnownCorrelation } from '../pair-results.ts';
import { type Pair, pairedPatients, pairFigures, whyNoPair } from '../pairs.ts';
import type { Result } from '../report.ts';
import { joined, type Section, uniqueById } from '../section.ts';
import { lowerFirst, visitPhrase } from '../words.ts';
import { type About, type Applied, applied } from './applied.ts';
import { byGroups, type Contrast, contrastsOf, minus, rowLabel } from './contrasts.ts';
import { groupMoments, signSentence, withoutNumber } from './means.ts';

/** The changes of two groups between two visits. */
interface ChangeContrast extends Contrast {
  /** The change of each group as the means of its visits give it. */
  readonly pairs: readonly [Pair, Pair];
  readonly p: PrintedP | null;
}

/** Welch's test on the patients' changes: the same formula, another quantity. */
const changeWelchMethod: Method = { ...mdWelchMethod, quantity: changeDifferenceMethod.quantity };

/** Difference of the changes of two groups since the baseline, in points and as d_ppc. */
export function changesBetween(context: Context, pairs: readonly Pair[]): Section {
  const contrasts = allContrasts(context, pairs);
  return joined(byGroups(contrasts).map((own) => changesTable(context, own)));
}

/** The given methods for every difference of changes, for `--all`. */
export function changeMethodRows(
  context: Context,
  pairs: readonly Pair[],
  methods: readonly Method[],
): readonly { readonly label: string; readonly made: readonly Applied[] }[] {
  return allContrasts(context, pairs).map((contrast) => ({
    label: aboutChange(contrast, changeDifferenceMethod).label,
    made: methods.flatMap((method) =>
      knownFor(context, contrast).map((known) => ofVisits(context, contrast, method, known)),
    ),
  }));
}

function allContrasts(context: Context, pairs: readonly Pair[]): readonly ChangeContrast[] {
  return context.study.measures.flatMap((measure) =>
    contrastsOf(context.study, measure).flatMap((contrast) => changeContrasts(contrast, pairs)),
  );
}

function changeContrasts(contrast: Contrast, pairs: readonly Pair[]): ChangeContrast[] {
  const [one, two] = contrast.series;
  return pairs.flatMap((pair) => {
    if (pair.series !== one) return [];
    const other = pairs.find(
      ({ series, before, after }) =>
        series === two && before.visit === pair.before.visit && after.visit === pair.after.visit,
    );
    if (!other) return [];
    const printed = contrast.printed.find(
      ({ change }) => change?.[0] === pair.before.visit && change[1] === pair.after.visit,
    );
    return [{ ...contrast, pairs: [pair, other] as const, p: printed?.p ?? null }];
  });
}

function changesTable(context: Context, contrasts: readonly ChangeContrast[]): Section {
  const [contrast] = contrasts;
  if (!contrast) return { results: [], parts: [] };
  const ofSeveral = new Set(contrasts.map(({ measure }) => measure)).size > 1;
  const rows = contrasts.flatMap((each) =>
    knownFor(context, each).map((known) => changesRow(context, each, known, ofSeveral)),
  );
  const results = uniqueById(rows.flatMap((row) => row.results));
  const inShort = contrasts.flatMap((each) => sentence(context, each));
  const isWidest = results.some(({ ci }) => ci?.widestOver);
  const since = lowerFirst(contrast.pairs[0].before.label);
  const table: Table = {
    kind: 'table',
    id: `changes-between-${contrast.first.id}-${contrast.second.id}`,
    title: 'Difference of changes',
    subtitle: `${ofSeveral ? '' : `${contrast.measure.label}, `}${minus(contrast)}, since ${since}`,
    columns: columns(context, rows),
    rows: rows.map(({ row }) => row),
    caption: results.every(({ ci }) => ci === null)
      ? 'Nothing can be computed from what is printed: see “Not computed”.'
      : caption(context, contrasts, isWidest),
  };
  return { results, parts: [table], inShort };
}

/** A sentence where only the changes are printed: those on the means would say nothing. */
function sentence(context: Context, contrast: ChangeContrast): string[] {
  const { first, second, pairs, measure } = contrast;
  const made = ofPrintedChanges(context, contrast);
  if (!made?.result.ci || made.result.value === null || pairs.every(({ after }) => after.mean)) {
    return [];
  }
  const [{ after }] = pairs;
  const level = formatPercent(context.options.level, 0);
  const limits = made.interval.slice(1, -1).replace(', ', ' to ');
  const more = made.result.value < 0 ? 'lower' : 'higher';
  return [
    `The change of ${lowerFirst(measure.label)} was ${made.value.replace('−', '')} ${measure.unit ?? 'points'} ${more} with ${first.label} than with ${second.label} ${visitPhrase(after.label)} (${level} % CI ${limits}).`,
  ];
}

/**
 * One correlation for both groups, as the methods take it: the printed one where both print the
 * same, else from the least to the greatest that is possible in either. The variance of a change
 * falls as the correlation rises, so that no pair of correlations gives a wider interval.
 */
function knownFor(context: Context, { pairs }: ChangeContrast): readonly KnownCorrelation[] {
  const [one, two] = pairs.map((pair) => correlationsOf(context, pair));
  const [first, second] = [one?.[0], two?.[0]];
  if (!one || !first || !second) return [];
  if (one.length > 1) return one;
  if (first.low === second.low && first.high === second.high) return [first];
  return [
    {
      low: Math.min(first.low, second.low),
      high: Math.max(first.high, second.high),
      from: first.from === second.from ? first.from : 'unknown',
      suffix: '',
    },
  ];
}

function changesRow(
  context: Context,
  contrast: ChangeContrast,
  known: KnownCorrelation,
  ofSeveral: boolean,
) {
  const { measure, pairs, p } = contrast;
  const [pair] = pairs;
  const points =
    ofPrintedChanges(context, contrast) ??
    ofVisits(context, contrast, changeDifferenceMethod, known);
  const standardized = ofVisits(context, contrast, dPpcMethod, known);
  const cells = [
    rowLabel(measure, pair.after, ofSeveral) + known.suffix,
    points.signed,
    points.interval,
    standardized.value,
    standardized.interval,
    p ? p[0].text + impossibleMark(context, p[0].where) : '–',
  ];
  const results = [points.result, standardized.result] as const;
  return { row: { cells } satisfies Row, results };
}

/** Welch's interval from the printed mean and SD of the patients' changes; null where one is not. */
function ofPrintedChanges(context: Context, contrast: ChangeContrast): Applied | null {
  const { first, second, pairs } = contrast;
  const [score1, score2] = pairs.map(({ changeScore }) => changeScore);
  if (!score1 || !score2) return null;
  const one = groupMoments(context, score1, first.label);
  const two = groupMoments(context, score2, second.label);
  if (!one.mean || !one.sd || !two.mean || !two.sd || one.n === null || two.n === null) return null;
  const about = aboutChange(contrast, changeWelchMethod);
  return applied(
    context,
    changeWelchMethod,
    {
      ...about,
      assumptions: [
        'From the printed means and SDs of the patients’ changes.',
        ...one.assumptions,
        ...two.assumptions,
      ],
    },
    {
      counts: { n1: one.n, n2: two.n },
      rounded: { mean1: one.mean, sd1: one.sd, mean2: two.mean, sd2: two.sd },
    },
  );
}

function aboutChange(contrast: ChangeContrast, method: Method): About {
  const { measure, first, second, pairs } = contrast;
  const { before, after } = pairs[0];
  const groups = `${first.id}-${second.id}`;
  return {
    path: [measure.id, groups, after.visit, 'change'].join('.'),
    label: `${measure.label}, ${lowerFirst(after.label)} since ${lowerFirst(before.label)}, ${minus(contrast)}`,
    measure: measure.id,
    from: before.visit,
    to: after.visit,
    between: [first.id, second.id],
    group: [measure.id, groups].join('.'),
    better: measure.scale?.better ?? null,
    unit: method.unit === 'points' ? (measure.unit ?? 'points') : (method.unit ?? '1'),
  };
}

/** From the means and SDs of both visits, at a correlation or over all that are possible. */
function ofVisits(
  context: Context,
  contrast: ChangeContrast,
  method: Method,
  known: KnownCorrelation,
): Applied {
  const { first, second, pairs } = contrast;
  const about = aboutChange(contrast, method);
  const needed = Object.keys(method.needs).filter((name) => /^(mean|sd)/.test(name));
  const moments = pairs.flatMap((pair, i) =>
    Object.entries(pairFigures(context, pair)).map(([name, moment]) => ({
      name: `${name}${i + 1}`,
      moment,
    })),
  );
  const rounded = moments.flatMap(({ name, moment }) =>
    moment && needed.includes(name) ? [[name, moment] as const] : [],
  );
  const [n1, n2] = pairs.map((pair) => pairedPatients(context, pair));
  const groups = pairs.map((pair, i) => ({ pair, label: (i === 0 ? first : second).label }));
  if (rounded.length < needed.length || n1 == null || n2 == null) {
    const without = groups.find(({ pair }) => isIncomplete(context, pair));
    const why = without ? `${whyNoPair(context, without.pair)} of ${without.label}` : 'missing: SD';
    return withoutNumber(method, about, why);
  }
  const assumptions = pairs.flatMap(({ before, after }, i) =>
    [before, after].flatMap(
      (summary) => groupMoments(context, summary, groups[i]?.label ?? '').assumptions,
    ),
  );
  return applied(
    context,
    method,
    { ...about, assumptions: [...new Set(assumptions)] },
    { counts: { n1, n2 }, rounded: Object.fromEntries(rounded) },
    known,
  );
}

function isIncomplete(context: Context, pair: Pair): boolean {
  const figures = Object.values(pairFigures(context, pair));
  return !figures.every(Boolean) || pairedPatients(context, pair) === null;
}

/** "Widest" stands over a column where the correlation is open in one of its rows. */
function columns(
  { options }: Context,
  rows: readonly { readonly results: readonly [Result, Result] }[],
): Column[] {
  const level = `CI ${formatPercent(options.level, 0)} %`;
  const header = (i: 0 | 1) =>
    rows.some(({ results }) => results[i].ci?.widestOver) ? `${level}, widest` : level;
  return [
    { header: '', align: 'left' },
    { header: 'difference', under: 'of changes', align: 'right' },
    { header: header(0), under: '(t)', align: 'right' },
    { header: 'd_ppc', under: 'in SDs', align: 'right', giveWay: 2 },
    { header: header(1), under: '(normal)', align: 'right', giveWay: 3 },
    { header: 'P', under: 'printed', align: 'right', giveWay: 1 },
  ];
}

function caption(
  context: Context,
  contrasts: readonly ChangeContrast[],
  isWidest: boolean,
): string {
  const [known] = contrasts.flatMap((contrast) => knownFor(context, contrast));
  const range = known && `${formatNumber(known.low, 2)} to ${formatNumber(known.high, 2)}`;
  return [
    signSentence(contrasts).replace(
      /^Below 0 means lower/,
      'Below 0 means that scores fell more, or rose less,',
    ),
    'd_ppc is the difference of the changes in units of the pooled SD before.',
    ...(isWidest && range
      ? [`“Widest” covers every correlation of the two visits that is possible, ${range}.`]
      : []),
  ].join(' ');
}
