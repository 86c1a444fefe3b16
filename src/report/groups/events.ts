import { chisqGroupsMethod } from '../../estimates/chisq-groups.ts';
import type { Context } from '../context.ts';
import { formatInterval, formatP, formatPercent } from '../digits.ts';
import type { Row, Table } from '../document.ts';
import type { Result } from '../report.ts';
import { newResult, noResult } from '../results.ts';
import { joined, type Section } from '../section.ts';
import { enumerate } from '../words.ts';
import {
  bySameGroups,
  type Compared,
  compared,
  type EventContrast,
  type EventGroup,
  eventContrasts,
  exactly,
  percentPoints,
  ratioTexts,
} from './proportions.ts';

/** From this many events on there is one line an event. */
const MANY_EVENTS = 4;

/** Events of two groups: risk difference, risk ratio, odds ratio; of three or more, χ². */
export function eventsBetween(context: Context): Section {
  const groups = bySameGroups(eventContrasts(context));
  return joined(
    groups.map((contrasts) => {
      const count = contrasts[0]?.groups.length ?? 0;
      if (count > 2) return severalTable(context, contrasts);
      return contrasts.length < MANY_EVENTS
        ? fullTable(context, contrasts)
        : lineTable(context, contrasts);
    }),
  );
}

const shareOf = ({ x, n }: EventGroup) => `${x.text ?? '?'} of ${n ?? '?'}`;

function twoHeaders([contrast]: readonly EventContrast[]): readonly [string, string] {
  const [first, second] = contrast?.groups ?? [];
  return [first?.cohort.label ?? '', second?.cohort.label ?? ''];
}

function resultsOf({ difference, ratio, odds, needed, pooled }: Compared): readonly Result[] {
  return [difference, ratio, odds, needed, ...pooled];
}

/** Every effect on a line of its own, under its event. */
function fullTable(context: Context, contrasts: readonly EventContrast[]): Section {
  const level = `CI ${formatPercent(context.options.level, 0)} %`;
  const entries = contrasts.map((contrast) => ({ contrast, of: compared(context, contrast) }));
  const [first, second] = twoHeaders(contrasts);
  const table: Table = {
    kind: 'table',
    id: `events-${contrasts[0]?.path}`,
    title: 'Events between groups',
    subtitle: `${first} against ${second}`,
    columns: [
      { header: '', align: 'left' },
      { header: '', align: 'right' },
      { header: level, align: 'right' },
    ],
    rows: entries.flatMap(({ contrast, of }) => [...eventRows(contrast), ...effectRows(of)]),
    caption: eventCaption(first, entries),
  };
  const inShort = sentences(context, entries);
  return { results: entries.flatMap(({ of }) => resultsOf(of)), parts: [table], inShort };
}

const MOST_SENTENCES = 3;

/** What the file compares by itself is worth a sentence; the rows of a long table are not. */
function sentences(
  context: Context,
  entries: readonly { readonly contrast: EventContrast; readonly of: Compared }[],
): string[] {
  return entries
    .filter(({ contrast }) => contrast.comparison !== null)
    .slice(0, MOST_SENTENCES)
    .flatMap(({ contrast, of }) => sentence(context, contrast, of));
}

/** "Improved: 14 of 20 with Active, 5 of 20 with Sham (+45.0 % points, 95 % CI …)." */
function sentence(context: Context, { label, groups }: EventContrast, of: Compared): string[] {
  const [value, interval] = percentPoints(of.difference);
  if (of.difference.value === null) return [];
  const counts = groups.map((group) => `${shareOf(group)} with ${group.cohort.label}`);
  const level = formatPercent(context.options.level, 0);
  const limits = interval.slice(1, -1).replace(', ', ' to ');
  return [`${label}: ${enumerate(counts)} (${value} % points, ${level} % CI ${limits}).`];
}

/** The event, and under it how many had it in each group. */
function eventRows({ label, groups }: EventContrast): Row[] {
  const counts = groups.map(
    (group): Row => ({ cells: [group.cohort.label, shareOf(group), ''], indent: 1 }),
  );
  return [{ cells: [label, '', ''] }, ...counts];
}

function effectRows({ difference, ratio, odds, needed }: Compared): Row[] {
  const row = (label: string, [value, interval]: readonly [string, string]): Row => ({
    cells: [label, value, interval],
    indent: 1,
  });
  return [
    row('difference, % (Newcombe)', percentPoints(difference)),
    row('risk ratio (Koopman)', ratioTexts(ratio)),
    row(`odds ratio (${odds.method === 'or_fisher' ? 'Fisher' : 'Woolf'})`, ratioTexts(odds)),
    row('patients for one event', neededTexts(needed)),
  ];
}

/** Without its sign, which the caption explains; no interval where the difference can be 0. */
function neededTexts({ value, ci, details }: Result): [string, string] {
  if (value === null) return ['–', '–'];
  const text = Math.abs(value).toFixed(1);
  if (details['spansZero'] || ci?.low == null || ci.high === null) return [text, '–'];
  const [low = 0, high = 0] = [Math.abs(ci.low), Math.abs(ci.high)].sort((a, b) => a - b);
  return [text, formatInterval(low, high, 1)];
}

