import { InputError } from '../../errors.ts';
import { buildBoundsReport } from '../../report/bounds.ts';
import type { StudyReport } from '../../report/report.ts';
import type { Study } from '../../study/model.ts';
import type { CommandModule } from '../catalogue.ts';
import { reportOptions } from '../options.ts';
import { outputsOf, writeReports } from '../output.ts';
import { reportsOf } from '../reports.ts';

/** Proves what must hold in every data set that fits the printed figures. */
export const run: CommandModule['run'] = async (names, options, io) => {
  const settings = reportOptions(options);
  const threshold = thresholdOf(options['threshold']);
  const folder = options['witness'] as string | undefined;
  const witnesses: Study[] = [];
  const build = (study: Study): StudyReport => {
    witnesses.push(study);
    return buildBoundsReport(study, settings, { threshold });
  };
  const reports = reportsOf(names, build, options, io);
  await writeReports(reports.all, outputsOf(options), options, io);
  if (folder !== undefined) {
    const { writeWitnesses } = await import('../witnesses.ts');
    for (const study of witnesses) await writeWitnesses(study, settings, folder, io);
  }
  return reports.exitCode();
};

function thresholdOf(text: unknown): number | null {
  if (text === undefined) return null;
  const points = /^\d+(\.\d+)?$/.test(String(text)) ? Number(text) : Number.NaN;
  if (points > 0) return points;
  throw new InputError(`--threshold is a number of points above 0; got ${JSON.stringify(text)}`);
}
