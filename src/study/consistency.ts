import { hasStatistics, onlyRoot } from './build/measures.ts';
import type { JsonNode } from './json.ts';
import { Place } from './place.ts';
import type { SourceText } from './source-text.ts';
import type { Problems } from './validate.ts';

/**
 * Reports what makes a file of the right shape unreadable all the same: a cohort that is part of
 * itself, figures of a measure without a cohort, rows of another length than their columns.
 */
export function checkConsistency(text: SourceText, root: JsonNode, problems: Problems): void {
  const place = new Place(text, root, '', null);
  checkTree(place, problems);
  const cohorts = place.entries('cohorts').map(([id, at]) => ({ id, of: at.string('of') }));
  const only = onlyRoot(cohorts);
  for (const [, measure] of place.entries('measures')) {
    const needsCohort = measure.get('at') !== null || hasStatistics(measure);
    if (needsCohort && measure.get('cohort') === null && only === null) {
      problems.add(
        '"cohort" is missing here',
        measure.path,
        first(measure),
        'Say whose figures these are',
      );
    }
  }
  for (const table of place.items('counts')) checkRows(table, problems);
  for (const correlation of place.items('correlations')) checkTable(correlation, problems);
}

function checkTree(place: Place, problems: Problems): void {
  const cohorts = new Map(place.entries('cohorts'));
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
  const columns = table.items('columns').length;
  for (const [, row] of table.entries('rows')) {
    const cells = row.list().length;
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
  const variables = correlation.items('variables').length;
  if (table?.node.kind !== 'array') return;
  const lengths = table.list().map((row) => row.list().length);
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

function first({ node }: Place): { start: number; end: number } {
  return { start: node.start, end: node.start + 1 };
}
