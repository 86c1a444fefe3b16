import type { PictureKind } from './kind.ts';

/** Every kind of picture, in the order of help. Adding one: its file, and one entry here. */
export const pictures: readonly PictureKind[] = [
  {
    id: 'change',
    summary: 'means with intervals over the visits, on the whole scale',
    several: false,
    load: async () => (await import('./change.ts')).draw,
  },
  {
    id: 'flow',
    summary: 'patients who scored higher, the same or lower: what is proved, what is open',
    several: false,
    load: async () => (await import('./flow.ts')).draw,
  },
  {
    id: 'distribution',
    summary: 'how many patients can have had each score, before and after',
    several: false,
    load: async () => (await import('./distribution.ts')).draw,
  },
  {
    id: 'forest',
    summary: 'effect sizes or proportions with intervals, of several studies or methods',
    several: true,
    load: async () => (await import('./forest.ts')).draw,
  },
  {
    id: 'sensitivity',
    summary: 'a change against the correlation or n that is assumed, with the tipping point',
    several: false,
    load: async () => (await import('./sensitivity.ts')).draw,
  },
  {
    id: 'checks',
    summary: 'printed figures against what computing them again gives',
    several: false,
    load: async () => (await import('./checks.ts')).draw,
  },
];
