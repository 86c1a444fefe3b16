import { join } from 'node:path';
import { witnessRows } from '../reconstruct/witness.ts';
import type { ReportOptions } from '../report/context.ts';
import { studyWitnesses } from '../report/witnesses.ts';
import type { Study } from '../study/model.ts';
import type { Options } from './catalogue.ts';
import { makeFolder } from './folder.ts';
import type { Io } from './io.ts';
import { writeFileWhole } from './whole-file.ts';

/** Writes a data set for every bound that is reached: CSV, one row a patient. */
export async function writeWitnesses(
  study: Study,
  options: ReportOptions,
  folder: string,
  { quiet }: Options,
  io: Io,
): Promise<void> {
  await makeFolder(folder);
  let files = 0;
  for (const { name, joint, scores } of studyWitnesses(study, options)) {
    await writeFileWhole(rows(witnessRows(joint, scores)), join(folder, `${name}.csv`));
    files += 1;
  }
  if (!quiet) io.stderr.write(`${files} data sets of ${study.id} written to ${folder}\n`);
}

async function* rows(
  patients: readonly { readonly pre: number; readonly post: number | null }[],
): AsyncGenerator<string> {
  yield `patient,pre,post\n${patients
    .map(({ pre, post }, i) => `${i + 1},${pre},${post ?? ''}\n`)
    .join('')}`;
}
