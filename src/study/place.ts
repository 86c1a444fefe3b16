import type { Where } from '../errors.ts';
import { joinPath } from './json.ts';
import type { JsonNode } from './json-tree.ts';
import { type SourceText, valueAt } from './source-text.ts';

// One for all: a file can have a million places where nothing stands.
const none: readonly never[] = [];

/** A value of a validated file with its path, its place, and the source that holds there. */
export class Place {
  readonly node: JsonNode;
  /** Id of the source named here, or by the nearest part around it. */
  readonly source: string | null;
  private readonly text: SourceText;
  private readonly parent: Place | null;
  private readonly key: string | number;
  private known: { path?: string; where?: Where } | null = null;

  constructor(
    text: SourceText,
    node: JsonNode,
    parent: Place | null = null,
    key: string | number = '',
  ) {
    this.text = text;
    this.node = node;
    this.parent = parent;
    this.key = key;
    const own = node.kind === 'object' ? node.get('source') : undefined;
    this.source = own?.kind === 'string' ? own.value : (parent?.source ?? null);
  }

  get path(): string {
    this.known ??= {};
    this.known.path ??= this.parent === null ? '' : joinPath(this.parent.path, this.key);
    return this.known.path;
  }

  /** One object, however many parts of a study stand here. */
  get where(): Where {
    this.known ??= {};
    this.known.where ??= valueAt(this.text, this.path, this.node);
    return this.known.where;
  }

  /** The place of a figure whose text is inside an object here. */
  whereOf(inner: Place): Where {
    return inner === this ? this.where : valueAt(this.text, this.path, inner.node);
  }

  /** The value under a key of an object; null when there is none. */
  get(key: string): Place | null {
    if (this.node.kind !== 'object') return null;
    const value = this.node.get(key);
    return value ? this.inner(value, key) : null;
  }

  has(key: string): boolean {
    return this.node.kind === 'object' && this.node.has(key);
  }

  /** Keys and values of this object, in file order. */
  *members(): Generator<[string, Place]> {
    if (this.node.kind !== 'object') return;
    for (const { key, value } of this.node.members()) yield [key, this.inner(value, key)];
  }

  /** What is made of each key and value of an object under a key; nothing when it is absent. */
  entries<Part>(key: string, make: (key: string, at: Place) => Part): readonly Part[] {
    return this.get(key)?.parts(make) ?? none;
  }

  /** What is made of each key and value of this object. */
  parts<Part>(make: (key: string, at: Place) => Part): readonly Part[] {
    if (this.node.kind !== 'object') return none;
    // Of the right length from the start: a list that grows by one has room for seventeen.
    const parts = new Array<Part>(this.node.size);
    let index = 0;
    for (const [key, at] of this.members()) {
      parts[index] = make(key, at);
      index += 1;
    }
    return parts;
  }

  /** What is made of each item of a list under a key; nothing when it is absent. */
  items<Part>(key: string, make: (at: Place) => Part): readonly Part[] {
    return this.get(key)?.list(make) ?? none;
  }

  /** What is made of each item of this list. */
  list<Part>(make: (at: Place) => Part): readonly Part[] {
    if (this.node.kind !== 'array') return none;
    const parts = new Array<Part>(this.node.size);
    let index = 0;
    for (const item of this.node.items()) {
      parts[index] = make(this.inner(item, index));
      index += 1;
    }
    return parts;
  }

  string(key: string): string | null {
    const node = this.get(key)?.node;
    return node?.kind === 'string' ? node.value : null;
  }

  strings(key: string): readonly string[] {
    return this.items(key, ({ node }) => (node.kind === 'string' ? node.value : ''));
  }

  number(key: string): number | null {
    const node = this.get(key)?.node;
    return node?.kind === 'number' ? Number(node.text) : null;
  }

  boolean(key: string): boolean | null {
    const node = this.get(key)?.node;
    return node?.kind === 'boolean' ? node.value === true : null;
  }

  /** A part that the schema has held for plain JSON of this type. */
  plain<Type>(key: string): Type | null {
    const place = this.get(key);
    return place ? (plainJson(place.node) as Type) : null;
  }

  private inner(node: JsonNode, key: string | number): Place {
    return new Place(this.text, node, this, key);
  }
}

function plainJson(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(
        [...node.members()].map(({ key, value }) => [key, plainJson(value)]),
      );
    case 'array':
      return [...node.items()].map(plainJson);
    case 'number':
      return Number(node.text);
    default:
      return node.value;
  }
}
