import type * as v from 'valibot';
import { InputError, type Problem } from '../errors.ts';
import { isNotSignificant, readCount, readFigure } from './figure.ts';
import { joinPath } from './json.ts';
import type { JsonArray, JsonMember, JsonNode, JsonObject, JsonString } from './json-tree.ts';
import type { Meaning } from './schema/parts.ts';
import { type Rule, ruleOf } from './schema/rules.ts';
import { type SourceText, spot } from './source-text.ts';
import { nearest } from './suggest.ts';

/** An id that stands for something elsewhere in the file. */
export interface Reference {
  readonly kind: NonNullable<Meaning['refersTo']>;
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** The objects around it, from the root inwards. */
  readonly around: readonly JsonObject[];
}

type Span = { readonly start: number; readonly end: number };
type Hint = string | (() => string);

/** Collects the problems of one file, up to a limit that a person can still read. */
export class Problems {
  readonly list: Problem[] = [];
  private unlisted = 0;
  private readonly source: SourceText;
  private static readonly most = 200;

  constructor(source: SourceText) {
    this.source = source;
  }

  /** Adds a problem; path and hint are worked out only if it is listed. */
  add(message: string, path: string | (() => string), span: Span, hint?: Hint): void {
    if (this.list.length >= Problems.most) {
      this.unlisted += 1;
      return;
    }
    const advice = typeof hint === 'function' ? hint() : hint;
    const at = typeof path === 'function' ? path() : path;
    const place = spot(this.source, at, span.start, span.end - span.start);
    this.list.push({ message, ...(advice ? { hint: advice } : {}), ...place });
  }

  /** In the order of the file, with a last line when there are more than listed. */
  sorted(): Problem[] {
    const place = (problem: Problem) => problem.where ?? { line: 0, column: 0 };
    const list = this.list.toSorted(
      (a, b) => place(a).line - place(b).line || place(a).column - place(b).column,
    );
    if (this.unlisted > 0) list.push({ message: `${this.unlisted} more problems are not listed` });
    return list;
  }

  /** @throws InputError with all of them, when there is one */
  refuse(): void {
    const [first, ...others] = this.sorted();
    if (first) throw new InputError([first, ...others]);
  }
}

/**
 * Holds a JSON text against the schema of the study file and reports everything that is wrong, at
 * its place. It walks the schema itself: valibot reports the first unknown key only, skips keys such as
 * "constructor" and does not know where a value stands.
 */
export function validate(
  root: JsonNode,
  schema: v.GenericSchema,
  problems: Problems,
): readonly Reference[] {
  const walker = new Walker(problems, false);
  walker.walk(root, schema);
  return walker.references;
}

/** Plain JSON of a valid file; figures are texts, also where the file has bare numbers. */
export function plainFile(root: JsonNode, schema: v.GenericSchema, problems: Problems): unknown {
  return new Walker(problems, true).walk(root, schema);
}

class Walker {
  readonly references: Reference[] = [];
  private readonly problems: Problems;
  private readonly trail: (string | number)[] = [];
  private readonly around: JsonObject[] = [];
  /** Objects and lists are built only where a check or somebody else looks at them. */
  private builds: boolean;

  constructor(problems: Problems, builds: boolean) {
    this.problems = problems;
    this.builds = builds;
  }

  walk(node: JsonNode, schema: v.GenericSchema): unknown {
    const rule = ruleOf(schema);
    const before = this.problems.list.length;
    const built = this.builds;
    this.builds ||= rule.checks.length > 0;
    const value = this.walkBase(node, rule);
    this.builds = built;
    if (this.problems.list.length === before) this.check(node, rule, value);
    return value;
  }

  private walkBase(node: JsonNode, rule: Rule): unknown {
    const { base } = rule;
    if (base.type === 'union') {
      const option = base.options.find((each) => ruleOf(each).kinds.has(node.kind));
      return option ? this.walk(node, option) : this.wrongType(node, rule);
    }
    if (!rule.kinds.has(node.kind)) return this.wrongType(node, rule);
    switch (node.kind) {
      case 'object':
        return this.object(node, rule);
      case 'array':
        return this.array(node, rule);
      case 'string':
        return this.string(node, rule);
      case 'number':
        return this.number(node, rule);
      default:
        return node.value;
    }
  }

  private object(node: JsonObject, rule: Rule): unknown {
    const result: Record<string, unknown> = {};
    this.around.push(node);
    for (const member of node.members()) {
      const { key } = member;
      const schema = this.memberSchema(key, member, rule);
      if (!schema) continue;
      this.trail.push(key);
      const value = this.walk(member.value, schema);
      if (this.builds && key === '__proto__') ownProperty(result, key, value);
      else if (this.builds) result[key] = value;
      this.trail.pop();
    }
    this.around.pop();
    for (const key of rule.required) {
      if (!node.has(key)) {
        const start = { start: node.start, end: node.start + 1 };
        this.report(`${JSON.stringify(key)} is missing here`, start);
      }
    }
    return result;
  }

