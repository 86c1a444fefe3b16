import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.ORACLES_DIR ?? join(import.meta.dirname, '../../data/reference');

/**
 * The text of the reference values of one family, e.g. "two_group", from ORACLES_DIR or else from
 * those of this project. `null`, with a line on the console, when there is no such family.
 */
export function oracleText(name: string): string | null {
  const path = join(folder, `${name}.json`);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  console.info(`No reference values for ${name}: ${path} does not exist.`);
  return null;
}
