import { meanTMethod } from '../estimates/mean-t.ts';
import { type Context, patientsOf } from '../report/context.ts';
import { meanInterval, meanResult, type ScoreRow } from '../report/scores.ts';
import { enumerate } from '../report/words.ts';
import type { Scale, Summary } from '../study/model.ts';
import type { Draw } from './kind.ts';
import {
  countNotes,
  isNone,
  levelText,
  patientsText,
  type Scored,
  scoredOf,
  studyNote,
} from './of-study.ts';
import { type Axis, plainAxis, type Row, type RowGroup } from './picture.ts';

/** Means with their intervals over the visits, on the whole scale: where patients began and came to. */
export const draw: Draw = ([context], choice) => {
  if (!context) return { reason: 'no study is given' };
  const scored = scoredOf(context, choice.of);
  if (isNone(scored)) return scored;
  const { measure } = scored;
  const rows = rowsOf(scored);
  const groups = scored.series.map((series): RowGroup => {
    const cohort = context.study.cohorts.find(({ id }) => id === series.cohort);
    const own = rows.filter((row) => row.series === series);
    return {
      title: measure.series.length > 1 ? (cohort?.label ?? series.cohort) : null,
      rows: own.map((row) => rowOf(context, row, rows)),
    };
  });
  const marks = groups.flatMap(({ rows }) => rows.flatMap((row) => row.marks));
  if (marks.length === 0) return { reason: `no mean of ${measure.label} can be drawn` };
  const { level } = context.options;
  const visits = rows.map(({ summary }) => summary);
  const counts = visits.map((summary) => patientsOf(context, summary).n);
  const before = scored.series.length === 1 ? baselineOf(scored) : null;
  return {
    id: 'change',
    title: `${measure.label}: mean at each visit`,
    lead: `${upperCounts(patientsText(counts))}. Mean as printed, and its ${levelText(level)} confidence interval (t).`,
    legend: [
      { mark: 'interval', text: `mean and ${levelText(level)} interval` },
      ...(before === null ? [] : [{ mark: 'reference', text: 'mean before' } as const]),
    ],
    panel: {
      kind: 'rows',
      axis: {
        ...axisOf(measure.scale, measure.unit, ends(groups)),
        reference: before,
      },
      valueHeader: `mean [CI ${levelText(level)}]`,
      groups,
    },
    notes: [
      'Each interval is for the mean of all such patients, not for a single one.',
      ...notDrawn(context, rows),
      ...countNotes(context, visits),
      studyNote(context.study),
    ],
  };
};

function rowsOf({ measure, series, visit }: Scored): readonly ScoreRow[] {
  return series.flatMap((one) =>
    one.visits
      .filter((summary) => visit === null || [one.baseline, visit].includes(summary.visit))
      .map((summary) => ({ measure, series: one, summary })),
  );
}

function rowOf(context: Context, row: ScoreRow, all: readonly ScoreRow[]): Row {
  const { summary } = row;
  const counts = new Set(all.map((one) => countText(one.summary)));
  const label = counts.size > 1 ? `${summary.label}, ${countText(summary)}` : summary.label;
  const result = meanResult(context, row, meanTMethod);
  const mean = summary.mean?.[0].text ?? '–';
  if (result.value === null) return { label, marks: [], value: mean };
  const interval = meanInterval(context, row, meanTMethod, result);
  const { low = null, high = null } = result.ci ?? {};
  return {
    label,
    marks: [{ kind: 'interval', value: result.value, low, high }],
    value: `${mean} ${interval}`,
  };
}

function countText({ n: { low, high } }: Summary): string {
  if (high === null) return 'n not printed';
  return `n = ${low === high ? low : `${low}–${high}`}`;
}

/** Rows without a mark, with the reason; each reason once. */
function notDrawn(context: Context, rows: readonly ScoreRow[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const row of rows) {
    const { value, reason } = meanResult(context, row, meanTMethod);
    if (value !== null || reason === null) continue;
    byReason.set(reason, [...(byReason.get(reason) ?? []), row.summary.label]);
  }
  return [...byReason].map(([reason, labels]) => `Not drawn: ${enumerate(labels)} (${reason}).`);
}

function baselineOf({ series }: Scored): number | null {
  const [first] = series;
  const before = first?.visits.find(({ visit }) => visit === first.baseline);
  return before?.mean?.[0].value ?? null;
}

/** Least and greatest of all that is drawn. */
function ends(groups: readonly RowGroup[]): readonly number[] {
  return groups.flatMap(({ rows }) =>
    rows.flatMap(({ marks }) =>
      marks.flatMap((mark) =>
        mark.kind === 'interval'
          ? [mark.low, mark.value, mark.high].filter((end) => end !== null)
          : [],
      ),
    ),
  );
}

/** The scale from end to end, with its direction; without one from what is drawn. */
function axisOf(scale: Scale | null, unit: string | null, drawn: readonly number[]): Axis {
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  if (!scale) return plainAxis(unit ?? '', { low: Math.min(0, low), high });
  const { min, max, name, better, step } = scale;
  const isFew = step === 1 && max - min <= 12;
  const words = better === 'higher' ? ['worst', 'best'] : ['best', 'worst'];
  return {
    title: better ? `${name}, ${better} is better` : name,
    low: Math.min(min, low),
    high: Math.max(max, high),
    ticks: isFew ? Array.from({ length: max - min + 1 }, (_, i) => min + i) : null,
    unit: '',
    ends: better ? { low: `${min} is ${words[0]}`, high: `${max} is ${words[1]}` } : null,
    reference: null,
  };
}

const upperCounts = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
