import { labelOf } from '../label.ts';
import type {
  Cohort,
  Count,
  Frequency,
  Measure,
  Scale,
  Series,
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

/**
 * What was printed at one visit; `inherited` is the n of the cohort. One literal, because there may
 * be a million of them.
 */
export function summaryAt(
  visit: string | null,
  place: Place,
  inherited: Count | null,
  label: string = place.string('label') ?? (visit === null ? '' : labelOf(visit)),
): Summary {
  const stated = count(place, 'n');
  return {
    visit,
    label,
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
    frequencies: frequenciesAt(place),
    how: howAt(place),
    source: place.source,
    note: place.string('note'),
    where: place.where,
  };
}

/** By score, because keys that are whole numbers come first in an object anyway. */
function frequenciesAt(place: Place): readonly Frequency[] {
  const frequencies = place.entries('frequencies', frequencyAt);
  if (frequencies.length < 2) return frequencies;
  return frequencies.toSorted((a, b) => firstNumber(a.score) - firstNumber(b.score));
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

function seriesOf(place: Place, label: string, known: Known): readonly Series[] {
  const nOf = (cohort: string) => known.cohorts.get(cohort)?.n ?? null;
  const baseline = place.string('baseline');
  const cohort = place.string('cohort') ?? known.onlyRoot;
  const groups = place.entries('in', (id, group) => ({
    cohort: id,
    baseline,
    visits: group.parts((visit, at) => summaryAt(visit, at, nOf(id))),
  }));
  if (cohort === null) return groups;
  const visits = place.entries('at', (visit, at) => summaryAt(visit, at, nOf(cohort)));
  if (!hasStatistics(place)) {
    return place.has('at') ? [{ cohort, baseline, visits }, ...groups] : groups;
  }
  // Figures of the measure itself belong to no visit; its label names their row.
  const own = summaryAt(null, place, nOf(cohort), label);
  return [{ cohort, baseline, visits: [own, ...visits] }, ...groups];
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
  return statisticKeys.some((key) => place.has(key));
}

/** Individual values. */
export function valuesAt(id: string, place: Place, known: Known): Values {
  const cohort = place.string('cohort');
  const n = known.cohorts.get(cohort ?? '')?.n ?? null;
  return {
    ...summaryAt(place.string('visit'), place, n, place.string('label') ?? labelOf(id)),
    id,
    cohort,
    measure: place.string('measure'),
    scale: known.scales.get(place.string('scale') ?? '') ?? null,
    unit: place.string('unit'),
    perPatient: place.number('perPatient'),
    values: place.items('values', (each) => printedAt(each)),
  };
}
