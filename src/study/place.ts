import type { Where } from '../errors.ts';
import { type JsonNode, joinPath } from './json.ts';
import { type SourceText, whereIs } from './source-text.ts';

/** A value of a validated file with its path, its place, and the source that holds there. */
export class Place {
  readonly node: JsonNode;
  readonly path: string;
  /** Id of the source named here, or by the nearest part around it. */
  readonly source: string | null;
  private readonly text: SourceText;

  constructor(text: SourceText, node: JsonNode, path: string, source: string | null) {
    this.text = text;
    this.node = node;
    this.path = path;
    const own = node.kind === 'object' ? node.members.get('source')?.value : undefined;
    this.source = own?.kind === 'string' ? own.value : source;
  }

  get where(): Where {
    return whereIs(this.text, this.path, this.node.start);
  }

  /** The value under a key of an object; null when there is none. */
  get(key: string): Place | null {
    if (this.node.kind !== 'object') return null;
    const member = this.node.members.get(key);
    return member ? this.inner(member.value, key) : null;
  }

  /** Keys and values of this object, in file order. */
  members(): [string, Place][] {
    if (this.node.kind !== 'object') return [];
    return [...this.node.members].map(({ key, value }) => [key, this.inner(value, key)]);
  }

  /** Keys and values of an object under a key; none when it is absent. */
  entries(key: string): [string, Place][] {
    return this.get(key)?.members() ?? [];
  }

  /** Items of a list under a key; none when it is absent. */
  items(key: string): Place[] {
    return this.get(key)?.list() ?? [];
  }

  /** Items of this list. */
  list(): Place[] {
    if (this.node.kind !== 'array') return [];
    return this.node.items.map((item, index) => this.inner(item, index));
  }

  string(key: string): string | null {
    const node = this.get(key)?.node;
    return node?.kind === 'string' ? node.value : null;
  }

  strings(key: string): string[] {
    return this.items(key).flatMap(({ node }) => (node.kind === 'string' ? [node.value] : []));
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
    return new Place(this.text, node, joinPath(this.path, key), this.source);
  }
}

function plainJson(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries([...node.members].map(({ key, value }) => [key, plainJson(value)]));
    case 'array':
      return node.items.map(plainJson);
    case 'number':
      return Number(node.text);
    default:
      return node.value;
  }
}
