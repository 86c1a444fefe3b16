import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { InputError } from '../errors.ts';
import { readFont } from '../plots/font.ts';

const require = createRequire(import.meta.filename);
const FAMILY = 'DejaVu Sans';

/** An SVG as PNG, with the missing characters of its text. */
export interface Png {
  readonly bytes: Uint8Array;
  /** Characters that the font has no glyph for: they are not in the picture. */
  readonly missing: readonly string[];
}

/**
 * Draws an SVG as PNG, `width` px wide. The drawing library drops text silently when it has no font:
 * so the font is named, and asked for every character of the text.
 */
export function pngOf(svg: string, width: number): Png {
  const fontFiles = [
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ];
  const { Resvg } = loadResvg();
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: FAMILY },
  });
  return { bytes: drawing.render().asPng(), missing: missingIn(svg, fontFiles) };
}

/** A compiled part, which is not there for every platform: only pictures as PNG need it. */
function loadResvg(): typeof import('@resvg/resvg-js') {
  try {
    return require('@resvg/resvg-js');
  } catch (error) {
    throw new InputError(
      [
        {
          message:
            'PNG needs @resvg/resvg-js, which has no part for this platform or is not installed',
          hint: 'Write SVG instead (-o picture.svg), and convert that',
        },
      ],
      { cause: error },
    );
  }
}

function missingIn(svg: string, fontFiles: readonly string[]): string[] {
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
  const fonts = fontFiles.map((file) => readFont(readFileSync(file)));
  const chars = [...new Set(texts.join(''))];
  return chars.filter((char) =>
    fonts.some(({ advanceOf }) => advanceOf(char.codePointAt(0) ?? 0) === null),
  );
}
