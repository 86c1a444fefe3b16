import type { PictureKind } from './kind.ts';

/** Every kind of picture, in the order of help. Adding one: its file, and one entry here. */
export const pictures: readonly PictureKind[] = [
  {
    id: 'change',
    summary: 'means with intervals over the visits, on the whole scale',
    several: false,
    load: async () => (await import('./change.ts')).draw,
  },
];
