/** What is read of a TrueType font: which characters it has, and how wide they are. */
export interface Font {
  readonly unitsPerEm: number;
  /** Advance of a character in font units; null when the font has no glyph for it. */
  readonly advanceOf: (code: number) => number | null;
}

/**
 * Reads the character map (format 4 or 12) and the advances of a TrueType font.
 *
 * @throws RangeError when the bytes are no such font
 * @see https://learn.microsoft.com/en-us/typography/opentype/spec/otff
 */
export function readFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = (tag: string): number => {
    for (let i = 0; i < view.getUint16(4); i++) {
      const at = 12 + 16 * i;
      const name = String.fromCharCode(...bytes.subarray(at, at + 4));
      if (name === tag) return view.getUint32(at + 8);
    }
    throw new RangeError(`the font has no table ${tag}`);
  };
  const [head, hhea, hmtx] = [table('head'), table('hhea'), table('hmtx')];
  const metrics = view.getUint16(hhea + 34);
  const glyphOf = characterMap(view, table('cmap'));
  return {
    unitsPerEm: view.getUint16(head + 18),
    advanceOf: (code) => {
      const glyph = glyphOf(code);
      return glyph === 0 ? null : view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1));
    },
  };
}

/** Glyph of a character, 0 for none, from the widest Unicode map that the font has. */
function characterMap(view: DataView, cmap: number): (code: number) => number {
  const found = new Map<number, number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const at = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    found.set(view.getUint16(at), at);
  }
  const [segments, groups] = [found.get(4), found.get(12)];
  if (groups !== undefined) return (code) => inGroups(view, groups, code);
  if (segments !== undefined) return (code) => inSegments(view, segments, code);
  throw new RangeError('the font has no character map of format 4 or 12');
}

/** Format 12: groups of neighbouring characters with neighbouring glyphs. */
function inGroups(view: DataView, at: number, code: number): number {
  for (let i = 0; i < view.getUint32(at + 12); i++) {
    const group = at + 16 + 12 * i;
    const first = view.getUint32(group);
    if (code >= first && code <= view.getUint32(group + 4))
      return view.getUint32(group + 8) + code - first;
  }
  return 0;
}

/** Format 4: segments with an offset each, or a list of glyphs. */
function inSegments(view: DataView, at: number, code: number): number {
  const double = view.getUint16(at + 6);
  for (let i = 0; i < double; i += 2) {
    if (code > view.getUint16(at + 14 + i)) continue;
    const first = view.getUint16(at + 16 + double + i);
    if (code < first) return 0;
    const delta = view.getUint16(at + 16 + 2 * double + i);
    const offsetAt = at + 16 + 3 * double + i;
    const offset = view.getUint16(offsetAt);
    if (offset === 0) return (code + delta) & 0xffff;
    const glyph = view.getUint16(offsetAt + offset + 2 * (code - first));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
