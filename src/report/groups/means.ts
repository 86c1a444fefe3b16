import { anovaMethod } from '../../estimates/anova.ts';
import { gExactCiMethod } from '../../estimates/hedges-g.ts';
import { mdWelchMethod } from '../../estimates/mean-difference.ts';
import type { Method } from '../../estimates/method.ts';
import type { Statistics } from '../../study/model.ts';
import { type Context, impossibleMark, patientsOf } from '../context.ts';
import { formatP, formatPercent } from '../digits.ts';
import type { Column, Row, Table } from '../document.ts';
import { type Moments, momentsOf, whyNoMoments } from '../moments.ts';
import type { Result } from '../report.ts';
import { newResult, noResult, type Subject } from '../results.ts';
import { joined, type Section } from '../section.ts';
import { enumerate, lowerFirst, visitPhrase } from '../words.ts';
import { type Applied, applied } from './applied.ts';
import {
  byGroups,
  type Contrast,
  contrastsOf,
  minus,
  rowLabel,
  type Several,
  severalOf,
  type Visit,
  visitsOf,
} from './contrasts.ts';

/** A contrast at one visit. */
export interface MeanContrast extends Contrast {
  readonly at: Visit;
}

/** Every two groups of every measure at every visit at which they are compared. */
export function meanContrasts({ study }: Context): readonly MeanContrast[] {
  return study.measures.flatMap((measure) =>
    contrastsOf(study, measure).flatMap((contrast) =>
      visitsOf(measure, [contrast.first, contrast.second], contrast.printed).map((at) => ({
        ...contrast,
        at,
      })),
    ),
  );
}

/** Means of two groups: their difference and Hedges' g; of three or more, also a one-way ANOVA. */
export function meansBetween(context: Context): Section {
  return joined([
    ...byGroups(meanContrasts(context)).map((contrasts) => meansTable(context, contrasts)),
    severalTable(context),
  ]);
}

function meansTable(context: Context, contrasts: readonly MeanContrast[]): Section {
  const [contrast] = contrasts;
  if (!contrast) return { results: [], parts: [] };
  const ofSeveral = new Set(contrasts.map(({ measure }) => measure)).size > 1;
  const isOnce = new Set(contrasts.map(({ at }) => at.label)).size === 1 && ofSeveral;
  const when = isOnce && contrast.at.visit !== null ? [visitPhrase(contrast.at.label)] : [];
  const rows = contrasts.map((each) => meansRow(context, each, ofSeveral, isOnce));
  const table: Table = {
    kind: 'table',
    id: `between-${contrast.first.id}-${contrast.second.id}`,
    title: 'Between groups',
    subtitle: [...(ofSeveral ? [] : [contrast.measure.label]), minus(contrast), ...when].join(', '),
    columns: columns(context),
    rows: rows.map(({ row }) => row),
    caption: caption(
      contrasts,
      rows.map(({ difference }) => difference),
    ),
  };
  const inShort = lastOfEach(contrasts).flatMap((each) => sentence(context, each));
  return { results: rows.flatMap(({ results }) => results), parts: [table], inShort };
}

/** The last visit of the first measures. */
function lastOfEach(contrasts: readonly MeanContrast[]): readonly MeanContrast[] {
  const byMeasure = new Map(contrasts.map((contrast) => [contrast.measure.id, contrast]));
  return [...byMeasure.values()].slice(0, MOST_SENTENCES);
}

const MOST_SENTENCES = 3;

/** "The mean of X was 8.1 points lower with A than with B at 1 year (95 % CI −10.6 to −5.6)." */
function sentence(context: Context, contrast: MeanContrast): string[] {
  const { measure, first, second, at } = contrast;
  const { result, value, interval } = betweenMeans(context, contrast, mdWelchMethod);
  if (result.value === null || !result.ci) return [];
  const when = at.visit === null ? '' : ` ${visitPhrase(at.label)}`;
  const unit = measure.unit ?? 'points';
  const size = value.replace('−', '');
  const limits = interval.slice(1, -1).replace(', ', ' to ');
  const level = formatPercent(context.options.level, 0);
  const isConverted = result.assumptions.some((text) => /: Mean from /.test(text));
  const converted = isConverted ? ', converted from the median,' : '';
  return [
    `The mean${converted} of ${lowerFirst(measure.label)} was ${size} ${unit} ${result.value < 0 ? 'lower' : 'higher'} with ${first.label} than with ${second.label}${when} (${level} % CI ${limits}).`,
  ];
}

