import { addRationals, compareRationals, rational } from '../../numeric/rational.ts';
import type {
  Cohort,
  Count,
  CountTable,
  Figure,
  Frequency,
  How,
  Statistics,
  Study,
} from '../../study/model.ts';
import {
  cohortOf,
  exactValue,
  isPrinted,
  statesMethod,
  statesMissing,
  wholesOf,
} from '../engine/printed.ts';

/** A printed percentage with its count and everything that it can be a share of. */
export interface Share {
  readonly figure: Figure;
  readonly part: Count;
  /** What is counted: "Recurrence", "Headache in Active", "score 4 at 1 week". */
  readonly label: string;
  /** What the percentage is of by its place in the file, then other choices. */
  readonly wholes: readonly [Whole, ...Whole[]];
  /** Whether it may be a share of those with data, a number that the file has no place for. */
  readonly ofThoseWithData: boolean;
  /** Whether the file says so of this percentage itself. */
  readonly statedOfThose: boolean;
  /** Whether the percentages of this whole were perhaps made to add up: in print they do, exactly. */
  readonly addsUp: boolean;
  /** Whether the file names a method that is more than a count over a count. */
  readonly modelled: boolean;
}

/** What a percentage can be a share of. */
export interface Whole {
  readonly n: Count;
  readonly label: string;
  /** True for a whole that many a percentage would fit by chance: then it is no pass. */
  readonly isGuess?: boolean;
}

/** Every percentage of a study that stands with a count, or where a count would stand. */
export function* everyShare(study: Study): Generator<Share> {
  for (const cohort of study.cohorts) yield* ofCohort(study, cohort);
  for (const table of study.counts) yield* ofTable(study, table);
  for (const { series } of study.measures) {
    for (const { cohort, visits } of series) {
      for (const visit of visits) yield* ofFrequencies(study, visit, visit.label, cohort);
    }
  }
  for (const values of study.values) {
    // With several values a patient there are more of them than patients.
    if (values.perPatient !== null && !values.nStated) continue;
    yield* ofFrequencies(study, values, values.label, values.cohort);
  }
}

/**
 * A cohort is by its place in the tree a share of the cohort that it is part of; those with data
 * would be a cohort of their own, unless the file says that data are missing.
 */
function* ofCohort(study: Study, cohort: Cohort): Generator<Share> {
  const [parent, ...others] = wholesOf(study, cohort);
  if (!parent) return;
  for (const figure of cohort.percent ?? []) {
    yield {
      figure,
      addsUp: addUp(
        study.cohorts.filter(({ of }) => of === cohort.of).map(({ percent }) => percent?.[0]),
      ),
      part: cohort.n,
      label: cohort.label,
      wholes: [parent, ...others, ...atVisits(study, parent)],
      ofThoseWithData: statesMissing(study, cohort.how),
      statedOfThose: saysWhich(cohort.how),
      modelled: statesMethod(cohort.how),
    };
  }
}

function* ofTable(study: Study, { columns, rows, sum }: CountTable): Generator<Share> {
  for (const row of rows) {
    for (const [at, { n, of, percent }] of row.cells.entries()) {
      const column = cohortOf(study, columns[at] ?? null);
      if (!percent || !column) continue;
      const above = [column, ...wholesOf(study, column), ...atVisits(study, column)];
      const inColumn = rows.map(({ cells }) => cells[at]?.n);
      const inRow = sum ? [row.cells[0]?.n] : row.cells.map((cell) => cell.n);
      const wholes = [
        ...(of === null ? [] : [{ n: counted(n, of), label: 'its own whole' }]),
        ...above,
        ...total(inColumn, 'all counts of the column'),
        ...total(inRow, sum ? 'the row’s total' : 'all counts of the row'),
        ...inWholes(study, column, columns, row),
        ...otherRows(rows, row, at),
      ];
      yield {
        figure: percent,
        addsUp: addUp(rows.map(({ cells }) => cells[at]?.percent ?? undefined)),
        part: n,
        label: `${row.label} in ${column.label}`,
        wholes: [wholes[0] ?? column, ...wholes.slice(1)],
        ofThoseWithData: of === null,
        statedOfThose: false,
        modelled: false,
      };
    }
  }
}

function* ofFrequencies(
  study: Study,
  { n, nStated, frequencies, how }: Statistics,
  label: string,
  cohort: string | null,
): Generator<Share> {
  const group = cohortOf(study, cohort);
  const counts = frequencies.map((each: Frequency) => each.n);
  for (const { score, n: part, percent } of frequencies) {
    for (const figure of percent ?? []) {
      yield {
        figure,
        addsUp: addUp(frequencies.map((each) => each.percent?.[0])),
        part,
        label: `score ${score}, ${label}`,
        wholes: [
          { n, label: nStated || !group ? `the patients at ${label}` : group.label },
          ...total(counts, 'all scores that are printed'),
          ...(group && nStated ? [group] : []),
          ...wholesOf(study, group),
        ],
        ofThoseWithData: !nStated || statesMissing(study, how),
        statedOfThose: saysWhich(how),
        modelled: statesMethod(how),
      };
    }
  }
}

/** Whether three or more printed percentages add up to 100, to the last digit. */
function addUp(percents: readonly (Figure | undefined)[]): boolean {
  const known = percents.filter((figure) => figure !== undefined);
  if (known.length < 3) return false;
  const sum = known.map(exactValue).reduce(addRationals);
  return compareRationals(sum, rational(100n)) === 0;
}

/** Whether missing values, or just some patients, are stated of a figure. */
function saysWhich(how: How | null): boolean {
  return how?.missing !== undefined || how?.set !== undefined;
}

/** The same row's counts in the cohorts that this column's is part of. */
function inWholes(
  study: Study,
  column: Cohort,
  columns: readonly string[],
  { cells, label }: CountTable['rows'][number],
): Whole[] {
  return wholesOf(study, column).flatMap((whole) => {
    const n = cells[columns.indexOf(whole.id)]?.n;
    return n && isPrinted(n) ? [{ n, label: `${label} in ${whole.label}` }] : [];
  });
}

/** Counts of the other rows in the same column: "serious" may be a share of "any". */
function otherRows(rows: CountTable['rows'], row: CountTable['rows'][number], at: number): Whole[] {
  return rows.flatMap((other): Whole[] => {
    const n = other === row ? undefined : other.cells[at]?.n;
    return n && n.low === n.high && n.low > 0
      ? [{ n, label: `${other.label}, another row`, isGuess: true }]
      : [];
  });
}

/** Counts of a cohort that are printed at visits, each number once. */
function atVisits(study: Study, cohort: Cohort): Whole[] {
  const known = new Set<number>();
  return study.measures.flatMap(({ series }) =>
    series
      .filter((each) => each.cohort === cohort.id)
      .flatMap(({ visits }) => visits)
      .filter(({ n, nStated }) => {
        const isNew = nStated && n.low === n.high && !known.has(n.low);
        known.add(n.low);
        return isNew;
      })
      .map(({ n, label }) => ({ n, label: `${cohort.label} at ${label}` })),
  );
}

/** The sum of counts that are all known exactly; nothing when one is not. */
function total(counts: readonly (Count | undefined)[], label: string): Whole[] {
  const [first] = counts;
  if (!first || counts.some((n) => !n || !isPrinted(n) || n.low !== n.high)) return [];
  return [
    {
      n: counted(
        first,
        counts.reduce((sum, n) => sum + (n?.low ?? 0), 0),
      ),
      label,
    },
  ];
}

function counted(at: Count, n: number): Count {
  return { ...at, text: String(n), low: n, high: n };
}
