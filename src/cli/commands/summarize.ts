import { buildReport } from '../../report/build.ts';
import { extrasFor } from '../../report/extras.ts';
import type { Study } from '../../study/model.ts';
import type { CommandModule } from '../catalogue.ts';
import { reportOptions } from '../options.ts';
import { outputsOf, writeReports } from '../output.ts';
import { reportsOf } from '../reports.ts';

/** Recomputes everything that each study allows. */
export const run: CommandModule['run'] = async (names, options, io) => {
  const settings = {
    ...reportOptions(options),
    witnesses: false,
    ...(options['all'] ? { also: (await import('./others.ts')).methods } : {}),
  };
  const outputs = outputsOf(options);
  const build = async (study: Study) =>
    buildReport(study, settings, await extrasFor(study, settings));
  const reports = reportsOf(names, build, options, io);
  await writeReports(reports, outputs, options, io);
  return reports.exitCode();
};
