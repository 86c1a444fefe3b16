import type { Count, Figure, Study, Summary } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { cohortOf, exactCount, reportedCount, reportedFigure, usable } from './engine/printed.ts';
import { otherwise } from './engine/words.ts';

/**
 * Two rows that are the same to the last digit where that is unlikely: means and SDs of two groups
 * or visits, or counts of two rows of a table. A note, never a warning: rows can agree by chance or
 * for a good reason, and no figure can tell. "Unlikely" is an estimate: how often two samples of
 * one population (the likeliest case) would agree in every printed digit, times the number of
 * pairs of rows in the study. Two means of n values differ by a normal variable with the standard
 * error SD·√(2/n), two SDs by one with SD/√n, two counts c by one with √(2c).
 */
export const duplicateRow: Check = {
  id: 'duplicate-row',
  title: 'Two rows are the same to the last digit',
  needs: 'two rows with the same mean and SD, or with the same counts',
  proves: 'that two rows agree in every digit, which chance alone seldom does',
  cannot: 'tell a copied row from a coincidence, or from the last value carried forward',
  example:
    'Of 50 patients each, two groups of one population with SDs about 8.31 agree in mean and SD to two decimals about once in 120,000 times.',
  references: [],
  gravest: 'possible',
  inspectSr: null,
  *run(context) {
    yield* judge([...scoreRows(context)], rowCount(context.study));
    for (const table of countRows(context)) yield* judge(table, table.length);
  },
};

/** A row that could be the same as another one. */
interface Row {
  readonly label: string;
  /** All of its figures as printed. */
  readonly text: string;
  readonly figures: readonly [Figure | Count, ...(Figure | Count)[]];
  /** About how often another sample of the same population would agree with it. */
  readonly chance: number;
}

/** Chances above this are no surprise. */
const unlikely = 0.01;

function* judge(rows: readonly Row[], among: number): Generator<Judgement> {
  const known = new Map<string, Row>();
  const pairs = (among * (among - 1)) / 2;
  for (const row of rows) {
    const earlier = known.get(row.text);
    if (!earlier) {
      known.set(row.text, row);
      continue;
    }
    const chance = Math.max(row.chance, earlier.chance) * pairs;
    if (chance > unlikely) continue;
    const [first, ...others] = row.figures;
    const looks = pairs === 1 ? 'one pair of rows' : `all ${grouped(pairs)} pairs of rows`;
    yield {
      reported: isFigure(first) ? reportedFigure(first) : reportedCount(first),
      label: row.label,
      verdict: 'possible',
      note: true,
      why: `${row.text} is printed for ${row.label} and for ${earlier.label}. Two samples of one population would agree so in about one of ${oneIn(chance)} studies, over ${looks}. ${otherwise(['the same patients in both rows', 'the last value carried forward', 'a row copied by mistake', 'chance'])}`,
      inputs: [...others, ...earlier.figures].map(({ where }) => where),
    };
  }
}

/** "2,000": how many studies it takes, in one digit. */
function oneIn(chance: number): string {
  const number = 1 / chance;
  const size = 10 ** Math.floor(Math.log10(number));
  return grouped(Math.floor(number / size) * size);
}

/** A whole number with a comma before every three digits. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function isFigure(term: Figure | Count): term is Figure {
  return 'decimals' in term;
}

function* scoreRows(context: CheckContext): Generator<Row> {
  const { study } = context;
  for (const { label, series } of study.measures) {
    for (const { cohort, visits } of series) {
      const group = cohortOf(study, cohort)?.label ?? cohort;
      for (const visit of visits) {
        const at = visit.visit === null ? '' : `, ${visit.label}`;
        const row = scoreRow(context, visit, `${label}, ${group}${at}`);
        if (row) yield row;
      }
    }
  }
}

function scoreRow(context: CheckContext, { n, mean, sd, se }: Summary, label: string): Row | null {
  const [centre, spread] = [usable(context, mean), usable(context, sd ?? se)];
  const count = exactCount(context, n);
  if (!centre || !spread || count === null || count < 2 || spread.value <= 0) return null;
  const deviation = sd ? spread.value : spread.value * Math.sqrt(count);
  const errors = [deviation * Math.sqrt(2 / count), deviation / Math.sqrt(count)] as const;
  return {
    label,
    text: `${centre.text} ± ${spread.text}`,
    figures: [centre, spread],
    chance:
      agreement(centre, errors[0]) *
      agreement(spread, sd ? errors[1] : errors[1] / Math.sqrt(count)),
  };
}

/** How often two values that differ by a normal variable with this error have all digits alike. */
function agreement({ decimals }: { readonly decimals: number }, error: number): number {
  return Math.min(1, 10 ** -decimals / (error * Math.sqrt(2 * Math.PI)));
}

function* countRows({ study, impossible }: CheckContext): Generator<Row[]> {
  for (const { rows, sum } of study.counts) {
    yield rows.flatMap(({ label, cells }): Row[] => {
      // The sum adds nothing to what the other columns say.
      const counts = (sum ? cells.slice(1) : cells).map(({ n }) => n);
      const [first, ...others] = counts;
      const known = counts.every(
        (n) => n.low === n.high && n.text !== null && !impossible.has(n.where.path),
      );
      if (!first || !known) return [];
      const chance = counts.reduce(
        (product, { low }) => product * agreement({ decimals: 0 }, Math.sqrt(2 * Math.max(low, 1))),
        1,
      );
      const text = counts.map(({ low }) => low).join(', ');
      return [{ label, text, figures: [first, ...others], chance }];
    });
  }
}

function rowCount({ measures }: Study): number {
  return measures.flatMap(({ series }) => series.flatMap(({ visits }) => visits)).length;
}
