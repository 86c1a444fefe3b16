import type { JsonNode, JsonObject } from './json.ts';
import { suggestion } from './suggest.ts';
import type { Problems, Reference } from './validate.ts';

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
  for (const reference of references) {
    const known =
      reference.kind === 'visits'
        ? visitsFor(reference, root)
        : keysOf(member(root, reference.kind));
    // null: the measure itself is not there, and that is reported already.
    if (known === null || known.includes(reference.id)) continue;
    problems.add(
      `there is no ${nouns[reference.kind]} ${JSON.stringify(reference.id.slice(0, 80))}`,
      reference.path,
      reference,
      known.length === 0 ? none(reference) : suggestion(reference.id, known),
    );
  }
}

function none({ kind }: Reference): string {
  return kind === 'visits'
    ? 'Name the measure whose visit it is: "measure": …'
    : `Nothing is listed under ${JSON.stringify(kind)}`;
}

/** The visits of the measure that a reference stands in, or of the one that is named around it. */
function visitsFor({ around }: Reference, root: JsonObject): string[] | null {
  for (const owner of around.toReversed()) {
    if (member(owner, 'at')?.kind === 'object' || member(owner, 'in')?.kind === 'object') {
      return visitsOf(owner);
    }
    const name = member(owner, 'measure');
    if (name?.kind !== 'string') continue;
    const measures = member(root, 'measures');
    const measure = measures?.kind === 'object' ? member(measures, name.value) : undefined;
    return measure?.kind === 'object' ? visitsOf(measure) : null;
  }
  return [];
}

function visitsOf(measure: JsonObject): string[] {
  const groups = member(measure, 'in');
  const inGroups =
    groups?.kind === 'object'
      ? [...groups.members.values()].flatMap(({ value }) => keysOf(value))
      : [];
  return [...new Set([...keysOf(member(measure, 'at')), ...inGroups])];
}

function member(object: JsonObject, key: string): JsonNode | undefined {
  return object.members.get(key)?.value;
}

function keysOf(node: JsonNode | undefined): string[] {
  return node?.kind === 'object' ? [...node.members.keys()] : [];
}
