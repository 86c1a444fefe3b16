import { InputError } from '../../errors.ts';
import { buildBoundsReport } from '../../report/bounds.ts';
import type { ReportOptions } from '../../report/context.ts';
import type { StudyReport } from '../../report/report.ts';
import type { Study } from '../../study/model.ts';
import type { CommandModule } from '../catalogue.ts';
import { reportOptions } from '../options.ts';
import { outputsOf, writeReports } from '../output.ts';
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
  const build = (study: Study): StudyReport => {
    const report = buildBoundsReport(study, settings);
    witnesses.push(study);
    return report;
  };
  const reports = reportsOf(names, build, options, io);
  await writeReports(reports.all, outputsOf(options), options, io);
  if (folder !== undefined) {
    const { writeWitnesses } = await import('../witnesses.ts');
    for (const study of witnesses) await writeWitnesses(study, settings, folder, options, io);
  }
  return reports.exitCode();
};

function thresholdOf(text: unknown): number | null {
  if (text === undefined) return null;
  const points = /^\d*\.?\d+$/.test(String(text)) ? Number(text) : Number.NaN;
  if (points > 0) return points;
  throw new InputError(`--threshold is a number of points above 0; got ${JSON.stringify(text)}`);
}

/** "171" or "120:171". */
function countRangeOf(text: unknown): ReportOptions['n'] {
  if (text === undefined) return null;
  const [low = 0, high = 0] = /^\d{1,6}(:\d{1,6})?$/.test(String(text))
    ? `${text}:${text}`.split(':').map(Number)
    : [];
  const to = String(text).includes(':') ? high : low;
  if (low >= 1 && to >= low) return { low, high: to };
  throw new InputError(
    `--n is a number of patients at the later visit ("150") or limits, the lower one first ` +
      `("120:171"); got ${JSON.stringify(text)}`,
  );
}
