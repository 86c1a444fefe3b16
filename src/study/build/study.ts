import type { JsonNode } from '../json-tree.ts';
import { labelOf } from '../label.ts';
import type {
  Citation,
  Cohort,
  Correlation,
  CountTable,
  Design,
  Partition,
  Rate,
  Source,
  Study,
} from '../model.ts';
import { Place } from '../place.ts';
import type { SourceText } from '../source-text.ts';
import { comparisonAt } from './comparisons.ts';
import { measureAt, onlyRoot, scaleAt, valuesAt } from './measures.ts';
import {
  acceptances,
  cellAt,
  count,
  countOrUnknown,
  figureAt,
  howAt,
  notNegative,
  printed,
  printedInterval,
  printedP,
} from './printed.ts';

/** What the file says, without what is worked out from it: relations and warnings. */
export type StudyParts = Omit<Study, 'relations' | 'warnings' | 'raw'>;

/** Builds the study of a file that has been found valid. */
export function buildStudy(text: SourceText, root: JsonNode): StudyParts {
  const place = new Place(text, root);
  const each = <Part>(key: string, make: (id: string, at: Place) => Part): readonly Part[] =>
    place.entries(key, make);
  const cohorts = each('cohorts', cohortAt);
  const scales = each('scales', scaleAt);
  const known = {
    scales: new Map(scales.map((scale) => [scale.id, scale])),
    cohorts: new Map(cohorts.map((cohort) => [cohort.id, cohort])),
    onlyRoot: onlyRoot(cohorts),
  };
  const id = place.string('id') ?? '';
  return {
    file: text.file,
    id,
    title: place.string('title') ?? id,
    citation: citationAt(place.get('citation')),
    sources: each('sources', sourceAt),
    design: designAt(place.get('design')),
    cohorts,
    partitions: place.items('partitions', partitionAt),
    scales,
    measures: each('measures', (key, at) => measureAt(key, at, known)),
    comparisons: place.items('comparisons', comparisonAt),
    counts: place.items('counts', countTableAt),
    values: each('values', (key, at) => valuesAt(key, at, known)),
    rates: each('rates', rateAt),
    correlations: place.items('correlations', correlationAt),
    assumptions: place.strings('assumptions'),
    notes: place.strings('notes'),
  };
}

function citationAt(place: Place | null): Citation | null {
  if (!place) return null;
  return {
    authors: place.strings('authors'),
    title: place.string('title'),
    journal: place.string('journal'),
    year: place.number('year'),
    volume: place.string('volume'),
    issue: place.string('issue'),
    pages: place.string('pages'),
    doi: place.string('doi'),
    url: place.string('url'),
  };
}

function sourceAt(id: string, place: Place): Source {
  return {
    id,
    kind: place.string('kind') ?? '',
    title: place.string('title'),
    url: place.string('url'),
    doi: place.string('doi'),
    note: place.string('note'),
    where: place.where,
  };
}

function designAt(place: Place | null): Design {
  return {
    arms: place?.number('arms') ?? null,
    direction: place?.string('direction') ?? null,
    control: place?.string('control') ?? null,
    randomized: place?.boolean('randomized') ?? null,
    blinded: place?.string('blinded') ?? null,
    missing: place?.string('missing') ?? null,
    note: place?.string('note') ?? null,
  };
}

function cohortAt(id: string, place: Place): Cohort {
  return {
    id,
    label: place.string('label') ?? labelOf(id),
    of: place.string('of'),
    n: countOrUnknown(place, 'n'),
    percent: printed(place, 'percent', notNegative),
    ci: printedInterval(place),
    how: howAt(place),
    accept: acceptances(place),
    source: place.source,
    note: place.string('note'),
    where: place.where,
  };
}

function partitionAt(place: Place): Partition {
  return { of: place.string('of') ?? '', into: place.strings('into'), where: place.where };
}

function countTableAt(place: Place): CountTable {
  return {
    label: place.string('label'),
    columns: place.strings('columns'),
    sum: place.boolean('sum') ?? false,
    rows: place.entries('rows', (id, row) => ({
      id,
      label: labelOf(id),
      cells: row.list(cellAt),
    })),
    where: place.where,
  };
}

function rateAt(id: string, place: Place): Rate {
  return {
    id,
    label: place.string('label') ?? labelOf(id),
    cohort: place.string('cohort'),
    events: count(place, 'events'),
    time: printed(place, 'time', notNegative),
    unit: place.string('unit'),
    rate: printed(place, 'rate', notNegative),
    per: place.number('per') ?? 1,
    ci: printedInterval(place),
    how: howAt(place),
    where: place.where,
  };
}

function correlationAt(place: Place): Correlation {
  const table = place.get('table');
  return {
    label: place.string('label'),
    cohort: place.string('cohort'),
    measure: place.string('measure'),
    visits: place.plain<[string, string]>('visits'),
    variables: place.strings('variables'),
    r: printed(place, 'r', { min: -1, max: 1 }),
    table: table
      ? table.list((row) => row.list((at) => (at.node.kind === 'null' ? null : figureAt(at))))
      : null,
    n: count(place, 'n'),
    ci: printedInterval(place),
    p: printedP(place, 'p'),
    how: howAt(place),
    where: place.where,
  };
}
