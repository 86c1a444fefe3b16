import type { Problems } from '../validate.ts';
import type { ReadCell, Row } from './cells.ts';
import type { ColumnName } from './columns.ts';
import { placeIn } from './rows.ts';

/** A cell with its row. */
export type AgreedCell = ReadCell & { readonly row: Row };

/** What may stand on any row of a study or measure, and must be the same wherever it stands. */
export class Agreed {
  private readonly problems: Problems;
  private readonly what: string;
  private readonly cells = new Map<ColumnName, AgreedCell>();

  constructor(problems: Problems, what: string) {
    this.problems = problems;
    this.what = what;
  }

  take(row: Row, names: readonly ColumnName[]): void {
    for (const name of names) {
      const found = row.cells[name];
      if (!found) continue;
      const before = this.cells.get(name);
      if (!before) {
        this.cells.set(name, { ...found, row });
      } else if (before.value !== found.value) {
        this.problems.add(
          `"${name}" is ${JSON.stringify(before.value)} in row ${before.row.number}, of the same ${this.what}`,
          placeIn(row.number, name),
          found.cell,
          'Write the same, or leave it empty after the first',
        );
      }
    }
  }

  get(name: ColumnName): string | number | null {
    return this.cells.get(name)?.value ?? null;
  }

  cell(name: ColumnName): AgreedCell | null {
    return this.cells.get(name) ?? null;
  }
}