  private memberSchema(key: string, member: JsonMember, { base }: Rule): v.GenericSchema | null {
    const span = { start: member.keyStart, end: member.keyEnd };
    if (base.type === 'record') {
      const keyRule = ruleOf(base.key);
      this.check(span, keyRule, key);
      this.refer(keyRule, key, span);
      return base.value;
    }
    if (base.type !== 'strict_object') return null;
    if (Object.hasOwn(base.entries, key)) return base.entries[key] ?? null;
    this.report(`unknown key ${JSON.stringify(key.slice(0, 80))}`, span, () => {
      const names = Object.keys(base.entries);
      const like = nearest(key, names);
      return like === null
        ? `Known here: ${names.join(', ')}`
        : `Did you mean ${JSON.stringify(like)}?`;
    });
    return null;
  }

  private array(node: JsonArray, { base, title }: Rule): unknown {
    if (base.type === 'strict_tuple' && base.items.length !== node.size) {
      return this.report(`expected ${title}, got a list of ${node.size}`, node);
    }
    const values: unknown[] = [];
    let index = 0;
    for (const item of node.items()) {
      const schema =
        base.type === 'array'
          ? base.item
          : base.type === 'strict_tuple'
            ? base.items[index]
            : undefined;
      this.trail.push(index);
      const value = schema ? this.walk(item, schema) : undefined;
      this.trail.pop();
      if (this.builds) values.push(value);
      index += 1;
    }
    return values;
  }

  private string(node: JsonString, rule: Rule): unknown {
    const { base, meaning } = rule;
    if (base.type === 'picklist') return this.picked(node, node.value, rule);
    if (meaning.reads === 'figure' || meaning.reads === 'p-value') {
      this.figure(node, node.value, meaning.reads === 'p-value');
    } else if (meaning.reads === 'count') {
      this.count(node);
    }
    this.refer(rule, node.value, node);
    return node.value;
  }

  private number(node: JsonNode & { kind: 'number' }, rule: Rule): unknown {
    if (rule.meaning.reads === 'literal') {
      this.figure(node, node.text, false);
      return node.text;
    }
    const value = Number(node.text);
    if (!Number.isFinite(value)) {
      return this.report(`${node.text.slice(0, 40)} is too large to compute with`, node);
    }
    return rule.base.type === 'picklist' ? this.picked(node, value, rule) : value;
  }

  private picked(node: JsonNode, value: string | number, { base, title }: Rule): unknown {
    if (base.type !== 'picklist' || base.options.includes(value)) return value;
    const like = typeof value === 'string' ? nearest(value, base.options.map(String)) : null;
    return this.report(
      `expected ${title}, got ${describe(node)}`,
      node,
      like === null ? undefined : `Did you mean ${JSON.stringify(like)}?`,
    );
  }

  private figure(node: JsonNode, text: string, isP: boolean): void {
    if (isP && isNotSignificant(text)) return;
    const result = readFigure(text);
    if ('message' in result) this.report(result.message, node, result.hint);
  }

  private count(node: JsonString): void {
    if (readCount(node.value) !== null) return;
    const negative = /^\s*[-−]\s*\d+\s*$/.test(node.value);
    this.report(
      negative ? 'a count cannot be negative' : `${describe(node)} is not a count`,
      node,
      'Write a whole number, "≤28" for "up to 28", or null when it is not printed',
    );
  }

  /** Runs the schema's own checks (patterns, limits) on a value of the right type. */
  private check(span: Span, { checks, meaning }: Rule, value: unknown): void {
    // Figures and counts have been read by now, with better messages than a pattern can give.
    if (meaning.reads !== undefined && meaning.reads !== 'cell') return;
    for (const action of checks) {
      const { issues } = action['~run']({ typed: true, value }, {});
      if (!issues) continue;
      const message =
        meaning.reads === 'cell' ? `${quote(String(value))} is not a cell` : issues[0].message;
      const hint =
        meaning.reads === 'cell'
          ? 'Write "7 (17.5)", "7", or null when it is not printed'
          : undefined;
      this.report(message, span, hint);
      return;
    }
  }

  private refer(
    { meaning }: Rule,
    id: string,
    { start, end }: { start: number; end: number },
  ): void {
    if (meaning.refersTo === undefined) return;
    this.references.push({
      kind: meaning.refersTo,
      id,
      start,
      end,
      path: this.path(),
      around: meaning.refersTo === 'visits' ? [...this.around] : [],
    });
  }

  private wrongType(node: JsonNode, { title }: Rule): undefined {
    return this.report(`expected ${title}, got ${describe(node)}`, node);
  }

  private report(message: string, span: Span, hint?: Hint): undefined {
    this.problems.add(message, () => this.path(), span, hint);
    return undefined;
  }

  private path(): string {
    return this.trail.reduce<string>(joinPath, '');
  }
}

/** Sets a key that plain assignment would take for something else. */
function ownProperty(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}

/** A value in the words of a message: `"abc"`, `4.3`, `a list`. */
function describe(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return node.size === 0 ? 'an empty object' : 'an object';
    case 'array':
      return 'a list';
    case 'string':
      return quote(node.value);
    case 'number':
      return node.text.slice(0, 40);
    default:
      return String(node.value);
  }
}
