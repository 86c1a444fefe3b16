import type { JsonNode, JsonObject } from './json-tree.ts';
import { suggestion } from './suggest.ts';
import type { Problems, Reference } from './validate.ts';

/** What can be asked of a set of names. */
type Names = Pick<ReadonlySet<string>, 'has' | 'size'> & { keys(): Iterable<string> };

const nouns: Readonly<Record<Reference['kind'], string>> = {
  cohorts: 'cohort',
  scales: 'scale',
  measures: 'measure',
  sources: 'source',
  visits: 'visit',
};

/** Reports every id that stands for nothing, with the nearest that exists. */
export function checkReferences(
  root: JsonNode,
  references: readonly Reference[],
  problems: Problems,
): void {
  if (root.kind !== 'object') return;
  const visits = new Map<number, Names>();
  for (const reference of references) {
    const known =
      reference.kind === 'visits'
        ? visitsFor(reference, root, visits)
        : names(member(root, reference.kind));
    // null: the measure itself is not there, and that is reported already.
    if (known === null || known.has(reference.id)) continue;
    problems.add(
      `there is no ${nouns[reference.kind]} ${JSON.stringify(reference.id.slice(0, 80))}`,
      reference.path,
      reference,
      () => (known.size === 0 ? none(reference) : suggestion(reference.id, [...known.keys()])),
    );
  }
}

function none({ kind }: Reference): string {
  return kind === 'visits'
    ? 'Name the measure whose visit it is: "measure": …'
    : `Nothing is listed under ${JSON.stringify(kind)}`;
}

/** The visits of the measure that a reference stands in, or of the one that is named around it. */
function visitsFor(
  { around }: Reference,
  root: JsonObject,
  known: Map<number, Names>,
): Names | null {
  for (const owner of around.toReversed()) {
    if (member(owner, 'at')?.kind === 'object' || member(owner, 'in')?.kind === 'object') {
      return visitsOf(owner, known);
    }
    const name = member(owner, 'measure');
    if (name?.kind !== 'string') continue;
    const measures = member(root, 'measures');
    const measure = measures?.kind === 'object' ? member(measures, name.value) : undefined;
    return measure?.kind === 'object' ? visitsOf(measure, known) : null;
  }
  return new Set();
}

function visitsOf(measure: JsonObject, known: Map<number, Names>): Names {
  const before = known.get(measure.start);
  if (before) return before;
  const groups = member(measure, 'in');
  const inGroups =
    groups?.kind === 'object' ? [...groups.members()].flatMap(({ value }) => keysOf(value)) : [];
  const visits = new Set([...keysOf(member(measure, 'at')), ...inGroups]);
  known.set(measure.start, visits);
  return visits;
}

function member(object: JsonObject, key: string): JsonNode | undefined {
  return object.get(key);
}

function names(node: JsonNode | undefined): Names {
  if (node?.kind !== 'object') return new Set();
  return node;
}

function keysOf(node: JsonNode | undefined): string[] {
  return node?.kind === 'object' ? [...node.keys()] : [];
}
