import { labelOf } from '../label.ts';
import type {
  Cohort,
  Count,
  Frequency,
  Measure,
  Scale,
  Series,
  Statistics,
  Summary,
  Values,
} from '../model.ts';
import type { Place } from '../place.ts';
import {
  count,
  countAt,
  howAt,
  notNegative,
  printed,
  printedAt,
  printedInterval,
  printedPair,
  unknownCount,
} from './printed.ts';

/** What the parts of a study refer to. */
export interface Known {
  readonly scales: ReadonlyMap<string, Scale>;
  readonly cohorts: ReadonlyMap<string, Cohort>;
  /** The one cohort that is part of no other, whose figures those without a cohort are. */
  readonly onlyRoot: string | null;
}

/** A scale. */
export function scaleAt(id: string, place: Place): Scale {
  const matters = place.get('matters');
  return {
    id,
    name: place.string('name') ?? labelOf(id),
    min: place.number('min') ?? 0,
    max: place.number('max') ?? 0,
    step: place.number('step'),
    stepSource: place.string('stepSource'),
    items: place.number('items') ?? 1,
    better: place.string('better') as Scale['better'],
    labels: place.plain<Record<string, string>>('labels') ?? {},
    matters: matters
      ? { points: matters.number('points') ?? 0, source: matters.string('source') }
      : null,
    source: place.source,
    note: place.string('note'),
    where: place.where,
  };
}

/** What was printed of a group's values; `inherited` is the n of the cohort. */
export function statisticsAt(place: Place, inherited: Count | null): Statistics {
  const stated = count(place, 'n');
  return {
    n: stated ?? inherited ?? unknownCount(place.where, place.source),
    nStated: stated !== null,
    mean: printed(place, 'mean'),
    sd: printed(place, 'sd', notNegative),
    se: printed(place, 'se', notNegative),
    variance: printed(place, 'variance', notNegative),
    spread: printed(place, 'spread', notNegative),
    ci: printedInterval(place),
    median: printed(place, 'median'),
    iqr: printedPair(place, 'iqr'),
    iqrWidth: printed(place, 'iqrWidth', notNegative),
    geometricMean: printed(place, 'geometricMean', notNegative),
    geometricSd: printed(place, 'geometricSd', notNegative),
    cv: printed(place, 'cv'),
    range: printedPair(place, 'range'),
    within: place.plain<[number, number]>('within'),
    frequencies: place
      .entries('frequencies')
      .map(([score, at]) => frequencyAt(score, at))
      .sort((a, b) => firstNumber(a.score) - firstNumber(b.score)),
    how: howAt(place),
    source: place.source,
    note: place.string('note'),
    where: place.where,
  };
}

function frequencyAt(score: string, place: Place): Frequency {
  if (place.node.kind !== 'object') return { score, n: countAt(place), percent: null };
  const n = count(place, 'n') ?? unknownCount(place.where, place.source);
  return { score, n, percent: printed(place, 'percent', notNegative) };
}

/** The number that a score begins with, "4-5" with 4; scores without one come last. */
function firstNumber(score: string): number {
  const number = Number.parseFloat(score.replace(/^[^\d-]+/, ''));
  return Number.isNaN(number) ? Number.MAX_VALUE : number;
}

/** What was printed at one visit. */
export function summaryAt(visit: string | null, place: Place, inherited: Count | null): Summary {
  return {
    visit,
    label: place.string('label') ?? (visit === null ? '' : labelOf(visit)),
    ...statisticsAt(place, inherited),
  };
}

/** A measure with its series, one a cohort. */
export function measureAt(id: string, place: Place, known: Known): Measure {
  const scale = known.scales.get(place.string('scale') ?? '') ?? null;
  const label = place.string('label') ?? scale?.name ?? labelOf(id);
  return {
    id,
    label,
    scale,
    unit: place.string('unit'),
    items: place.number('items') ?? scale?.items ?? 1,
    positive: place.boolean('positive'),
    note: place.string('note'),
    series: seriesOf(place, label, known),
    where: place.where,
  };
}

function seriesOf(place: Place, label: string, known: Known): Series[] {
  const nOf = (cohort: string) => known.cohorts.get(cohort)?.n ?? null;
  const baseline = place.string('baseline');
  const series: Series[] = [];
  const own = place.string('cohort') ?? known.onlyRoot;
  if (own !== null && (place.get('at') || hasStatistics(place))) {
    const visits = place.entries('at').map(([visit, at]) => summaryAt(visit, at, nOf(own)));
    // Figures of the measure itself belong to no visit; its label names their row.
    if (hasStatistics(place)) visits.unshift({ ...summaryAt(null, place, nOf(own)), label });
    series.push({ cohort: own, baseline, visits });
  }
  for (const [cohort, group] of place.entries('in')) {
    const visits = group.members().map(([visit, at]) => summaryAt(visit, at, nOf(cohort)));
    series.push({ cohort, baseline, visits });
  }
  return series;
}

/** The one cohort that is part of no other; null when there are several. */
export function onlyRoot(
  cohorts: readonly { readonly id: string; readonly of: string | null }[],
): string | null {
  const roots = cohorts.filter((cohort) => cohort.of === null);
  return roots.length === 1 ? (roots[0]?.id ?? null) : null;
}

const statisticKeys = [
  ...['n', 'mean', 'sd', 'se', 'variance', 'spread', 'ci', 'median', 'iqr', 'iqrWidth'],
  ...['geometricMean', 'geometricSd', 'cv', 'range', 'within', 'frequencies'],
];

/** True when figures stand on the measure itself, not at visits. */
export function hasStatistics(place: Place): boolean {
  return statisticKeys.some((key) => place.get(key) !== null);
}

/** Individual values. */
export function valuesAt(id: string, place: Place, known: Known): Values {
  const cohort = place.string('cohort');
  const n = known.cohorts.get(cohort ?? '')?.n ?? null;
  return {
    id,
    label: place.string('label') ?? labelOf(id),
    cohort,
    measure: place.string('measure'),
    visit: place.string('visit'),
    scale: known.scales.get(place.string('scale') ?? '') ?? null,
    unit: place.string('unit'),
    perPatient: place.number('perPatient'),
    values: place.items('values').map((each) => printedAt(each)),
    ...statisticsAt(place, n),
  };
}
