import { toJsonSchema } from '@valibot/to-json-schema';
import { comparison } from '../src/study/schema/comparisons.ts';
import { how } from '../src/study/schema/how.ts';
import { measure, scale, summary, values } from '../src/study/schema/measures.ts';
import { cell, ci, count, figure, pair, printed, pValue } from '../src/study/schema/parts.ts';
import { studyFile } from '../src/study/schema/study-file.ts';

const named = {
  ...{ cell, ci, comparison, count, figure, how, measure },
  ...{ pair, printed, pValue, scale, summary, values },
};

/** The published JSON Schema of a study file (draft-07, which every editor reads), as JSON text. */
export function studySchemaText(): string {
  const schema = toJsonSchema(studyFile, {
    target: 'draft-07',
    definitions: named,
    // What a reader of the file must know beyond its shape has no words in JSON Schema.
    ignoreActions: ['metadata', 'check'],
  });
  const { $schema, $defs = {}, ...root } = JSON.parse(JSON.stringify(schema)) as Json;
  const definitions = $defs as Record<string, Json>;
  const names = new Map(Object.entries(definitions).map(([name, each]) => [shapeOf(each), name]));
  const shared = (each: Json) => sharedParts(each, names, true) as Json;
  return `${JSON.stringify(
    {
      $schema,
      title: 'Study file of dystonia-stats',
      ...shared(root),
      $defs: Object.fromEntries(Object.entries(definitions).map(([k, each]) => [k, shared(each)])),
    },
    null,
    2,
  )}\n`;
}

type Json = Record<string, unknown>;

/** Refers to a definition wherever it was written out again under a description of its own. */
function sharedParts(value: unknown, names: ReadonlyMap<string, string>, top = false): unknown {
  if (Array.isArray(value)) return value.map((each) => sharedParts(each, names));
  if (typeof value !== 'object' || value === null) return value;
  const name = top ? undefined : names.get(shapeOf(value as Json));
  if (name !== undefined) {
    const { description } = value as Json;
    // Beside a $ref of draft-07 nothing else counts, hence the allOf.
    return { ...(description ? { description } : {}), allOf: [{ $ref: `#/$defs/${name}` }] };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, sharedParts(each, names)]),
  );
}

function shapeOf({ description, ...shape }: Json): string {
  return JSON.stringify(shape);
}
