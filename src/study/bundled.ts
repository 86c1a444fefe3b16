import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Study } from './model.ts';

/** A study that comes with the program. */
export interface BundledStudy {
  readonly id: string;
  readonly title: string;
}

/** The studies that come with the program; the first is the default. */
export const bundledStudies: readonly [BundledStudy, ...BundledStudy[]] = [
  {
    id: 'horisawa-2019',
    title: 'Ventro-oral thalamotomy for task-specific focal hand dystonia',
  },
  {
    id: 'horisawa-2019-literal',
    title: 'One sentence about ventro-oral thalamotomy, read literally',
  },
  {
    id: 'boeker-2013',
    title: 'Game-based e-learning for medical students: a randomized trial',
  },
  {
    id: 'bond-2017',
    title: 'Focused ultrasound thalamotomy for tremor-dominant Parkinson disease',
  },
  {
    id: 'ignacio-garcia-1995',
    title: 'Self-management education for adults with asthma: Ignacio-Garcia 1995',
  },
  {
    id: 'papapetropoulos-2021',
    title: 'CX-8998 in essential tremor: patients of a randomized trial at baseline',
  },
  {
    id: 'snaith-2011',
    title: 'Botulinum A toxin for cervical dystonia: printed odds ratios of systematic reviews',
  },
  {
    id: 'sternberg-2013',
    title: 'Postural and intention tremors: essential tremor and Parkinson’s disease',
  },
];

/**
 * Path of the file of a bundled study, or null when there is none of that id.
 *
 * @example
 * bundledStudyFile('horisawa-2019') !== null // → true
 * bundledStudyFile('no-such-study') // → null
 */
export function bundledStudyFile(id: string): string | null {
  return bundledStudies.some((study) => study.id === id) ? dataFile(`${id}.json`) : null;
}

/**
 * A bundled study, the same that the reader makes of its file. The build reads each once and leaves
 * the outcome in dist/studies/, as JSON without the file's place: a start has no need of the reader
 * then. In the source tree, where there is none, the file is read.
 *
 * @param nameOf how the file is called in every place of the study; its whole path if left out
 * @returns null when there is no bundled study of that id
 */
export async function loadBundledStudy(
  id: string,
  nameOf = (path: string): string => path,
): Promise<Study | null> {
  const file = bundledStudyFile(id);
  if (file === null) return null;
  let text: string;
  try {
    text = readFileSync(join(import.meta.dirname, '../studies', `${id}.json`), 'utf8');
  } catch {
    const { parseStudy, readStudyText } = await import('./read.ts');
    return parseStudy(await readStudyText(file), { file: nameOf(file) });
  }
  // Quotes in a string are escaped: what is replaced is the key, and nothing else.
  return JSON.parse(text.replaceAll('"file":null', `"file":${JSON.stringify(nameOf(file))}`));
}

/** Path of a file that comes with the program. */
export function dataFile(name: string): string {
  // This file, dist/study/ and the bundled dist/cli/ all lie two levels below data/.
  return join(import.meta.dirname, '../../data', name);
}
