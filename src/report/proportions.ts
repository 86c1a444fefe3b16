import { clopperPearsonMethod } from '../estimates/clopper-pearson.ts';
import { goodmanMethod } from '../estimates/goodman.ts';
import { wilsonMethod } from '../estimates/wilson.ts';
import type { Cohort, Count } from '../study/model.ts';
import { type Context, impossibleMark, sourceMark } from './context.ts';
import { formatInterval, formatPercent } from './digits.ts';
import type { Column, Row, Table } from './document.ts';
import { followUpRange } from './follow-up.ts';
import type { Result } from './report.ts';
import { newResult, noResult } from './results.ts';
import type { Section } from './section.ts';
import { enumerate, inWords, lowerFirst } from './words.ts';

/** Below this many events a second, exact interval stands beside Wilson's. */
const FEW_EVENTS = 5;

/** Groups that a partition names: they are looked at together, so their intervals hold together. */
export function patients(context: Context): Section {
  const sections = context.study.partitions.map((partition) => {
    const parts = partition.into.map((id) => cohortOf(context, id));
    const whole = cohortOf(context, partition.of);
    return partitionTable(context, whole, parts);
  });
  return {
    results: sections.flatMap(({ results }) => results),
    parts: sections.flatMap(({ parts }) => parts),
  };
}

/** Every other group that is part of a larger one, as a tree. */
export function events(context: Context): Section {
  const { study } = context;
  const inPartition = new Set(study.partitions.flatMap(({ into }) => into));
  const rows: Row[] = [];
  const results: Result[] = [];
  const captions: string[] = [];
  const visit = (cohort: Cohort, indent: number): void => {
    const whole = cohort.of === null ? null : cohortOf(context, cohort.of);
    const isEvent = whole !== null && !inPartition.has(cohort.id) && cohort.n.text !== null;
    if (isEvent) {
      const event = proportion(context, cohort, whole);
      results.push(...event.results);
      rows.push({ cells: event.cells, indent });
      if (event.caption) captions.push(event.caption);
    }
    for (const child of study.cohorts.filter(({ of }) => of === cohort.id)) {
      visit(child, isEvent ? indent + 1 : indent);
    }
  };
  for (const root of study.cohorts.filter(({ of }) => of === null)) visit(root, 0);
  if (rows.length === 0) return { results, parts: [] };
  const table: Table = {
    kind: 'table',
    id: 'events',
    title: 'Events',
    columns: columns(context, 'Wilson'),
    rows,
    caption: [...timeCaption(context), ...captions].join(' '),
  };
  return { results, parts: [table] };
}

function partitionTable(context: Context, whole: Cohort, parts: readonly Cohort[]): Section {
  const { level } = context.options;
  const counts = parts.map(({ n }) => exact(n));
  const total = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const all = exact(whole.n);
  const adds = counts.every((count) => count !== null) && total === all && total > 0;
  const estimate = adds ? goodmanMethod.estimate({ counts: counts as number[] }, { level }) : null;
  const results = parts.map((part, i) => {
    const inputs = { x: counts[i] ?? null, n: all, counts: adds ? (counts as number[]) : null };
    const subject = { path: `cohorts.${part.id}`, label: part.label, cohort: part.id, inputs };
    const own = estimate?.parts?.[i];
    return own
      ? newResult(goodmanMethod, subject, own)
      : noResult(goodmanMethod, subject, 'missing: counts that add up to the whole');
  });
  const rows = parts.map(
    (part, i): Row => ({
      cells: [part.label, ...countCells(context, part, whole), ...numbers(results[i])],
    }),
  );
  const caption = adds
    ? `The ${inWords(parts.length)} add up to ${all}; their intervals hold together, at ` +
      `${formatPercent(level, 0)} % for all ${inWords(parts.length)}.`
    : `The ${inWords(parts.length)} do not add up to ${whole.n.text ?? 'the whole'}: no intervals are computed.`;
  const table: Table = {
    kind: 'table',
    id: `patients-${whole.id}`,
    title: 'Patients',
    columns: columns(context, 'Goodman'),
    rows,
    caption,
  };
  return { results, parts: [table] };
}

