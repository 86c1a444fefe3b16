import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';

const { oneColumnEach } = (await import(
  new URL('../../scripts/quick-width.mjs', import.meta.url).href
)) as { readonly oneColumnEach: RegExp };
const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
  (character) => oneColumnEach.test(character),
);

it('takes for one column what string-width takes for one column', () => {
  expect(characters.length).toBeGreaterThan(300);
  expect(characters.filter((character) => stringWidth(character) !== 1)).toEqual([]);
});

it('takes texts of such characters for as wide as string-width does', () => {
  const texts = fc.array(fc.constantFrom(...characters)).map((array) => array.join(''));
  fc.assert(fc.property(texts, (text) => stringWidth(text) === text.length));
});

it.each(['\u001b[1mbold\u001b[22m', '漢', '👍', 'e\u0301', '\t', 'a\nb', '©', '\u00ad'])(
  'leaves %j to string-width',
  (text) => expect(oneColumnEach.test(text)).toBe(false),
);
