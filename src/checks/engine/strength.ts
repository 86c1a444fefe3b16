import { parseDecimal, printDecimal } from '../../numeric/decimal.ts';
import { below, xoshiro128 } from '../../reconstruct/random.ts';
import { exactDecimal } from '../../study/figure.ts';
import type { Instead } from './check.ts';
import { type Caught, levelOf, type Strength } from './finding.ts';

/** With no more figures than this all are tried, with more a sample of half as many. */
const mostTried = 1200;

/**
 * What a verdict on a figure is worth: how many other figures would not have passed in its place.
 * Power counts errors; slips count all that would show: warnings too, and where figures can only
 * stand together or not, those that could do so in another reading only (digits cut off, say), which
 * a finding names.
 *
 * @returns null for a text that is not one number: "ns", or limits of a count ("11 to 18")
 */
export function strengthOf(text: string, instead: Instead): Strength | null {
  const digits = [...text.matchAll(/\d/g)].map((match) => match.index);
  if (digits.length === 0 || !isOneNumber(text)) return null;
  const caught = (texts: readonly string[]): Caught => {
    const shows = showing(text, instead);
    return { caught: texts.filter(shows).length, of: texts.length };
  };
  return {
    ...powerOf(text, instead),
    slips: {
      oneStep: caught(oneStep(text)),
      lastDigit: caught(digits.slice(-1).flatMap((at) => replaced(text, at))),
      anyDigit: caught(digits.flatMap((at) => replaced(text, at))),
    },
  };
}

function isOneNumber(text: string): boolean {
  try {
    exactDecimal({ text });
    return true;
  } catch {
    return false;
  }
}

/** Of the nine other last digits that a figure could have, those that at least one check shows. */
export function lastDigitSlips(text: string, insteads: readonly Instead[]): Caught {
  const last = [...text.matchAll(/\d/g)].at(-1)?.index;
  const texts = last === undefined || !isOneNumber(text) ? [] : replaced(text, last);
  const tests = insteads.map((instead) => showing(text, instead));
  const caught = texts.filter((other) => tests.some((shows) => shows(other)));
  return { caught: caught.length, of: texts.length };
}

/** Whether another text in the place of the printed one would show. */
function showing(text: string, { verdict }: Instead): (other: string) => boolean {
  const isPossible = verdict(text) === 'possible';
  return (other) => {
    const found = verdict(other);
    const level = levelOf(found);
    return level === 'warning' || level === 'error' || (isPossible && found === 'within-rounding');
  };
}

/** The text with the digit at a place replaced by each of the nine others. */
function replaced(text: string, at: number): string[] {
  return [...'0123456789']
    .filter((digit) => digit !== text[at])
    .map((digit) => text.slice(0, at) + digit + text.slice(at + 1));
}

/** The figure one step of its last digit up and down. */
function oneStep(text: string): string[] {
  const { units, decimals } = exactDecimal({ text });
  return [units - 1n, units + 1n]
    .map((changed) => printDecimal({ units: changed, decimals }))
    .filter((changed) => changed !== text);
}

function powerOf(text: string, { verdict, range }: Instead): Omit<Strength, 'slips'> {
  const { decimals } = exactDecimal({ text });
  const unitsOf = (end: number): bigint => {
    const exact = parseDecimal(String(end)) ?? { units: 0n, decimals: 0 };
    const shift = decimals - exact.decimals;
    return shift >= 0 ? exact.units * 10n ** BigInt(shift) : exact.units / 10n ** BigInt(-shift);
  };
  if (range === null) return { power: null, range: null, sample: null };
  const [low, high] = [unitsOf(range.low), unitsOf(range.high)];
  const all = high - low + 1n;
  const isError = (units: bigint) =>
    levelOf(verdict(printDecimal({ units, decimals }))) === 'error';
  if (all <= 0n) return { power: null, range: null, sample: null };
  if (all <= BigInt(mostTried)) {
    let errors = 0;
    for (let units = low; units <= high; units++) if (isError(units)) errors += 1;
    return { power: errors / Number(all), range, sample: null };
  }
  const random = xoshiro128(1);
  const sample = mostTried / 2;
  let errors = 0;
  for (let drawn = 0; drawn < sample; drawn++) if (isError(low + below(random, all))) errors += 1;
  return { power: errors / sample, range, sample };
}
