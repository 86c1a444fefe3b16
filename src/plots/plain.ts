/**
 * Plain data with every text made harmless: control characters, which a terminal would obey and SVG
 * must not hold, become blanks; halves of characters become U+FFFD; marks that turn the direction of
 * writing go.
 */
export function plainTexts<Data>(data: Data): Data {
  if (typeof data === 'string') return plain(data) as Data;
  if (Array.isArray(data)) return data.map(plainTexts) as Data;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, plainTexts(value)]),
  ) as Data;
}

function plain(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/[\p{Cc}\u2028\u2029\ufffe\uffff]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd');
}
