export { lowerFirst, visitPhrase } from '../study/label.ts';

/** "a", "a and b", "a, b and c". */
export function enumerate(items: readonly string[]): string {
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const fractions: readonly (readonly [share: number, words: string])[] = [
  [1 / 10, 'a tenth'],
  [1 / 5, 'a fifth'],
  [1 / 4, 'a quarter'],
  [1 / 3, 'a third'],
  [2 / 5, 'two fifths'],
  [1 / 2, 'half'],
  [3 / 5, 'three fifths'],
  [2 / 3, 'two thirds'],
  [3 / 4, 'three quarters'],
  [4 / 5, 'four fifths'],
  [9 / 10, 'nine tenths'],
];

/** "about four fifths" for 0.796; null when no simple fraction is within two hundredths. */
export function aboutFraction(share: number): string | null {
  const [nearest, words] = fractions.reduce((best, next) =>
    Math.abs(next[0] - share) < Math.abs(best[0] - share) ? next : best,
  );
  return Math.abs(nearest - share) <= 0.02 ? `about ${words}` : null;
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Small numbers in words, as in running text. */
export function inWords(count: number): string {
  return numbers[count] ?? String(count);
}

/** "1 point", "2 points". */
export function pointsText(points: number): string {
  return points === 1 ? '1 point' : `${points} points`;
}
