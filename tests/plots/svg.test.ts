import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pngOf } from '../../src/cli/png.ts';
import { dark, light } from '../../src/plots/colours.ts';
import { renderSvg } from '../../src/plots/svg.ts';
import { made, picture } from './drawn.ts';

const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js');
/** Throws on text that is no well-formed XML. */
const parse = (svg: string): unknown => new Resvg(svg, { font: { loadSystemFonts: false } });

describe('an SVG', () => {
  it('has a role, a title and a description that says what it shows', async () => {
    const svg = renderSvg(await picture('flow'));
    expect(svg).toContain('role="img" aria-labelledby="flow-title flow-desc"');
    expect(svg).toMatch(
      /<title id="flow-title">Task-specific focal hand dystonia scale: [^<]+<\/title>/,
    );
    expect(svg).toMatch(
      /<desc id="flow-desc">171 patients, [^<]*1 week, higher: 150–171\.[^<]*<\/desc>/,
    );
  });

  it('is the same bytes every time', async () => {
    expect(renderSvg(await picture('forest'))).toBe(renderSvg(await picture('forest')));
  });

  it('loads nothing and runs nothing', async () => {
    const svg = renderSvg(await picture('sensitivity'));
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|url\(|<script|\bon\w+=|href/,
    );
  });

  it('keeps its ids and its dark colours to itself, so that several can be in one page', async () => {
    const drawn = await picture('change');
    const [one, two] = ['a', 'b'].map((idPrefix) => renderSvg(drawn, { idPrefix }));
    const ids = (svg = '') => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids(one).filter((id) => ids(two).includes(id))).toEqual([]);
    expect(one).toMatch(
      /@media screen and \(prefers-color-scheme:dark\)\{(#a-picture [^{}]+\{[^{}]+\})+\}/,
    );
  });

  it('scales with the width asked for', () => {
    expect(renderSvg(made(1, 'A', '1'), { width: 1600 })).toMatch(
      /width="1600" height="\d+" viewBox="0 0 800 /,
    );
  });

  it('escapes everything that comes from a study', () => {
    const hostile =
      '</text><script>alert(1)</script>"\'&amp;]]>--><!--\u001b[31m\u0000\ud800\u202e';
    const svg = renderSvg(made(5, hostile, hostile));
    parse(svg);
    expect(svg).not.toMatch(/<script|\p{Cc}(?<!\n)|\p{Cs}|\u202e|<!--/u);
    expect(svg).toContain('&lt;script>');
  });

  it('is well formed whatever the labels are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        parse(renderSvg(made(3, text, text)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('colours', () => {
  /** WCAG 2.2: relative luminance. */
  const luminance = (colour = ''): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one?: string, two?: string): number => {
    const [low = 0, high = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  it.each([
    ['light', light],
    ['dark', dark],
  ])('of text are readable, and marks differ in grey, on %s', (_, tones) => {
    for (const tone of ['ink', 'muted'] as const)
      expect(contrast(tones[tone], tones.paper), tone).toBeGreaterThanOrEqual(4.5);
    for (const tone of ['main', 'mark'] as const)
      expect(contrast(tones[tone], tones.paper), tone).toBeGreaterThanOrEqual(3);
    // What is proved against what is open, and a mean on what is open: told apart without colour.
    for (const tone of ['main', 'mark'] as const)
      expect(contrast(tones[tone], tones.pale), tone).toBeGreaterThanOrEqual(3);
    expect(contrast(tones.main, tones.light)).toBeGreaterThanOrEqual(1.9);
  });
});

describe('a PNG', () => {
  const svg = renderSvg(made(1, 'Recurrence', '10.5 [6.7, 16.1]'), { dark: false });
  const pngSize = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(16);

  it('has its text: without, it is another picture', () => {
    const withText = pngOf(svg, 640);
    const without = pngOf(svg.replace(/<text.*?<\/text>/g, ''), 640);
    expect(pngSize(withText.bytes)).toBe(640);
    expect(withText.bytes.length).toBeGreaterThan(1.5 * without.bytes.length);
    expect(withText.missing).toEqual([]);
  });

  it('names the characters that its font lacks', () => {
    expect(pngOf(renderSvg(made(1, '手の dystonia ≥ 1', '–')), 400).missing).toEqual(['手', 'の']);
  });

  it('has every character that the pictures of the bundled study use', async () => {
    for (const kind of ['change', 'flow', 'distribution', 'forest', 'sensitivity', 'checks'])
      expect(pngOf(renderSvg(await picture(kind)), 400).missing, kind).toEqual([]);
  });
});
