import { defaultCheckOptions } from '../../checks/check.ts';
import { levelOf } from '../../checks/finding.ts';
import { type SingleCheck, singleChecks } from '../../checks/single.ts';
import { InputError } from '../../errors.ts';
import { checkedFigures, checkIdOf, singleCheckParts } from '../../report/single-check.ts';
import { version } from '../../version.ts';
import type { Options } from '../catalogue.ts';
import type { ExitCode, Io } from '../io.ts';
import { reportOptions } from '../options.ts';
import { writePage } from '../page.ts';
import { camelCase, rowsFormatOf } from '../rows.ts';
import { asRow, complete, runSingleCheckRows } from './calc-check-rows.ts';

/** The check with this id, for `calc`; undefined if there is none. */
export function findSingleCheck(name: string): SingleCheck | undefined {
  const wanted = name.toLowerCase().replaceAll('_', '-');
  return singleChecks.find(({ id }) => id === wanted || checkIdOf(id) === wanted);
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
  const given = typedValues(check, typed);
  if (options['rows'] !== undefined) {
    return runSingleCheckRows(check, given, settings, options, io);
  }
  const values = complete(check, given);
  const result = check.judge(values, settings);
  const format = rowsFormatOf(options);
  if (format === 'csv' || format === 'ndjson') {
    await writePage(asRow(check, values, result, format), options, io);
  } else {
    const checked = checkedFigures(check, values, result);
    const head = { schemaVersion: 1, tool: { name: 'dystonia-stats', version } };
    const data = { ...head, results: [checked] };
    await writePage({ parts: singleCheckParts(checked), data }, options, io);
  }
  return levelOf(result.verdict) === 'error' ? 1 : 0;
}

/** "--mean 5.19 --n=28" as values by field. */
function typedValues(
  { id, fields }: SingleCheck,
  typed: readonly string[],
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const problems: { message: string; hint?: string }[] = [];
  for (let i = 0; i < typed.length; i += 1) {
    const [flag = '', attached] = (typed[i] ?? '').split(/=(.*)/s);
    const name = camelCase(flag);
    const value = attached ?? typed[i + 1];
    if (attached === undefined) i += 1;
    if (!flag.startsWith('--') || !(name in fields)) {
      const takes = Object.keys(fields).map((known) => `--${known}`);
      problems.push({
        message: `${id} has no input ${JSON.stringify(flag)}`,
        hint: `It takes ${takes.join(', ')}`,
      });
    } else if (value === undefined) problems.push({ message: `--${name} lacks its value` });
    else if (name in values) problems.push({ message: `--${name} stands twice` });
    else values[name] = value;
  }
  const [first, ...others] = problems;
  if (first) throw new InputError([first, ...others]);
  return values;
}
