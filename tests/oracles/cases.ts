import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The families that `selftest` ships too, and those that wait for their methods. */
const folders = process.env.ORACLES_DIR
  ? [process.env.ORACLES_DIR]
  : [join(import.meta.dirname, '../../data/reference'), join(import.meta.dirname, 'data')];

/**
 * The text of the reference values of one family, e.g. "two_group", from ORACLES_DIR or else from
 * those of this project. `null`, with a line on the console, when there is no such family.
 */
export function oracleText(name: string): string | null {
  const path = folders.map((folder) => join(folder, `${name}.json`)).find(existsSync);
  if (path !== undefined) return readFileSync(path, 'utf8');
  console.info(`No reference values for ${name}: not in ${folders.join(', ')}.`);
  return null;
}
