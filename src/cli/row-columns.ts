import { InputError } from '../errors.ts';
import type { TypedInputs } from '../report/calculation.ts';
import { enumerate } from '../report/words.ts';
import type { InputRow, InputTable } from './row-table.ts';

/** The inputs that a method or check takes, in camelCase, with what they are. */
export type Needs = Readonly<
  Record<string, { readonly title: string; readonly optional?: boolean }>
>;

/**
 * The inputs of a row: the cells of columns that are inputs, an empty cell as good as none, and what
 * is typed beside the table, which holds for every row.
 *
 * @throws InputError of an input that is typed and a column as well, and that names those for which
 *   there is neither
 */
export function inputsFrom(
  needs: Needs,
  { columns, place }: InputTable,
  typed: TypedInputs,
): (cells: InputRow['cells']) => TypedInputs {
  const named = inputColumns(Object.keys(needs), columns);
  const twice = Object.keys(typed).find((name) => named.has(name));
  if (twice !== undefined) {
    throw new InputError(`${place} has a column of ${twice}, and --${twice} is typed as well`);
  }
  const missing = Object.entries(needs).flatMap(([name, { title, optional }]) =>
    optional || named.has(name) || typed[name] !== undefined ? [] : [`${name} (${title})`],
  );
  // A table of which no row can be read has no columns: each row says why.
  if (missing.length > 0 && columns.length > 0) {
    const message = `${place} has no column ${enumerate(missing)}`;
    throw new InputError([{ message, hint: `It has ${enumerate(columns)}` }]);
  }
  return (cells) => {
    const inputs: Record<string, string> = { ...typed };
    for (const [name, column] of named) {
      const text = cells[column];
      if (text !== undefined && text !== '') inputs[name] = text;
    }
    return inputs;
  };
}

/** The column of each input: "sd_pre" and "SD-pre" are sdPre, the latter where no column is the former. */
function inputColumns(
  names: readonly string[],
  columns: readonly string[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of names) {
    const column =
      columns.find((each) => camelCase(each) === name) ??
      columns.find((each) => camelCase(each).toLowerCase() === name.toLowerCase());
    if (column !== undefined) found.set(name, column);
  }
  return found;
}

/** "sd_pre", "sd-pre" and "sdPre" are the same input. */
export function camelCase(name: string): string {
  return name
    .replace(/^--/, '')
    .replace(/[-_]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
