/** A value in a JSON text with the place where it stands. Offsets count UTF-16 units. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

/** One key of an object, with the place of the key. */
export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

/** The kinds of value, as they stand in the tree. */
export const Kind = {
  object: 0,
  array: 1,
  string: 2,
  /** A text with a backslash in it. */
  escapedString: 3,
  number: 4,
  true: 5,
  false: 6,
  null: 7,
} as const;

// A value takes three cells: kind, start and end. An object or array has two more, how many values
// stand in it and the cell after the last of them, and then those values, each after the start and
// end of its key when there is one. The end of a key with a backslash in it is negative.
const scalarCells = 3;
const containerCells = 5;
const keyCells = 2;

// From here on a search through the keys takes longer than a Map, which takes more memory.
const fewMembers = 12;

/**
 * All values of a JSON text, as integers: where they stand and what they are. A file can have ten
 * million values, and an object for each would take a hundred bytes.
 */
export class JsonTree {
  readonly text: string;
  private cells = new Int32Array(256);
  private length = 0;
  private readonly indexes = new Map<number, Map<string, number>>();

  constructor(text: string) {
    this.text = text;
  }

  get root(): JsonNode {
    return this.node(0);
  }

  addScalar(kind: number, start: number, end: number): void {
    const { length } = this;
    const cells = this.room(scalarCells);
    cells[length] = kind;
    cells[length + 1] = start;
    cells[length + 2] = end;
    this.length = length + scalarCells;
  }

  /** Begins an object or array; what is added up to its `close` stands in it. */
  open(kind: number, start: number): number {
    const { length } = this;
    const cells = this.room(containerCells);
    cells[length] = kind;
    cells[length + 1] = start;
    this.length = length + containerCells;
    return length;
  }

  close(at: number, end: number, count: number): void {
    this.cells[at + 2] = end;
    this.cells[at + 3] = count;
    this.cells[at + 4] = this.length;
  }

  /**
   * Adds a key; its value comes next.
   *
   * @param count how many members the object has so far
   * @returns the cell of an equal key of the object, or null; of a key that is new, null
   */
  addKey(object: number, count: number, key: string, start: number, end: number): number | null {
    const first = this.findKey(object, count, key);
    const at = this.length;
    const cells = this.room(keyCells);
    cells[at] = start;
    cells[at + 1] = key.length === end - start - 2 ? end : -end;
    this.length = at + keyCells;
    if (first === null) this.indexes.get(object)?.set(key, at);
    return first;
  }

  /** Forgets everything from a cell on. */
  cut(at: number): void {
    this.length = at;
    for (const object of this.indexes.keys()) if (object >= at) this.indexes.delete(object);
  }

  get end(): number {
    return this.length;
  }

  /** The cell of a key among the first members of an object; null when it is not there. */
  findKey(object: number, count: number, key: string): number | null {
    if (count > fewMembers) return this.indexOf(object, count).get(key) ?? null;
    let at = object + containerCells;
    for (let i = 0; i < count; i += 1) {
      if (this.isKey(at, key)) return at;
      at = this.after(at + keyCells);
    }
    return null;
  }

  private indexOf(object: number, count: number): Map<string, number> {
    const known = this.indexes.get(object);
    if (known) return known;
    const index = new Map<string, number>();
    let at = object + containerCells;
    for (let i = 0; i < count; i += 1) {
      index.set(this.keyAt(at), at);
      at = this.after(at + keyCells);
    }
    this.indexes.set(object, index);
    return index;
  }

  /** The value at a cell. */
  node(at: number): JsonNode {
    switch (this.cell(at)) {
      case Kind.object:
        return new JsonObject(this, at);
      case Kind.array:
        return new JsonArray(this, at);
      case Kind.string:
      case Kind.escapedString:
        return new JsonString(this, at);
      case Kind.number:
        return new JsonNumber(this, at);
      default:
        return new JsonLiteral(this, at);
    }
  }

  cell(at: number): number {
    return this.cells[at] ?? 0;
  }

  /** The cell after a value and everything in it. */
  after(at: number): number {
    return this.cell(at) <= Kind.array ? this.cell(at + 4) : at + scalarCells;
  }

  /** The key at a cell. */
  keyAt(at: number): string {
    const [start, end] = [this.cell(at), this.cell(at + 1)];
    return end < 0
      ? String(JSON.parse(this.text.slice(start, -end)))
      : this.text.slice(start + 1, end - 1);
  }

  member(at: number): JsonMember {
    return {
      key: this.keyAt(at),
      keyStart: this.cell(at),
      keyEnd: Math.abs(this.cell(at + 1)),
      value: this.node(at + keyCells),
    };
  }

  private isKey(at: number, key: string): boolean {
    const [start, end] = [this.cell(at), this.cell(at + 1)];
    if (end < 0) return this.keyAt(at) === key;
    return end - start - 2 === key.length && this.text.startsWith(key, start + 1);
  }

  private room(more: number): Int32Array {
    if (this.length + more > this.cells.length) {
      const longer = new Int32Array(this.cells.length * 2);
      longer.set(this.cells);
      this.cells = longer;
    }
    return this.cells;
  }
}

class Part {
  protected readonly tree: JsonTree;
  protected readonly at: number;

  constructor(tree: JsonTree, at: number) {
    this.tree = tree;
    this.at = at;
  }

  get start(): number {
    return this.tree.cell(this.at + 1);
  }

  get end(): number {
    return this.tree.cell(this.at + 2);
  }
}

/** An object; "__proto__" is a key like any other. */
export class JsonObject extends Part {
  readonly kind = 'object';

  get size(): number {
    return this.tree.cell(this.at + 3);
  }

  get(key: string): JsonNode | undefined {
    const at = this.tree.findKey(this.at, this.size, key);
    return at === null ? undefined : this.tree.node(at + keyCells);
  }

  has(key: string): boolean {
    return this.tree.findKey(this.at, this.size, key) !== null;
  }

  /** In the order of the file. */
  *members(): Generator<JsonMember> {
    const { tree, size } = this;
    let at = this.at + containerCells;
    for (let i = 0; i < size; i += 1) {
      yield tree.member(at);
      at = tree.after(at + keyCells);
    }
  }

  *keys(): Generator<string> {
    for (const { key } of this.members()) yield key;
  }
}

export class JsonArray extends Part {
  readonly kind = 'array';

  get size(): number {
    return this.tree.cell(this.at + 3);
  }

  *items(): Generator<JsonNode> {
    const { tree, size } = this;
    let at = this.at + containerCells;
    for (let i = 0; i < size; i += 1) {
      yield tree.node(at);
      at = tree.after(at);
    }
  }
}

export class JsonString extends Part {
  readonly kind = 'string';

  get value(): string {
    const { text } = this.tree;
    return this.tree.cell(this.at) === Kind.string
      ? text.slice(this.start + 1, this.end - 1)
      : String(JSON.parse(text.slice(this.start, this.end)));
  }
}

/** A number with its literal text: "4.30" says more than 4.3. */
export class JsonNumber extends Part {
  readonly kind = 'number';

  get text(): string {
    return this.tree.text.slice(this.start, this.end);
  }
}

export class JsonLiteral extends Part {
  get kind(): 'boolean' | 'null' {
    return this.value === null ? 'null' : 'boolean';
  }

  get value(): boolean | null {
    const kind = this.tree.cell(this.at);
    return kind === Kind.null ? null : kind === Kind.true;
  }
}
