import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataFile } from '../study/bundled.ts';

/**
 * What "$schema" says in a study file of a folder, for an editor to find the schema: a relative path
 * to a project's own installation, which holds on every machine, or else the address of this one.
 */
export function schemaAddress(folder: string): string {
  const schema = dataFile('study.schema.json');
  const path = relative(resolve(folder), schema).split(sep).join('/');
  if (!/^(?:\.\.\/)*node_modules\//.test(path)) return pathToFileURL(schema).href;
  return path.startsWith('..') ? path : `./${path}`;
}
