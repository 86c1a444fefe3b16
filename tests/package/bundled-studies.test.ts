import { describe, expect, it } from 'vitest';
import { bundledStudies, bundledStudyFile } from '../../src/study/bundled.ts';
import { loadStudy } from '../../src/study/read.ts';

describe.each(bundledStudies)('$id, as the build has read it', ({ id }) => {
  it('is what the reader makes of the file', async () => {
    // Built already: `npm test` builds first.
    const built = await import(new URL('../../dist/study/bundled.js', import.meta.url).href);
    const study = await loadStudy(bundledStudyFile(id) ?? '');
    expect(await built.loadBundledStudy(id)).toEqual(JSON.parse(JSON.stringify(study)));
  });
});
