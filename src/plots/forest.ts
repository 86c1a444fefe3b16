import { findMethod } from '../estimates/index.ts';
import type { Method } from '../estimates/method.ts';
import type { Context } from '../report/context.ts';
import { formatNumber } from '../report/digits.ts';
import { correlationsOf, pairDecimals, pairInterval, pairResult } from '../report/pair-results.ts';
import { bestScore, pairsOf } from '../report/pairs.ts';
import { numbers, type Share, shareResult, sharesOf } from '../report/proportions.ts';
import type { Result } from '../report/report.ts';
import { meanDecimals, meanInterval, meanResult } from '../report/scores.ts';
import { enumerate } from '../report/words.ts';
import { roundEnds } from './axis.ts';
import type { Choice, Draw } from './kind.ts';
import { isNone, levelText, scoredOf, studyNote } from './of-study.ts';
import { type NoPicture, plainAxis, type Row, type RowGroup } from './picture.ts';

/** One number with its interval: whose, by which method. */
interface Entry {
  readonly context: Context;
  readonly method: Method;
  /** What it is a number of, e.g. "Recurrence, 18 of 171". */
  readonly subject: string;
  readonly result: Result;
  readonly text: string;
  /** Depth in a tree of groups. */
  readonly indent: number;
}

/** Effect sizes, means or proportions with their intervals, of several studies or methods. */
export const draw: Draw = (contexts, choice) => {
  const methods = methodsOf(contexts, choice.methods);
  if (isNone(methods)) return methods;
  const [first] = methods;
  const entries: Entry[] = [];
  for (const context of contexts)
    for (const method of methods) {
      const found = entriesOf(context, method, choice);
      if (isNone(found)) return found;
      entries.push(...found);
    }
  const drawn = entries.filter(({ result }) => result.ci !== null);
  if (!first || drawn.length === 0)
    return {
      reason: `nothing to draw by ${methods.map(({ id }) => id).join(', ')}: ${whyNone(entries)}`,
    };
  const isShare = first.quantity === 'proportion';
  const { level } = (contexts[0] as Context).options;
  const unit = unitOf(first, drawn);
  const groups = groupsOf(contexts, methods, drawn);
  return {
    id: 'forest',
    title: isShare ? 'Shares of patients' : (titles[first.quantity] ?? first.title),
    lead: leadOf(methods, level) + over(drawn),
    legend: [{ mark: 'interval', text: `value and ${levelText(level)} interval` }],
    panel: {
      kind: 'rows',
      axis: plainAxis(unit.words, domain(drawn, isShare, unit.factor), {
        unit: unit.mark,
        reference: first.design === 'one mean' || isShare ? null : 0,
      }),
      valueHeader: `${isShare ? '%' : 'value'} [CI ${levelText(level)}]`,
      groups: groups.map(({ title, rows }) => ({
        title,
        rows: rows.map((entry) => rowOf(entry, unit.factor, methods.length > 1)),
      })) satisfies readonly RowGroup[],
    },
    notes: [...notes(entries, isShare), ...contexts.map(({ study }) => studyNote(study))],
  };
};

function leadOf(methods: readonly Method[], level: number): string {
  const names = methods.map(({ id, title }) => `${title} (${id})`);
  return `Values with their ${levelText(level)} intervals. ${names.length > 1 ? 'Methods' : 'Method'}: ${names.join('; ')}.`;
}

const titles: Readonly<Record<string, string>> = {
  'mean-change': 'Mean change since before',
  'standardized-change': 'Standardized mean change since before',
  'share-of-possible-gain': 'Share of the possible gain',
  'percent-change': 'Change in per cent of the mean before',
  mean: 'Means',
};

const designs = ['one proportion', 'one mean', 'one group before and after', 'improvement rate'];

/** The methods asked for; else Wilson's where there are shares of patients, or the mean change. */
function methodsOf(
  contexts: readonly Context[],
  asked: readonly string[],
): readonly Method[] | NoPicture {
  const hasShares = contexts.some((context) => eventsOf(context).length > 0);
  const names = asked.length > 0 ? asked : [hasShares ? 'wilson' : 'change_t'];
  const methods: Method[] = [];
  for (const name of names) {
    const method = findMethod(name);
    if (!method)
      return {
        reason: `no method is called ${JSON.stringify(name)}; dystonia-stats explain lists them`,
      };
    if (!designs.includes(method.design))
      return {
        reason: `${name} is for ${method.design}; possible are methods for ${enumerate(designs)}`,
      };
    methods.push(method);
  }
  const quantities = [...new Set(methods.map(({ quantity }) => quantity))];
  if (quantities.length > 1)
    return {
      reason: `the methods give different things: ${enumerate(quantities)}; one axis shows one`,
    };
  return methods;
}

/** Shares of patients, but not the arms: how many were in one is no outcome. */
function eventsOf(context: Context): readonly Share[] {
  const arms = context.study.measures.flatMap(({ series }) => series.map(({ cohort }) => cohort));
  return sharesOf(context).filter(({ cohort }) => !arms.includes(cohort.id));
}

