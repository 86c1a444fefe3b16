import { hasStatistics, onlyRoot } from './build/measures.ts';
import type { JsonNode } from './json-tree.ts';
import { Place } from './place.ts';
import type { SourceText } from './source-text.ts';
import type { Problems } from './validate.ts';

/**
 * Reports what makes a file of the right shape unreadable all the same: a cohort that is part of
 * itself, figures of a measure without a cohort, rows of another length than their columns.
 */
export function checkConsistency(text: SourceText, root: JsonNode, problems: Problems): void {
  const place = new Place(text, root);
  checkTree(place, problems);
  const cohorts = place.entries('cohorts', (id, at) => ({ id, of: at.string('of') }));
  const only = onlyRoot(cohorts);
  for (const [, measure] of place.get('measures')?.members() ?? []) {
    const needsCohort = measure.has('at') || hasStatistics(measure);
    if (needsCohort && !measure.has('cohort') && only === null) {
      problems.add(
        '"cohort" is missing here',
        measure.path,
        first(measure),
        'Say whose figures these are',
      );
    }
  }
  place.items('counts', (table) => checkRows(table, problems));
  place.items('correlations', (correlation) => checkTable(correlation, problems));
}

function checkTree(place: Place, problems: Problems): void {
  const cohorts = new Map(place.get('cohorts')?.members() ?? []);
  const settled = new Set<string>();
  for (const id of cohorts.keys()) {
    const chain = new Set<string>();
    let at: string | null = id;
    while (at !== null && cohorts.has(at) && !settled.has(at) && !chain.has(at)) {
      chain.add(at);
      at = cohorts.get(at)?.string('of') ?? null;
    }
    const parent = at !== null && chain.has(at) ? cohorts.get(at)?.get('of') : null;
    if (parent) {
      const ring = [...chain].slice([...chain].indexOf(at ?? '')).slice(0, 10);
      problems.add(
        `the cohort ${JSON.stringify(at)} is part of itself`,
        parent.path,
        parent.node,
        `${[...ring, at].join(' is part of ')}`,
      );
    }
    for (const each of chain) settled.add(each);
  }
}

function checkRows(table: Place, problems: Problems): void {
  const columns = sizeOf(table.get('columns'));
  for (const [, row] of table.get('rows')?.members() ?? []) {
    const cells = sizeOf(row);
    if (cells !== columns) {
      problems.add(
        `${cells} ${cells === 1 ? 'cell' : 'cells'} for ${columns} ${columns === 1 ? 'column' : 'columns'}`,
        row.path,
        row.node,
        'Write null for a cell that is not printed',
      );
    }
  }
}

function checkTable(correlation: Place, problems: Problems): void {
  const table = correlation.get('table');
  const variables = sizeOf(correlation.get('variables'));
  if (table?.node.kind !== 'array') return;
  const lengths = table.list(sizeOf);
  const whole = lengths.every((length) => length === variables);
  const lower = lengths.every((length, index) => length === index + 1);
  const strict = lengths.every((length, index) => length === index);
  if (lengths.length !== variables || !(whole || lower || strict)) {
    problems.add(
      `the table does not fit its ${variables} variables`,
      table.path,
      table.node,
      'Give one row a variable: whole rows, or the lower half with or without the diagonal',
    );
  }
}

function sizeOf(place: Place | null): number {
  return place?.node.kind === 'array' ? place.node.size : 0;
}

function first({ node }: Place): { start: number; end: number } {
  return { start: node.start, end: node.start + 1 };
}
