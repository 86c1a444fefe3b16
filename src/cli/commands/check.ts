import { fails } from '../../checks/engine/fail-on.ts';
import { checks } from '../../checks/index.ts';
import { InputError } from '../../errors.ts';
import { buildCheckReport } from '../../report/check.ts';
import { explainChecks } from '../../report/explain-check.ts';
import type { Study } from '../../study/model.ts';
import type { CommandModule } from '../catalogue.ts';
import { chosenChecks, readAlpha, readFailOn } from '../check-options.ts';
import { roundingOf } from '../options.ts';
import { outputsOf, writeReports } from '../output.ts';
import { writePage } from '../page.ts';
import { reportsOf } from '../reports.ts';

/** Verifies every printed figure that others determine; exit code 1 when one is to be looked at. */
export const run: CommandModule['run'] = async (names, options, io) => {
  const chosen = chosenChecks(checks, options);
  if (options['list']) {
    await writePage({ parts: explainChecks(chosen), data: chosen }, options, io);
    return 0;
  }
  if (names.length === 0) {
    throw new InputError('no study named: give a file, a glob, "-" or the id of a bundled study');
  }
  const settings = {
    checks: chosen,
    rounding: roundingOf(options),
    alpha: readAlpha(options['alpha']),
    failOn: readFailOn(options['failOn']),
    verbose: options['verbose'] === true,
  };
  const outputs = outputsOf(options, 'check');
  let failed = false;
  const build = (study: Study) => {
    const report = buildCheckReport(study, settings);
    failed ||= report.findings.some((finding) => fails(finding, settings.failOn));
    return report;
  };
  const reports = reportsOf(names, build, { ...options, quiet: true }, io);
  await writeReports(reports, outputs, options, io);
  return reports.exitCode() || (failed ? 1 : 0);
};
