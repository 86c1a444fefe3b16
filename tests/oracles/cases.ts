import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.ORACLES_DIR ?? join(import.meta.dirname, 'data');

/**
 * Reference values of one family, e.g. `loadOracle('two_group')`, from ORACLES_DIR or else from
 * beside this file. `null`, with a line on the console, when the folder has no such family.
 */
export function loadOracle<Case>(name: string): { readonly cases: readonly Case[] } | null {
  const path = join(folder, `${name}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  console.info(`No reference values for ${name}: ${path} does not exist.`);
  return null;
}