function entriesOf(context: Context, method: Method, { of }: Choice): readonly Entry[] | NoPicture {
  const entry = (subject: string, result: Result, text: string): Entry => ({
    context,
    method,
    subject,
    result,
    text,
    indent: 0,
  });
  if (method.design === 'one proportion')
    return eventsOf(context).map((share) => {
      const result = shareResult(context, share, method);
      const { cohort, whole, indent } = share;
      const [value, interval] = numbers(result);
      // The count stays on one line.
      const counts = `${cohort.n.text ?? '?'}\u00a0of\u00a0${whole.n.text ?? '?'}`;
      const text = `${value} ${interval}`;
      return { ...entry(`${cohort.label}, ${counts}`, result, text), indent };
    });
  const scored = scoredOf(context, of);
  if (isNone(scored)) return of === null ? [] : scored;
  const isChosen = (visit: string | null) => scored.visit === null || scored.visit === visit;
  if (method.design === 'one mean')
    return scored.series.flatMap((series) =>
      series.visits
        .filter(({ visit }) => isChosen(visit))
        .map((summary) => {
          const row = { measure: scored.measure, series, summary };
          const result = meanResult(context, row, method);
          const decimals = meanDecimals(context, row, method, ({ value }) => [value]);
          const value = result.value === null ? '–' : formatNumber(result.value, decimals);
          return entry(
            summary.label,
            result,
            `${value} ${meanInterval(context, row, method, result)}`,
          );
        }),
    );
  const best = bestScore(scored.measure.scale);
  if ('max' in method.needs && best === null)
    return { reason: `${method.id} needs the best possible score of ${scored.measure.label}` };
  const extra: Readonly<Record<string, number>> =
    'max' in method.needs && best !== null ? { max: best } : {};
  return pairsOf(context)
    .filter((pair) => pair.measure === scored.measure && scored.series.includes(pair.series))
    .filter((pair) => isChosen(pair.after.visit))
    .flatMap((pair) =>
      correlationsOf(context, pair).map((known) => {
        const result = pairResult(context, pair, method, known, extra);
        const decimals = pairDecimals(context, pair, (input) => [
          method.estimate({ ...input, ...extra, correlation: known.low }, context.options).value,
        ]);
        const value = result.value === null ? '' : `${formatNumber(result.value, decimals)} `;
        const interval = pairInterval(context, pair, method, result, known, extra);
        return entry(pair.label + known.suffix, result, value + interval);
      }),
    );
}

/** Groups of rows: by what is estimated when several methods estimate it, else by study. */
function groupsOf(
  contexts: readonly Context[],
  methods: readonly Method[],
  entries: readonly Entry[],
): readonly { readonly title: string | null; readonly rows: readonly Entry[] }[] {
  const several = contexts.length > 1;
  const groups = contexts.flatMap((context) => {
    const own = entries.filter((entry) => entry.context === context);
    const { title } = context.study;
    if (methods.length === 1) return [{ title: several ? title : null, rows: own }];
    return [...new Set(own.map(({ subject }) => subject))].map((subject) => ({
      title: several ? `${title}: ${subject}` : subject,
      rows: own.filter((entry) => entry.subject === subject),
    }));
  });
  return groups.filter(({ rows }) => rows.length > 0);
}

function rowOf(
  { method, subject, result, text, indent }: Entry,
  factor: number,
  byMethod: boolean,
): Row {
  const scaled = (value: number | null | undefined) => (value == null ? null : factor * value);
  return {
    label: byMethod ? method.id : subject,
    indent: byMethod ? 0 : indent,
    marks: [
      {
        kind: 'interval',
        value: scaled(result.value),
        low: scaled(result.ci?.low),
        high: scaled(result.ci?.high),
      },
    ],
    value: text,
  };
}

function unitOf({ unit = '1', quantity }: Method, [entry]: readonly Entry[]) {
  if (quantity === 'proportion') return { factor: 100, mark: ' %', words: 'share of patients' };
  if (unit === 'percent') return { factor: 1, mark: ' %', words: '' };
  return {
    factor: 1,
    mark: '',
    words: entry?.result.unit === '1' ? '' : (entry?.result.unit ?? ''),
  };
}

function domain(entries: readonly Entry[], isShare: boolean, factor: number) {
  const ends = entries.flatMap(({ result: { value, ci } }) =>
    [value, ci?.low, ci?.high].filter((end) => end != null).map((end) => factor * end),
  );
  const { low, high } = roundEnds(Math.min(0, ...ends), Math.max(0, ...ends));
  return isShare ? { low: 0, high: Math.min(high, 100) } : { low, high };
}

/** What an interval covers where the correlation is not printed. */
function over(entries: readonly Entry[]): string {
  return entries.some(({ result }) => result.ci?.widestOver)
    ? ' Each covers every correlation of the two visits that is possible: the widest.'
    : '';
}

function whyNone(entries: readonly Entry[]): string {
  const [first] = entries;
  return (
    first?.result.reason ??
    (first ? 'this method gives no interval here' : 'the study holds no such figures')
  );
}

function notes(entries: readonly Entry[], isShare: boolean): string[] {
  const without = entries.filter(({ result }) => result.ci === null);
  const assumptions = entries.flatMap(({ result }) => result.assumptions);
  return [
    ...(isShare
      ? ['Shares known to have had the event so far, not risks over a stated time.']
      : []),
    ...new Set(assumptions),
    ...(without.length > 0
      ? [
          `Not drawn: ${without.map(({ subject, result }) => `${subject} (${result.reason ?? 'no interval'})`).join('; ')}.`,
        ]
      : []),
  ];
}