function eventCaption(
  first: string,
  entries: readonly { readonly contrast: EventContrast; readonly of: Compared }[],
): string {
  const open = entries.filter(
    ({ of: { needed } }) => needed.value !== null && needed.details['spansZero'] === true,
  );
  const few = entries.some(({ of }) => of.odds.method === 'or_fisher');
  return [
    `Above 0, or above 1, means that the event was more frequent with ${first}.`,
    ...open.map(({ contrast, of }) => neededSentence(contrast, of)),
    ...(few ? ['Where a count is below 5 the odds ratio is Fisher’s, with exact limits.'] : []),
  ].join(' ');
}

/** "The difference can be 0: …", where the number needed has no interval. */
function neededSentence({ label }: EventContrast, { needed }: Compared): string {
  const [low, high] = [needed.ci?.low ?? null, needed.ci?.high ?? null].map((end) =>
    end === null ? '∞' : Math.abs(end).toFixed(1),
  );
  return `${label}: the difference can be 0; the ends of its interval are one event fewer in every ${low} patients and one more in every ${high}.`;
}

/** One line an event, for tables of many. */
function lineTable(context: Context, contrasts: readonly EventContrast[]): Section {
  const level = `CI ${formatPercent(context.options.level, 0)} %`;
  const entries = contrasts.map((contrast) => ({ contrast, of: compared(context, contrast) }));
  const [first, second] = twoHeaders(contrasts);
  const table: Table = {
    kind: 'table',
    id: `events-${contrasts[0]?.path}`,
    title: 'Events between groups',
    subtitle: `${first} against ${second}`,
    columns: [
      { header: '', align: 'left' },
      { header: first, align: 'right', giveWay: 1 },
      { header: second, align: 'right', giveWay: 2 },
      { header: 'difference', under: '% points', align: 'right' },
      { header: level, under: '(Newcombe)', align: 'right' },
      { header: 'risk ratio', under: 'and CI (Koopman)', align: 'right', giveWay: 3 },
      { header: 'odds ratio', under: 'and CI (Woolf, Fisher)', align: 'right', giveWay: 4 },
    ],
    rows: entries.map(({ contrast, of }): Row => {
      const [one = '', two = ''] = contrast.groups.map(shareOf);
      const ratios = [of.ratio, of.odds].map((ratio) => ratioTexts(ratio).join(' '));
      return { cells: [contrast.label, one, two, ...percentPoints(of.difference), ...ratios] };
    }),
    caption:
      `Above 0, or above 1, means that the event was more frequent with ${first}. ` +
      `With ${contrasts.length} events compared, some intervals leave out 0 by chance alone.`,
  };
  const inShort = sentences(context, entries);
  return { results: entries.flatMap(({ of }) => resultsOf(of)), parts: [table], inShort };
}

/** Three or more groups: whether the shares differ at all. */
function severalTable(context: Context, contrasts: readonly EventContrast[]): Section {
  const groups = contrasts[0]?.groups ?? [];
  const results = contrasts.map((contrast) => severalResult(context, contrast));
  const table: Table = {
    kind: 'table',
    id: `events-${contrasts[0]?.path}`,
    title: 'Events between groups',
    subtitle: 'χ² test of equal shares',
    columns: [
      { header: '', align: 'left' },
      ...groups.map(({ cohort }, i) => ({
        header: cohort.label,
        align: 'right' as const,
        giveWay: groups.length - i,
      })),
      { header: 'χ²', align: 'right' },
      { header: 'df', align: 'right' },
      { header: 'P', align: 'right' },
    ],
    rows: contrasts.map((contrast, i): Row => {
      const { value, statistic, df, logP } = results[i] as Result;
      return {
        cells: [
          contrast.label,
          ...contrast.groups.map(shareOf),
          statistic === null ? '–' : statistic.toFixed(2),
          df === null ? '–' : `${df}`,
          value === null ? '–' : formatP(value, logP),
        ],
      };
    }),
    caption: `Compares ${enumerate(groups.map(({ cohort }) => cohort.label))} at once, without a continuity correction; P is rough where fewer than about 5 events are expected in a group.`,
  };
  return { results, parts: [table] };
}

function severalResult(context: Context, { path, label, groups }: EventContrast): Result {
  const subject = {
    path,
    label: `${label}, ${groups.length} groups`,
    between: groups.map(({ cohort }) => cohort.id),
    inputs: {},
  };
  const missing = groups.find(({ x, n }) => exactly(x) === null || n === null);
  if (missing) {
    const what = missing.n === null ? 'patients' : 'patients with the event';
    return noResult(
      chisqGroupsMethod,
      subject,
      `missing: number of ${what} in ${missing.cohort.label}`,
    );
  }
  const inputs = {
    events: groups.map(({ x }) => x.low),
    totals: groups.map(({ n }) => n ?? 0),
  };
  const excess = groups.find(({ x, n }) => x.low > (n ?? 0) || n === 0);
  if (excess) return noResult(chisqGroupsMethod, subject, 'undefined: no share of nothing');
  const estimate = chisqGroupsMethod.estimate(inputs, context.options);
  return newResult(chisqGroupsMethod, { ...subject, inputs }, estimate);
}
