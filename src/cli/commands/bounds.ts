import { buildBoundsReport } from '../../report/bounds.ts';
import type { StudyReport } from '../../report/report.ts';
import type { Study } from '../../study/model.ts';
import type { CommandModule } from '../catalogue.ts';
import { countRangeOf, reportOptions, thresholdOf } from '../options.ts';
import { outputsOf, writeReports } from '../output.ts';
import { steps } from '../progress.ts';
import { reportsOf } from '../reports.ts';

/** Proves what must hold in every data set that fits the printed figures. */
export const run: CommandModule['run'] = async (names, options, io) => {
  const settings = {
    ...reportOptions(options),
    threshold: thresholdOf(options['threshold']),
    n: countRangeOf(options['n']),
  };
  const folder = options['witness'] as string | undefined;
  const witnesses: Study[] = [];
  const { tell, clear } = steps(io, options);
  const build = (study: Study): StudyReport => {
    try {
      const report = buildBoundsReport(study, settings, tell);
      witnesses.push(study);
      return report;
    } finally {
      clear();
    }
  };
  const reports = reportsOf(names, build, options, io);
  await writeReports(reports, outputsOf(options), options, io);
  if (folder !== undefined) {
    const { writeWitnesses } = await import('../witnesses.ts');
    for (const study of witnesses) await writeWitnesses(study, settings, folder, options, io);
  }
  return reports.exitCode();
};
