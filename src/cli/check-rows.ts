import type { CheckOptions } from '../checks/engine/check.ts';
import { levelOf } from '../checks/engine/finding.ts';
import type { SingleCheck, SingleResult } from '../checks/single/index.ts';
import { InputError } from '../errors.ts';
import type { TypedInputs } from '../report/calculation.ts';
import { singleCheckRowsParts } from '../report/single-check.ts';
import { enumerate } from '../report/words.ts';
import { type RowAnswer, rowWriter } from './row-writer.ts';
import type { RowQuestion } from './rows.ts';

const added = ['check', 'verdict', 'why', 'power', 'low', 'high'];

/** What `calc --rows` asks: a check, of every row. */
export function checkQuestion(
  check: SingleCheck,
  settings: CheckOptions,
): RowQuestion<SingleResult> {
  return {
    needs: check.fields,
    added,
    more: null,
    ask: (inputs) => check.judge(complete(check, inputs), settings),
    answer: (result) => rowAnswer(check, result),
    isNo: ({ verdict }) => levelOf(verdict) === 'error',
    page: (columns, rows) => singleCheckRowsParts(check, columns, rows),
  };
}

/** Typed figures with their result, as `--rows` gives it for a table of one row. */
export function asRow(
  check: SingleCheck,
  cells: TypedInputs,
  result: SingleResult,
  format: 'csv' | 'ndjson',
): string {
  const write = rowWriter({ columns: Object.keys(cells) }, format, { added, more: null });
  return write.header + write.row({ cells }, rowAnswer(check, result));
}

function rowAnswer({ id }: SingleCheck, result: SingleResult): RowAnswer {
  const { verdict, why, power, recomputed } = result;
  return {
    values: [id, verdict, why, power, recomputed?.low ?? null, recomputed?.high ?? null],
  };
}

/** @throws InputError that names every field that is missing */
export function complete({ fields }: SingleCheck, values: TypedInputs): TypedInputs {
  const missing = Object.entries(fields).flatMap(([name, { title, optional }]) =>
    optional || values[name] !== undefined ? [] : [`${name} (${title})`],
  );
  if (missing.length > 0) throw new InputError(`missing: ${enumerate(missing)}`);
  return values;
}
