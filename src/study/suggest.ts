import leven from 'leven';

// Longer names are nobody's slip, and the distance takes time that grows with both lengths.
const longestName = 60;

/** The name most like a mistaken one, or null when none is near. */
export function nearest(mistaken: string, names: Iterable<string>): string | null {
  if (mistaken.length > longestName) return null;
  const wanted = mistaken.toLowerCase();
  let best: string | null = null;
  // Any letter is one edit from any other: of a single one only the case can be mistaken.
  let least = mistaken.length < 2 ? 0.6 : Math.max(1, Math.floor(mistaken.length * 0.4)) + 0.5;
  for (const name of names) {
    if (name.length > longestName) continue;
    const other = name.toLowerCase();
    // Letters in another order ("ds" for "sd") are one slip, though two edits.
    const distance = letters(wanted) === letters(other) ? 0.5 : leven(wanted, other);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

/** 'Did you mean "sd"?', then what there is; empty when there is nothing to say. */
export function suggestion(mistaken: string, names: readonly string[], listed = true): string {
  const best = nearest(mistaken, names);
  const asked = best === null ? '' : `Did you mean ${JSON.stringify(best)}?`;
  // The only name there is need not be told twice.
  if (!listed || names.length === 0 || (best !== null && names.length === 1)) return asked;
  const shown = names.slice(0, 12).join(', ');
  const more = names.length > 12 ? `, … (${names.length} in all)` : '';
  return `${asked} There ${names.length === 1 ? 'is' : 'are'}: ${shown}${more}`.trim();
}

function letters(name: string): string {
  return [...name].sort().join('');
}
