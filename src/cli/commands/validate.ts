import { InputError } from '../../errors.ts';
import { version } from '../../version.ts';
import type { CommandModule } from '../catalogue.ts';
import type { ExitCode } from '../io.ts';
import { reportInputError } from '../report-error.ts';
import { loadStudies } from '../studies.ts';

/** Says of each study file whether it is well formed. Impossible figures are `check`'s matter. */
export const run: CommandModule['run'] = async (names, options, io) => {
  if (names.length === 0) {
    throw new InputError('no study named: give a file, a glob, "-" or the id of a bundled study');
  }
  let exitCode: ExitCode = 0;
  const rows: object[] = [];
  for await (const loaded of loadStudies(names, io)) {
    if ('error' in loaded) {
      exitCode = 2;
      const { problems } = loaded.error;
      const file = problems[0].where?.file ?? null;
      if (options['json']) rows.push({ valid: false, file, id: null, problems });
      else await reportInputError(loaded.error, options, io);
      continue;
    }
    const { file, id } = loaded.study;
    if (options['json']) rows.push({ valid: true, file, id, problems: [] });
    else if (!options['quiet']) io.stdout.write(`${file ?? 'standard input'}: well formed\n`);
  }
  if (options['json']) {
    const data = { schemaVersion: 1, tool: { name: 'dystonia-stats', version }, files: rows };
    io.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  }
  return exitCode;
};
