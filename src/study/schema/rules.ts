import type * as v from 'valibot';
import type { JsonNode } from '../json-tree.ts';
import type { Meaning } from './parts.ts';

/** The types of schema that the study file is made of. */
type Base =
  | v.StrictObjectSchema<v.ObjectEntries, undefined>
  | v.RecordSchema<v.GenericSchema<string>, v.GenericSchema, undefined>
  | v.ArraySchema<v.GenericSchema, undefined>
  | v.StrictTupleSchema<v.TupleItems, undefined>
  | v.UnionSchema<v.UnionOptions, undefined>
  | v.PicklistSchema<readonly (string | number)[], undefined>
  | v.StringSchema<undefined>
  | v.NumberSchema<undefined>
  | v.BooleanSchema<undefined>
  | v.NullSchema<undefined>;

/** What the reader needs of a schema, taken out of its pipe. */
export interface Rule {
  readonly base: Base;
  /** The kinds of JSON value that it takes. */
  readonly kinds: ReadonlySet<JsonNode['kind']>;
  readonly checks: readonly v.GenericValidation[];
  readonly meaning: Meaning;
  /** What is expected, as a noun phrase. */
  readonly title: string;
  /** Keys that an object must have. */
  readonly required: readonly string[];
}

const known = new WeakMap<v.GenericSchema, Rule>();

/** The rule of a schema; made once. */
export function ruleOf(schema: v.GenericSchema): Rule {
  let rule = known.get(schema);
  if (!rule) {
    rule = makeRule(schema);
    known.set(schema, rule);
  }
  return rule;
}

function makeRule(schema: v.GenericSchema): Rule {
  const [base, ...actions] = flatten(schema);
  // The types of all schemas are those of `Base`: a test converts and walks every one of them.
  const known = base as Base;
  const meaning: Meaning = Object.assign(
    {},
    ...actions.map((action) => ('metadata' in action ? action.metadata : {})),
  );
  const titles = actions.flatMap((action) => ('title' in action ? [String(action.title)] : []));
  return {
    base: known,
    kinds: kindsOf(known),
    checks: actions.filter((action) => action.kind === 'validation') as v.GenericValidation[],
    meaning,
    title: titles.at(-1) ?? known.type,
    required:
      known.type === 'strict_object'
        ? Object.keys(known.entries).filter((key) => known.entries[key]?.type !== 'exact_optional')
        : [],
  };
}

type PipeItem = { readonly kind: string; readonly type: string };

/** The innermost schema, then all actions of the pipes around it. */
function flatten(schema: PipeItem): PipeItem[] {
  if ('pipe' in schema)
    return (schema.pipe as PipeItem[]).flatMap((item) => ('pipe' in item ? flatten(item) : [item]));
  if ('wrapped' in schema) return flatten(schema.wrapped as PipeItem);
  return [schema];
}

function kindsOf(base: Base): ReadonlySet<JsonNode['kind']> {
  switch (base.type) {
    case 'strict_object':
    case 'record':
      return new Set(['object']);
    case 'array':
    case 'strict_tuple':
      return new Set(['array']);
    case 'union':
      return new Set(base.options.flatMap((option) => [...ruleOf(option).kinds]));
    case 'picklist':
      return new Set(
        base.options.map((option) => (typeof option === 'string' ? 'string' : 'number')),
      );
    default:
      return new Set([base.type]);
  }
}