function meansRow(context: Context, contrast: MeanContrast, ofSeveral: boolean, isOnce: boolean) {
  const { measure, at } = contrast;
  const difference = betweenMeans(context, contrast, mdWelchMethod);
  const g = betweenMeans(context, contrast, gExactCiMethod);
  const p = at.p ? at.p[0].text + impossibleMark(context, at.p[0].where) : '–';
  const cells = [
    isOnce ? measure.label : rowLabel(measure, at, ofSeveral),
    difference.signed + conversionMarks(context, contrast, difference.result),
    difference.interval,
    g.value,
    g.interval,
    p,
  ];
  const results = [difference.result, g.result];
  return { row: { cells } satisfies Row, results, difference: difference.result };
}

/** The marks of the notes on how the means and SDs of the groups were converted. */
function conversionMarks(context: Context, { at }: MeanContrast, { value }: Result): string {
  if (value === null) return '';
  const texts = at.summaries.map((summary) =>
    momentsOf(context, summary, patientsOf(context, summary).n).conversions.join(' '),
  );
  return [...new Set(texts)].map((text) => (text ? context.notes.mark(text) : '')).join('');
}

/** A method for two groups on their means, SDs and n at one visit. */
export function betweenMeans(context: Context, contrast: MeanContrast, method: Method): Applied {
  const { measure, first, second, at } = contrast;
  const [one, two] = [first, second].map(({ label }, i) =>
    groupMoments(context, at.summaries[i] as Statistics, label),
  ) as [GroupMoments, GroupMoments];
  const about = {
    path: [measure.id, `${first.id}-${second.id}`, at.visit].filter(Boolean).join('.'),
    label: [measure.label, at.visit && lowerFirst(at.label), minus(contrast)]
      .filter(Boolean)
      .join(', '),
    measure: measure.id,
    to: at.visit,
    between: [first.id, second.id],
    group: [measure.id, `${first.id}-${second.id}`].join('.'),
    better: measure.scale?.better ?? null,
    unit: method.unit === 'points' ? (measure.unit ?? 'points') : (method.unit ?? '1'),
    assumptions: [...one.assumptions, ...two.assumptions],
  };
  const why = one.why ?? two.why;
  if (why !== null) return withoutNumber(method, about, why);
  return applied(context, method, about, {
    counts: { n1: one.n ?? 0, n2: two.n ?? 0 },
    rounded: {
      ...(one.mean && { mean1: one.mean }),
      ...(one.sd && { sd1: one.sd }),
      ...(two.mean && { mean2: two.mean }),
      ...(two.sd && { sd2: two.sd }),
    },
  });
}

/** No number, and why. */
export function withoutNumber(
  method: Method,
  about: Omit<Subject, 'inputs'>,
  why: string,
): Applied {
  const result = noResult(method, { ...about, inputs: {} }, why);
  return { result, value: '–', signed: '–', interval: '–', se: '–', suffix: '' };
}

export interface GroupMoments extends Moments {
  readonly n: number | null;
  readonly assumptions: readonly string[];
  /** Why the group cannot be computed with; null when it can. */
  readonly why: string | null;
}

/** Mean, SD and n of one group, with what is assumed of them under the group's name. */
export function groupMoments(context: Context, summary: Statistics, label: string): GroupMoments {
  const { n, assumption } = patientsOf(context, summary);
  const moments = momentsOf(context, summary, n);
  const assumptions = [...(assumption ? [assumption] : []), ...moments.conversions];
  const complete = moments.mean && moments.sd && n !== null;
  const why = complete ? null : whyNoMoments(context, summary, n, moments);
  return {
    ...moments,
    n,
    assumptions: assumptions.map((text) => `${label}: ${text}`),
    why: why?.startsWith('missing: ') ? `${why} of ${label}` : why,
  };
}

function columns({ options }: Context): Column[] {
  const level = `CI ${formatPercent(options.level, 0)} %`;
  return [
    { header: '', align: 'left' },
    { header: 'difference', under: 'of means', align: 'right' },
    { header: level, under: '(Welch)', align: 'right' },
    { header: 'g', under: 'in SDs', align: 'right', giveWay: 2 },
    { header: level, under: '(exact)', align: 'right', giveWay: 3 },
    { header: 'P', under: 'printed', align: 'right', giveWay: 1 },
  ];
}

