import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { drawPicture } from '../../src/formats/drawing.ts';
import { pictures } from '../../src/plots/index.ts';
import { renderSvg } from '../../src/plots/svg.ts';
import { parseStudy } from '../../src/study/read.ts';
import { studyText } from '../fuzz/study-files.ts';
import { draw } from './drawn.ts';

const isStudy = (text: string): boolean => {
  try {
    parseStudy(text, { file: null });
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
};

it('every kind of picture of any study is drawn without a hole, or says why not', async () => {
  await fc.assert(
    fc.asyncProperty(studyText.filter(isStudy), async (text) => {
      for (const { id } of pictures) {
        const made = await draw(id, text);
        if (!('panel' in made)) {
          expect(made.reason).not.toMatch(/undefined(?!:)|null|NaN/);
          continue;
        }
        expect(JSON.stringify(made.notes.concat(made.title, made.lead))).not.toMatch(
          /undefined(?!:)|null|NaN/,
        );
        expect(renderSvg(made)).not.toMatch(/NaN|Infinity|undefined(?!:)/);
        expect(drawPicture(made, { color: false, width: 80 })).not.toMatch(
          /NaN|Infinity|undefined(?!:)/,
        );
      }
    }),
    { numRuns: 25 },
  );
});
