import { InputError } from '../../errors.ts';
import type { Rounding } from '../../numeric/decimal.ts';
import { readCount } from '../../study/figure.ts';
import type { CheckOptions } from '../engine/check.ts';
import type { Tried, Verdict } from '../engine/finding.ts';
import { otherwise } from '../engine/words.ts';
import { debit, whyDebit } from '../samples/debit.ts';
import type { NamedTest, TestedFigures } from '../samples/granularity-test.ts';
import { readPrinted } from '../samples/grid.ts';
import { grim, whyGrim } from '../samples/grim.ts';
import { grimmer, whyGrimmer } from '../samples/grimmer.ts';
import type { Field, SingleCheck, SingleResult } from './index.ts';

/** The fields that several checks have. */
export const fields = {
  mean: { title: 'the mean as printed', example: '5.19' },
  sd: { title: 'the standard deviation as printed', example: '1.13' },
  n: { title: 'how many patients', example: '28' },
  items: { title: 'answers whose mean is one score', example: '4', optional: true },
} as const satisfies Record<string, Field>;

type Values = Readonly<Record<string, string>>;

/**
 * Reads a whole number from 1.
 *
 * @throws InputError
 */
export function countOf(values: Values, name: string, fallback?: number): number {
  const text = values[name];
  if (text === undefined && fallback !== undefined) return fallback;
  const plain = Number(text);
  const read = Number.isSafeInteger(plain) ? { low: plain, high: plain } : readCount(text ?? '');
  if (!read || read.low !== read.high || read.low < 1) {
    throw new InputError(`${name} is a whole number of at least 1; got ${JSON.stringify(text)}`);
  }
  return read.low;
}

/**
 * The text of a figure, once it is known that it can be read.
 *
 * @throws InputError
 */
export function figureOf(values: Values, name: string): string {
  const text = values[name] ?? '';
  try {
    readPrinted(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(`${name} is a number as printed; got ${JSON.stringify(text)}`);
  }
  return text;
}

/** A test that is known by name, on figures given one by one. */
function named(
  id: string,
  title: string,
  own: SingleCheck['fields'],
  test: Pick<NamedTest, 'about' | 'possible' | 'why'>,
  power: (figures: TestedFigures, rounding: Rounding) => number | null,
): SingleCheck {
  const judge = (values: Values, { rounding }: CheckOptions): SingleResult => {
    const figures: TestedFigures = {
      mean: figureOf(values, 'mean'),
      sd: 'sd' in own ? figureOf(values, 'sd') : '',
      n: countOf(values, 'n'),
      items: countOf(values, 'items', 1),
      sdKind: 'sample',
    };
    try {
      return judged(figures, rounding);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new InputError(`${id}: ${error.message}`);
    }
  };
  const judged = (figures: TestedFigures, rounding: Rounding): SingleResult => {
    const tried: Tried[] = [];
    const conditions = [
      `${figures.n} patients were scored, none missing`,
      figures.items > 1
        ? `every score is the mean of ${figures.items} whole numbers`
        : `every score is ${id === 'debit' ? '0 or 1' : 'a whole number'}`,
      ...(test.about === 'sd' ? ['the SD divides by n − 1'] : []),
    ];
    const result = (verdict: Verdict, why: string): SingleResult => ({
      verdict,
      why,
      recomputed: null,
      conditions,
      tried,
      power: power(figures, rounding),
    });
    const possible = test.possible(figures, rounding);
    const why = test.why(figures, possible, rounding);
    if (possible) return result('possible', why);
    const attempts: readonly (readonly [string, Verdict, boolean])[] = [
      ['if digits were cut off', 'within-rounding', test.possible(figures, 'any')],
      ...(test.about === 'sd'
        ? [
            [
              'if the SD divides by n, not n − 1',
              'possible',
              test.possible({ ...figures, sdKind: 'population' }, rounding),
            ] as const,
            [
              'if the SD divides by n and digits were cut off',
              'within-rounding',
              test.possible({ ...figures, sdKind: 'population' }, 'any'),
            ] as const,
          ]
        : []),
    ];
    for (const [assumption, verdict, fits] of attempts) {
      if (assumption.includes('cut') && (rounding === 'any' || rounding === 'truncate')) continue;
      tried.push({ assumption, low: null, high: null, fits });
      if (fits) return result(verdict, `${why} It fits ${assumption}.`);
    }
    const causes = ['another number of patients', 'scores that are not whole', 'a misprint'];
    return result('impossible-as-entered', `${why} ${otherwise(causes)}`);
  };
  return { id, title, fields: own, judge };
}

export const singleGrim = named(
  'grim',
  'GRIM: can whole numbers have this mean?',
  { mean: fields.mean, n: fields.n, items: fields.items },
  {
    about: 'mean',
    possible: (figures, rounding) => grim(figures, { rounding }).possible,
    why: whyGrim,
  },
  ({ mean, n, items }, rounding) => powerOfGrim(n * items, readPrinted(mean).decimals, rounding),
);

const knownPowers = new Map<string, number>();

/** The share of means with so many decimals that are impossible: they repeat from one to the next. */
function powerOfGrim(parts: number, decimals: number, rounding: Rounding): number | null {
  if (decimals < 0 || decimals > 3) return parts >= 10 ** decimals ? 0 : null;
  const key = `${parts} ${decimals} ${rounding}`;
  const known = knownPowers.get(key);
  if (known !== undefined) return known;
  const of = 10 ** decimals;
  let impossible = 0;
  // From 1 to 2, as 0 is truncated from either side.
  for (let units = of; units < 2 * of; units++) {
    const mean = (units / of).toFixed(decimals);
    if (
      !grim({ mean, n: parts }, { rounding }).possible &&
      !grim({ mean, n: parts }, { rounding: 'any' }).possible
    ) {
      impossible++;
    }
  }
  if (knownPowers.size > 10_000) knownPowers.clear();
  knownPowers.set(key, impossible / of);
  return impossible / of;
}

export const singleGrimmer = named(
  'grimmer',
  'GRIMMER: can whole numbers have this mean and SD?',
  fields,
  {
    about: 'sd',
    possible: (figures, rounding) => grimmer(figures, { rounding }).possible,
    why: whyGrimmer,
  },
  // Without limits of the scale there is no range of SDs to take a share of.
  () => null,
);

export const singleDebit = named(
  'debit',
  'DEBIT: can zeros and ones have this mean and SD?',
  {
    mean: { ...fields.mean, example: '0.35' },
    sd: { ...fields.sd, example: '0.49' },
    n: { ...fields.n, example: '20' },
  },
  {
    about: 'sd',
    possible: (figures, rounding) => debit(figures, { rounding }).possible,
    why: whyDebit,
  },
  () => null,
);
