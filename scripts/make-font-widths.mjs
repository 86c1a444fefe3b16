// Writes src/plots/font-widths.ts: how wide the characters of DejaVu Sans are, so that pictures can
// be laid out without the font. A test compares the file with the font.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['src/plots/font.ts'],
  bundle: true,
  write: false,
  format: 'esm',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { readFont } = await import(`data:text/javascript;base64,${code}`);
const { resolve } = createRequire(import.meta.url);
const [regular, bold] = ['DejaVuSans', 'DejaVuSans-Bold'].map((name) =>
  readFont(readFileSync(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))),
);

const first = 0x20;
const last = 0x17f;
const table = ({ advanceOf }) =>
  Array.from({ length: last - first + 1 }, (_, i) => advanceOf(first + i) ?? 0).join(', ');
const beyond = [
  [0x370, 0x3ff],
  [0x2009, 0x2044],
  [0x2070, 0x209c],
  [0x2190, 0x2194],
  [0x2200, 0x2265],
];
const others = beyond.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i)).flatMap((char) => {
    const widths = [regular, bold].map(({ advanceOf }) => advanceOf(char.charCodeAt(0)));
    return widths.some((width) => !width) ? [] : [`['${escaped(char)}', [${widths.join(', ')}]]`];
  }),
);

function escaped(char) {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

writeFileSync(
  'src/plots/font-widths.ts',
  `/** Advances of DejaVu Sans 2.37 in font units, made by scripts/make-font-widths.mjs. */
export const unitsPerEm = ${regular.unitsPerEm};

/** The code of the first character of the two tables. */
export const firstCode = ${first};

// biome-ignore-start format: made by a script
export const advances: readonly number[] = [${table(regular)}];

export const boldAdvances: readonly number[] = [${table(bold)}];

/** Characters beyond the tables: regular, then bold. */
export const others: ReadonlyMap<string, readonly [number, number]> = new Map([
  ${others.join(',\n  ')},
]);
// biome-ignore-end format: made by a script
`,
);
