import { type CheckOptions, defaultCheckOptions } from '../../checks/check.ts';
import { levelOf } from '../../checks/finding.ts';
import { type SingleCheck, singleChecks } from '../../checks/single.ts';
import { InputError } from '../../errors.ts';
import { checkedFigures, singleCheckParts } from '../../report/single-check.ts';
import { enumerate } from '../../report/words.ts';
import { version } from '../../version.ts';
import type { Options } from '../catalogue.ts';
import type { ExitCode, Io } from '../io.ts';
import { reportOptions } from '../options.ts';
import { writePage } from '../page.ts';
import { answerRows, asRow, type RowQuestion } from '../rows.ts';
import { typedInputs } from '../typed-inputs.ts';

/** The check with this id, for `calc`; undefined if there is none. */
export function findSingleCheck(name: string): SingleCheck | undefined {
  const wanted = name.toLowerCase().replaceAll('_', '-');
  return singleChecks.find(({ id }) => id === wanted);
}

/**
 * Applies one check to figures from the command line, or to every row of a table. The exit code is
 * 1 when an answer is no: no data have these figures.
 */
export async function runSingleCheck(
  check: SingleCheck,
  typed: readonly string[],
  options: Options,
  io: Io,
): Promise<ExitCode> {
  const settings = { ...defaultCheckOptions, rounding: reportOptions(options).rounding };
  if (options['rows'] !== undefined) {
    return answerRows(checkQuestion(check, settings), String(options['rows']), options, io);
  }
  const values = complete(check, typedInputs(check.id, Object.keys(check.fields), typed));
  const checked = checkedFigures(check, values, check.judge(values, settings));
  const head = { schemaVersion: 1, tool: { name: 'dystonia-stats', version } };
  const data = { ...head, results: [checked] };
  const rows = (format: 'csv' | 'ndjson') => asRow(checkQuestion(check, settings), values, format);
  await writePage({ parts: singleCheckParts(checked), data, rows }, options, io);
  return checked.level === 'error' ? 1 : 0;
}

/** What `calc --rows` asks: a check, of every row. */
function checkQuestion(check: SingleCheck, settings: CheckOptions): RowQuestion {
  return {
    takes: (name) => name in check.fields,
    added: ['check', 'verdict', 'why', 'power', 'low', 'high'],
    answer: (inputs) => {
      const { verdict, why, power, recomputed } = check.judge(complete(check, inputs), settings);
      const { low, high } = recomputed ?? { low: null, high: null };
      return {
        values: [check.id, verdict, why, power, low, high],
        isNo: levelOf(verdict) === 'error',
      };
    },
  };
}

/** @throws InputError that names every field that is missing */
function complete(
  { fields }: SingleCheck,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const missing: string[] = [];
  for (const name in fields) {
    const field = fields[name];
    if (field && !field.optional && values[name] === undefined) {
      missing.push(`${name} (${field.title})`);
    }
  }
  if (missing.length > 0) throw new InputError(`missing: ${enumerate(missing)}`);
  return values;
}