/** From this many comparisons on, chance must be spoken of. */
const MANY = 5;

/** What the sign means, and what g is. */
function caption(contrasts: readonly MeanContrast[], differences: readonly Result[]): string {
  if (differences.every(({ value }) => value === null)) {
    return 'Nothing can be computed from what is printed: see “Not computed”.';
  }
  return [
    signSentence(contrasts),
    'g is the difference in units of the pooled SD of the two groups, corrected for small samples.',
    ...(contrasts.length >= MANY
      ? [`With ${contrasts.length} differences shown, some intervals leave out 0 by chance alone.`]
      : []),
  ].join(' ');
}

/** "Below 0: lower with Active, which is better on this scale." */
export function signSentence(contrasts: readonly Contrast[]): string {
  const [contrast] = contrasts;
  if (!contrast) return '';
  const directions = new Set(contrasts.map(({ measure }) => measure.scale?.better ?? null));
  const [better = null] = directions;
  const means =
    directions.size === 1 && better !== null
      ? `, which is ${better === 'lower' ? 'better' : 'worse'} on ${contrasts.length > 1 && new Set(contrasts.map(({ measure }) => measure)).size > 1 ? 'all of these scales' : 'this scale'}`
      : '';
  return `Below 0 means lower with ${contrast.first.label} than with ${contrast.second.label}${means}.`;
}

/** One-way analysis of variance of three or more groups. */
function severalTable(context: Context): Section {
  const { study } = context;
  const entries = study.measures.flatMap((measure) =>
    severalOf(study, measure).flatMap((several) =>
      visitsOf(measure, several.cohorts, several.printed).map((at) => ({ several, at })),
    ),
  );
  const [first] = entries;
  if (!first) return { results: [], parts: [] };
  const results = entries.map(({ several, at }) => severalResult(context, several, at));
  const table: Table = {
    kind: 'table',
    id: 'several-groups',
    title: 'Three or more groups',
    subtitle: 'one-way analysis of variance from means, SDs and n',
    columns: [
      { header: '', align: 'left' },
      { header: 'groups', align: 'right' },
      { header: 'F', align: 'right' },
      { header: 'df', align: 'right' },
      { header: 'P', align: 'right' },
      { header: 'P', under: 'printed', align: 'right', giveWay: 1 },
    ],
    rows: entries.map(({ several, at }, i): Row => {
      const { value, logP, statistic, details } = results[i] as Result;
      const degrees = [details['df1'], details['df2']].join(', ');
      return {
        cells: [
          rowLabel(several.measure, at, true),
          `${several.cohorts.length}`,
          statistic === null ? '–' : statistic.toFixed(2),
          value === null ? '–' : degrees,
          value === null ? '–' : formatP(value, logP),
          at.p?.[0].text ?? '–',
        ],
      };
    }),
    caption: `Compares ${enumerate(first.several.cohorts.map(({ label }) => label))} at once: a small P says that so large differences would be rare if all true means were equal, and not which of them differ.`,
  };
  return { results, parts: [table] };
}

function severalResult(context: Context, { measure, cohorts }: Several, at: Visit): Result {
  const groups = cohorts.map(({ label }, i) =>
    groupMoments(context, at.summaries[i] as Statistics, label),
  );
  const ns = groups.map(({ n }) => n ?? 0);
  const means = groups.map(({ mean }) => mean?.value ?? 0);
  const sds = groups.map(({ sd }) => sd?.value ?? 0);
  const ids = cohorts.map(({ id }) => id);
  const subject: Subject = {
    path: [measure.id, ids.join('-'), at.visit].filter(Boolean).join('.'),
    label: [measure.label, at.visit && at.label, `${cohorts.length} groups`]
      .filter(Boolean)
      .join(', '),
    measure: measure.id,
    to: at.visit,
    between: ids,
    inputs: {},
    assumptions: groups.flatMap(({ assumptions }) => assumptions),
  };
  const why = groups.find((group) => group.why !== null)?.why;
  if (why) return noResult(anovaMethod, subject, why);
  if (ns.some((n) => n < 2))
    return noResult(anovaMethod, subject, 'undefined: fewer than 2 patients in a group');
  const inputs = { ns, means, sds };
  return newResult(
    anovaMethod,
    { ...subject, inputs },
    anovaMethod.estimate(inputs, context.options),
  );
}
