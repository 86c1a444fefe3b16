import { createReadStream } from 'node:fs';
import { InputError } from '../../errors.ts';
import { dataFile } from '../../study/bundled.ts';
import type { CommandModule } from '../catalogue.ts';
import { writeTo } from '../output.ts';

/** Prints one of the two published JSON Schemas. */
export const run: CommandModule['run'] = async ([which = 'study'], options, io) => {
  if (which !== 'study' && which !== 'output') {
    throw new InputError(`unknown schema ${JSON.stringify(which)}: it is "study" or "output"`);
  }
  const text = createReadStream(dataFile(`${which}.schema.json`), 'utf8');
  const file = options['output'] as string | undefined;
  await writeTo(file, text, io);
  return 0;
};
