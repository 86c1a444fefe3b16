import type { List } from './document.ts';

const MARKS = ['*', '†', '‡', '§', '¶'];

/** Collects the notes of one report: those that a table points to by a mark, and the rest. */
export class Notes {
  readonly #marked = new Map<string, { mark: string; text: string }>();
  readonly #plain = new Set<string>();

  /** The mark that stands in the table; the same text keeps its mark. */
  mark(text: string): string {
    const known = this.#marked.get(text);
    if (known) return known.mark;
    const index = this.#marked.size;
    const mark = (MARKS[index % MARKS.length] ?? '*').repeat(1 + Math.floor(index / MARKS.length));
    this.#marked.set(text, { mark, text });
    return mark;
  }

  add(text: string): void {
    this.#plain.add(text);
  }

  get texts(): readonly string[] {
    return [...this.#marked.keys(), ...this.#plain];
  }

  list(): List | null {
    const items = [
      ...this.#marked.values(),
      ...[...this.#plain].map((text) => ({ mark: '·', text })),
    ];
    return items.length === 0 ? null : { kind: 'list', title: 'Notes', items };
  }
}
