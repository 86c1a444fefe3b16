/**
 * What a person reads, as plain data: formats lay it out, and know nothing of statistics.
 */
export type Part = Heading | Text | Table | List | Blocks;

/** The title of a study and what must be known before reading on. */
export interface Heading {
  readonly kind: 'heading';
  readonly title: string;
  readonly lines: readonly string[];
}

export interface Text {
  readonly kind: 'text';
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export interface Table {
  readonly kind: 'table';
  readonly id: string;
  readonly title: string;
  /** Stands beside the title, e.g. "1–5, higher is better". */
  readonly subtitle?: string;
  /** The first column holds the row labels and has no header of its own. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** One or more plain sentences that say what the table means. */
  readonly caption: string;
}

export interface Column {
  readonly header: string;
  /** Second line of the header: unit or method. */
  readonly under?: string;
  readonly align: 'left' | 'right';
  /** Narrow screens drop the columns with the highest number first; columns without one stay. */
  readonly giveWay?: number;
}

export interface Row {
  readonly cells: readonly string[];
  /** Depth in a tree of groups; 0 if left out. */
  readonly indent?: number;
}

/** A row whose texts are made once somebody reads them: formats for scripts do not. */
export function rowOnDemand(make: () => readonly string[]): Row {
  let made: readonly string[] | null = null;
  return {
    get cells() {
      made ??= make();
      return made;
    },
  };
}

export interface List {
  readonly kind: 'list';
  readonly title: string;
  /** Stands between the title and the items, e.g. "If". */
  readonly lead?: string;
  /** Sentences after the items. */
  readonly closing?: readonly string[];
  readonly items: readonly { readonly mark: string; readonly text: string }[];
}

/** Things of which each has a place and a name, a few facts, and sentences. */
export interface Blocks {
  readonly kind: 'blocks';
  readonly title: string;
  /** Stands between the title and the first block. */
  readonly lead?: string;
  readonly blocks: readonly Block[];
}

export interface Block {
  /** Where it stands, e.g. "study.json:41:27". */
  readonly place: string;
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly paragraphs: readonly string[];
}
