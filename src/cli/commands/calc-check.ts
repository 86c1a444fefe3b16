import { defaultCheckOptions } from '../../checks/engine/check.ts';
import { type SingleCheck, singleChecks } from '../../checks/single/index.ts';
import { checkedFigures, checkIdOf, singleCheckParts } from '../../report/single-check.ts';
import { version } from '../../version.ts';
import type { Options } from '../catalogue.ts';
import { asRow, checkQuestion, complete } from '../check-rows.ts';
import type { ExitCode, Io } from '../io.ts';
import { reportOptions } from '../options.ts';
import { writePage } from '../page.ts';
import { answerRows } from '../rows.ts';
import { typedInputs } from '../typed-inputs.ts';

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
  const given = typedInputs(check.id, Object.keys(check.fields), typed);
  if (options['rows'] !== undefined) {
    return answerRows(checkQuestion(check, settings), given, options, io);
  }
  const result = check.judge(complete(check, given), settings);
  const checked = checkedFigures(check, given, result);
  const page = {
    parts: singleCheckParts(checked),
    data: { schemaVersion: 1, tool: { name: 'dystonia-stats', version }, results: [checked] },
    rows: (format: 'csv' | 'ndjson') => asRow(check, given, result, format),
  };
  await writePage(page, options, io);
  return checked.level === 'error' ? 1 : 0;
}
