const compounds = /\b(follow|post|pre|check|long|short) (up|op|term)\b/g;

/** A name for tables made of an id: "1-week" is "1 week", "last-follow-up" is "Last follow-up". */
export function labelOf(id: string): string {
  const words = id.replace(/[-_]+/g, ' ').trim().replace(compounds, '$1-$2');
  return words === '' ? id : words.charAt(0).toUpperCase() + words.slice(1);
}