/** One group as a share of the group that it belongs to. */
function proportion(context: Context, cohort: Cohort, whole: Cohort) {
  const { level } = context.options;
  const x = cohort.n.high;
  const n = exact(whole.n);
  const cells = [cohort.label, ...countCells(context, cohort, whole)];
  const subject = {
    path: `cohorts.${cohort.id}`,
    label: cohort.label,
    cohort: cohort.id,
    inputs: { x, n },
    assumptions: upTo(cohort.n) ? [upToNote(cohort.n)] : [],
  };
  const reason = whyNot(context, cohort, whole);
  if (reason !== null || x === null || n === null) {
    const result = noResult(wilsonMethod, subject, reason ?? 'missing: the number of patients');
    return { results: [result], cells: [...cells, '–', '–'], caption: null };
  }
  if (upTo(cohort.n)) context.notes.add(upToNote(cohort.n));
  const result = newResult(wilsonMethod, subject, wilsonMethod.estimate({ x, n }, { level }));
  if (x >= FEW_EVENTS) {
    return { results: [result], cells: [...cells, ...numbers(result)], caption: null };
  }
  const exactResult = newResult(
    clopperPearsonMethod,
    subject,
    clopperPearsonMethod.estimate({ x, n }, { level }),
  );
  const caption =
    `${cohort.label}: fewer than ${FEW_EVENTS} events, the exact interval ` +
    `(Clopper–Pearson) is ${numbers(exactResult)[1]}.`;
  return { results: [result, exactResult], cells: [...cells, ...numbers(result)], caption };
}

/** Why no proportion is computed: the figures cannot be true, or one is missing. */
function whyNot({ impossible }: Context, cohort: Cohort, whole: Cohort): string | null {
  for (const { where } of [cohort.n, whole.n]) {
    const warning = impossible.get(where.path);
    if (warning) return `impossible: ${warning.message}`;
  }
  const [x, n] = [cohort.n.high, exact(whole.n)];
  if (x === null || n === null) return 'missing: the number of patients';
  return n < 1 || x > n ? 'undefined: no share of nothing' : null;
}

function countCells(context: Context, cohort: Cohort, whole: Cohort): [string, string] {
  const mark = sourceMark(context, cohort.n.source);
  const impossible = impossibleMark(context, cohort.n.where);
  return [mark, `${cohort.n.text ?? '?'} of ${whole.n.text ?? '?'}${impossible}`];
}

function numbers(result: Result | undefined): [string, string] {
  if (result?.value == null || !result.ci) return ['–', '–'];
  const [low, high] = [result.ci.low, result.ci.high].map((end) =>
    end === null ? null : 100 * end,
  );
  return [formatPercent(result.value), formatInterval(low ?? null, high ?? null, 1)];
}

function columns({ options }: Context, method: string): Column[] {
  return [
    { header: '', align: 'left' },
    { header: '', align: 'left', giveWay: 1 },
    { header: 'n of N', align: 'right' },
    { header: '%', align: 'right' },
    { header: `CI ${formatPercent(options.level, 0)} % (${method})`, align: 'right' },
  ];
}

/** A share of patients is not a risk over a stated time; small groups say little. */
function timeCaption(context: Context): string[] {
  const small = context.study.cohorts.flatMap((cohort) => {
    const n = cohort.of === null ? null : exact(cohortOf(context, cohort.of).n);
    return n !== null && n > 0 && n < 10 && cohort.n.text !== null ? [{ cohort, n }] : [];
  });
  const over = followUpRange(context);
  const time = over ? `, over ${over.low} to ${over.high} ${over.unit} of follow-up` : '';
  return [
    `These are the shares known to have had the event so far${time}, not risks over a stated time.`,
    ...small.map(
      ({ cohort, n }) =>
        `${inWords(n)} patients say little about “${lowerFirst(cohort.label)}”: its interval is wide.`,
    ),
  ].map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1));
}

const exact = ({ low, high }: Count): number | null => (low === high ? low : null);
const upTo = ({ low, high }: Count): boolean => low !== high && high !== null;
const upToNote = ({ text, high }: Count): string =>
  `${text}: printed as “up to ${high}”; the share and its interval are for ${high}.`;

function cohortOf({ study }: Context, id: string): Cohort {
  const cohort = study.cohorts.find((candidate) => candidate.id === id);
  if (!cohort) throw new Error(`cohort ${id} passed validation and is not there`);
  return cohort;
}

/** "recurrence in 18 of 171 (10.5 %)" for the events right below a root group. */
export function eventSentence(context: Context, results: readonly Result[]): string | null {
  const shares = results.flatMap((result) => {
    const cohort = context.study.cohorts.find(({ id }) => id === result.cohort);
    const top = cohort?.of ? cohortOf(context, cohort.of).of === null : false;
    if (!cohort || !top || result.method !== wilsonMethod.id || result.value === null) return [];
    const count = `${upTo(cohort.n) ? 'up to ' : ''}${cohort.n.high}`;
    return [`${lowerFirst(cohort.label)} in ${count} (${formatPercent(result.value)} %)`];
  });
  if (shares.length === 0) return null;
  return `Recorded events: ${enumerate(shares)}.`;
}
