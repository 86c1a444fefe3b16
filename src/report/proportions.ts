import { clopperPearsonMethod } from '../estimates/clopper-pearson.ts';
import { goodmanMethod } from '../estimates/goodman.ts';
import type { Method } from '../estimates/method.ts';
import { wilsonMethod } from '../estimates/wilson.ts';
import type { Cohort, Count } from '../study/model.ts';
import { armsOf } from './arms.ts';
import { type Context, impossibleMark, sourceMark } from './context.ts';
import { formatInterval, formatPercent } from './digits.ts';
import type { Column, Row, Table } from './document.ts';
import { followUpRange } from './follow-up.ts';
import type { Result } from './report.ts';
import { newResult, noResult } from './results.ts';
import { joined, type Section } from './section.ts';
import { enumerate, inWords, lowerFirst } from './words.ts';

/** Below this many events a second, exact interval stands beside Wilson's. */
const FEW_EVENTS = 5;

/** Groups that a partition names: they are looked at together, so their intervals hold together. */
export function patients(context: Context): Section {
  const arms = new Set(armsOf(context.study).map(({ id }) => id));
  const { partitions, design } = context.study;
  // How many were allocated to each arm is no outcome: the heading has it.
  const found = partitions.filter(
    ({ into }) => !(design.randomized && into.every((id) => arms.has(id))),
  );
  const sections = found.map((partition) => {
    const parts = partition.into.map((id) => cohortOf(context, id));
    const whole = cohortOf(context, partition.of);
    return partitionTable(context, whole, parts);
  });
  return joined(sections);
}

/** A group as a share of the group that it belongs to. */
export interface Share {
  readonly cohort: Cohort;
  readonly whole: Cohort;
  /** Depth in the tree of groups. */
  readonly indent: number;
}

/** Every group that is part of a larger one, of no partition and no arm, as a tree. */
export function sharesOf(context: Context): readonly Share[] {
  const { cohorts, partitions } = context.study;
  const apart = new Set([
    ...partitions.flatMap(({ into }) => into),
    ...armsOf(context.study).map(({ id }) => id),
  ]);
  const visit = (cohort: Cohort, indent: number): Share[] => {
    const whole = cohort.of === null ? null : cohortOf(context, cohort.of);
    const isShare = whole !== null && !apart.has(cohort.id) && cohort.n.text !== null;
    return [
      ...(isShare ? [{ cohort, whole, indent }] : []),
      ...cohorts
        .filter(({ of }) => of === cohort.id)
        .flatMap((child) => visit(child, isShare ? indent + 1 : indent)),
    ];
  };
  return cohorts.filter(({ of }) => of === null).flatMap((root) => visit(root, 0));
}

/** Events and other shares, each with its interval. */
export function events(context: Context): Section {
  const shares = sharesOf(context);
  if (shares.length === 0) return { results: [], parts: [] };
  const rows = shares.map((share) => shareRow(context, share));
  const table: Table = {
    kind: 'table',
    id: 'events',
    title: 'Events',
    columns: columns(context, 'Wilson'),
    rows: rows.map(({ row }) => row),
    caption: [...timeCaption(context), ...rows.flatMap(({ caption }) => caption)].join(' '),
  };
  return { results: rows.flatMap(({ results }) => results), parts: [table] };
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
      `${formatPercent(level, 0)} % for ${parts.length === 2 ? 'both' : `all ${inWords(parts.length)}`}.`
    : counts.includes(null) || all === null
      ? 'Not all counts are printed: no intervals are computed.'
      : `The ${inWords(parts.length)} add up to ${total}, not to ${all}: no intervals are computed.`;
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

function shareRow(context: Context, share: Share) {
  const { cohort, whole, indent } = share;
  const result = shareResult(context, share, wilsonMethod);
  const cells = [
    shareLabel(context, share),
    ...countCells(context, cohort, whole),
    ...numbers(result),
  ];
  const few = result.value !== null && (cohort.n.high ?? 0) < FEW_EVENTS;
  const exact = few ? [shareResult(context, share, clopperPearsonMethod)] : [];
  return {
    row: { cells, indent } satisfies Row,
    results: [result, ...exact],
    caption: exact.map(
      (second) =>
        `${shareLabel(context, share)}: fewer than ${FEW_EVENTS} events, the exact interval (Clopper–Pearson) is ${numbers(second)[1]}.`,
    ),
  };
}

/** With the group that it is part of, where another group has an event of the same name. */
export function shareLabel({ study }: Context, { cohort, whole }: Share): string {
  const isUnique = study.cohorts.every(
    ({ id, label }) => id === cohort.id || label !== cohort.label,
  );
  return isUnique ? cohort.label : `${cohort.label} (${whole.label})`;
}

/** A method for one proportion, applied to a group as a share of its whole. */
export function shareResult(context: Context, { cohort, whole }: Share, method: Method): Result {
  const x = cohort.n.high;
  const n = exact(whole.n);
  const subject = {
    path: `cohorts.${cohort.id}`,
    label: shareLabel(context, { cohort, whole, indent: 0 }),
    cohort: cohort.id,
    inputs: { x, n },
    assumptions: upTo(cohort.n) ? [upToNote(cohort.n)] : [],
  };
  const reason = whyNot(context, cohort, whole);
  if (reason !== null || x === null || n === null) {
    return noResult(method, subject, reason ?? 'missing: the number of patients');
  }
  if (upTo(cohort.n)) context.notes.add(upToNote(cohort.n));
  return newResult(method, subject, method.estimate({ x, n }, context.options));
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
  const marks = [cohort.n, ...(cohort.percent?.slice(0, 1) ?? [])].map(({ where }) =>
    impossibleMark(context, where),
  );
  return [mark, `${cohort.n.text ?? '?'} of ${whole.n.text ?? '?'}${marks.join('')}`];
}

/** A share in per cent, and its interval. */
export function numbers(result: Result | undefined): [string, string] {
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
    isFollowedUp(context)
      ? `These are the shares known to have had the event so far${time}, not risks over a stated time.`
      : 'These are shares of the patients who were looked at, not risks over a stated time.',
    ...small.map(
      ({ cohort, n }) =>
        `${inWords(n)} patients say little about “${lowerFirst(cohort.label)}”: its interval is wide.`,
    ),
  ].map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1));
}

/** True when something is measured at several visits, or a follow-up is printed. */
const isFollowedUp = (context: Context): boolean =>
  followUpRange(context) !== null ||
  context.study.measures.some(({ series }) => series.some(({ visits }) => visits.length > 1)) ||
  context.study.measures.length === 0;

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
  const compared = new Set(context.study.comparisons.flatMap(({ events: ids }) => ids));
  const shares = results.flatMap((result) => {
    const cohort = context.study.cohorts.find(({ id }) => id === result.cohort);
    const top = cohort?.of ? cohortOf(context, cohort.of).of === null : false;
    if (
      !cohort ||
      !top ||
      compared.has(cohort.id) ||
      result.method !== wilsonMethod.id ||
      result.value === null
    )
      return [];
    const count = `${upTo(cohort.n) ? 'up to ' : ''}${cohort.n.high}`;
    return [`${lowerFirst(cohort.label)} in ${count} (${formatPercent(result.value)} %)`];
  });
  if (shares.length === 0) return null;
  return `Recorded events: ${enumerate(shares)}.`;
}
