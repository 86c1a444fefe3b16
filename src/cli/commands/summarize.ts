import { buildReport } from '../../report/build.ts';
import type { CommandModule } from '../catalogue.ts';
import { reportOptions } from '../options.ts';
import { outputsOf, writeReports } from '../output.ts';
import { reportsOf } from '../reports.ts';

/** Recomputes everything that each study allows. */
export const run: CommandModule['run'] = async (names, options, io) => {
  const settings = {
    ...reportOptions(options),
    witnesses: false,
    // The registry of all methods loads only when it is asked for.
    ...(options['all'] ? { also: (await import('../../estimates/index.ts')).methods } : {}),
  };
  const outputs = outputsOf(options);
  const reports = reportsOf(names, (study) => buildReport(study, settings), options, io);
  await writeReports(reports.all, outputs, options, io);
  return reports.exitCode();
};
