import type { Problems } from '../validate.ts';
import { idOf, type ReadCell, type Row } from './cells.ts';

/** The id of a name, also of one without letters or digits, such as "†" for a source. */
export function nameId(name: string): string {
  return idOf(name) || 'unnamed';
}

/** The ids of names, each written in one way. */
export class Names {
  private readonly problems: Problems;
  private readonly kinds = new Map<string, Map<string, { text: string; row: number }>>();

  constructor(problems: Problems) {
    this.problems = problems;
  }

  /** The id of a name; one that differs from another only in letter case or marks is reported. */
  id(kind: string, { value, cell }: ReadCell, row: Row): string {
    const text = String(value);
    const id = nameId(text);
    const before = this.kind(kind).get(id);
    if (!before || before.row === 0) this.kind(kind).set(id, { text, row: row.number });
    else if (before.text !== text) {
      this.problems.add(
        `${JSON.stringify(text)} is written ${JSON.stringify(before.text)} in row ${before.row}`,
        `row ${row.number}`,
        cell,
        'Write a name the same everywhere',
      );
    }
    return id;
  }

  /** The id of something that no cell names. */
  known(kind: string, id: string): string {
    if (!this.kind(kind).has(id)) this.kind(kind).set(id, { text: id, row: 0 });
    return id;
  }

  /** The name of an id, as it was written. */
  text(kind: string, id: string): string {
    return this.kind(kind).get(id)?.text ?? id;
  }

  /** Every id of a kind with its name, in the order in which they were first written. */
  of(kind: string): [string, string][] {
    return [...this.kind(kind)].map(([id, { text }]) => [id, text]);
  }

  private kind(kind: string): Map<string, { text: string; row: number }> {
    const found = this.kinds.get(kind) ?? new Map<string, { text: string; row: number }>();
    this.kinds.set(kind, found);
    return found;
  }
}
