import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Io } from './io.ts';

/**
 * How other programs know a file: by its path from the root of the repository, with forward
 * slashes. GitHub names the root; elsewhere it is where the program runs. A file that lies outside
 * keeps its full path.
 */
export function pathInRepository(file: string, { env }: Pick<Io, 'env'>): string {
  const full = resolve(file);
  const roots = [env['GITHUB_WORKSPACE'], '.'].filter((root) => root !== undefined && root !== '');
  const inside = roots
    .map((root) => relative(resolve(root ?? '.'), full))
    .find((path) => path !== '' && !isAbsolute(path) && path.split(sep)[0] !== '..');
  return (inside ?? full).split(sep).join('/');
}
