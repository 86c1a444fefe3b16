/** A study that comes with the program. */
export interface BundledStudy {
  readonly id: string;
  readonly title: string;
  readonly file: URL;
}

// This file, dist/study/ and the bundled dist/cli/ all lie two levels below data/.
const data = new URL('../../data/', import.meta.url);

const studies: readonly BundledStudy[] = [
  {
    id: 'horisawa-2019',
    title: 'Ventro-oral thalamotomy for task-specific focal hand dystonia',
    file: new URL('horisawa-2019.json', data),
  },
];

/** The studies that come with the program; the first is the default. */
export function bundledStudies(): readonly BundledStudy[] {
  return studies;
}

/** A file of data/, such as a published schema. */
export function dataFile(name: string): URL {
  return new URL(name, data);
}

/** The file of a bundled study, or null when there is none of that id. */
export function bundledStudyFile(id: string): URL | null {
  return studies.find((study) => study.id === id)?.file ?? null;
}
