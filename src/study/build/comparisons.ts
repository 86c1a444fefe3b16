import type { Comparison, Effect, Side, TestStatistic } from '../model.ts';
import type { Place } from '../place.ts';
import { summaryAt } from './measures.ts';
import {
  count,
  howAt,
  notNegative,
  printed,
  printedAt,
  printedInterval,
  printedP,
} from './printed.ts';

/** A comparison with everything printed about it. */
export function comparisonAt(place: Place): Comparison {
  const changeScore = place.get('changeScore');
  const n = count(place, 'n');
  return {
    label: place.string('label'),
    measure: place.string('measure'),
    cohort: place.string('cohort'),
    from: sideAt(place.get('from')),
    to: sideAt(place.get('to')),
    between: place.strings('between'),
    at: place.string('at'),
    change: place.plain<[string, string]>('change'),
    n,
    claim: place.string('claim') as Comparison['claim'],
    p: printedP(place, 'p'),
    alpha: place.number('alpha'),
    difference: printed(place, 'difference'),
    se: printed(place, 'se', notNegative),
    ci: printedInterval(place),
    improvement: printed(place, 'improvement'),
    correlation: printed(place, 'correlation'),
    changeScore: changeScore ? summaryAt(null, changeScore, n) : null,
    changeScores: place.entries('changeScores', (cohort, at) => ({
      cohort,
      summary: summaryAt(null, at, null),
    })),
    tests: place.items('tests', testAt),
    events: place.strings('events'),
    effects: place.items('effects', effectAt),
    how: howAt(place),
    source: place.source,
    note: place.string('note'),
    where: place.where,
  };
}

function sideAt(place: Place | null): Side | null {
  if (!place) return null;
  if (place.node.kind === 'string') return { visit: place.node.value, printed: null };
  const visit = place.string('visit') ?? '';
  return { visit, printed: summaryAt(visit, place, null) };
}

function testAt(place: Place): TestStatistic {
  const kind = place.string('kind') ?? '';
  const df = place.get('df');
  return {
    kind: (kind === 'χ²' ? 'chi2' : kind) as TestStatistic['kind'],
    value: printedAt(place.get('value') ?? place),
    df: df ? (df.node.kind === 'array' ? df.list((at) => printedAt(at)) : [printedAt(df)]) : [],
    p: printedP(place, 'p'),
    tails: place.number('tails') as TestStatistic['tails'],
    n: count(place, 'n'),
    how: howAt(place),
    where: place.where,
  };
}

function effectAt(place: Place): Effect {
  return {
    kind: place.string('kind') as Effect['kind'],
    label: place.string('label'),
    value: printedAt(place.get('value') ?? place),
    se: printed(place, 'se', notNegative),
    ci: printedInterval(place),
    p: printedP(place, 'p'),
    n: count(place, 'n'),
    how: howAt(place),
    where: place.where,
  };
}
