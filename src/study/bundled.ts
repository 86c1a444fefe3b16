import { fileURLToPath } from 'node:url';

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
];

/** Path of the file of a bundled study, or null when there is none of that id. */
export function bundledStudyFile(id: string): string | null {
  return bundledStudies.some((study) => study.id === id) ? dataFile(`${id}.json`) : null;
}

/** Path of a file that comes with the program. */
export function dataFile(name: string): string {
  // This file, dist/study/ and the bundled dist/cli/ all lie two levels below data/.
  return fileURLToPath(new URL(`../../data/${name}`, import.meta.url));
}
