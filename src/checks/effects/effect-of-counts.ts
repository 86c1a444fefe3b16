import { orFisher } from '../../estimates/fisher.ts';
import { orPeto } from '../../estimates/odds-ratio.ts';
import { cohenH, phi } from '../../estimates/two-by-two.ts';
import type { TwoProportions } from '../../estimates/two-proportions.ts';
import type { Effect, Figure, How } from '../../study/model.ts';
import { plain } from '../comparisons/named-test.ts';
import { outward, type Span } from '../engine/span.ts';
import type { Variant } from './variant.ts';

/** Effect sizes that two counts give. Counts are exact: only the computation has an error. */
export function countVariants(
  kind: Effect['kind'],
  table: TwoProportions,
  figure: Figure,
  how: How,
): readonly Variant[] {
  const { x1, n1, x2, n2 } = table;
  const [y1, y2] = [n1 - x1, n2 - x2];
  switch (kind) {
    case 'or':
      return ratios('odds ratio', [
        ['', x1 * y2, y1 * x2],
        [' with ½ added to every count', (x1 + 0.5) * (y2 + 0.5), (y1 + 0.5) * (x2 + 0.5)],
        [" of Fisher's exact test", orFisher(table).value ?? 0, 1],
        [" of Peto's method", orPeto(table).value ?? 0, 1, /peto/],
      ]);
    case 'rr':
      return ratios('risk ratio', [
        ['', x1 * n2, x2 * n1],
        [' of being without the event', y1 * n2, y2 * n1],
      ]);
    case 'rd':
      return differences(table, figure);
    case 'nnt':
    case 'nnh':
      return toTreat(table, figure, how);
    case 'phi':
      return alone('φ of the two counts', phi(table).value);
    case 'other':
      return [];
    default:
      return kind === 'd' ? alone("Cohen's h", cohenH(table).value) : [];
  }
}

/** The same from the two percentages as they are printed: authors compute with rounded ones. */
export function shareVariants(
  kind: Effect['kind'],
  [a, b]: readonly [number, number],
  of: string,
  figure: Figure,
): readonly Variant[] {
  const variant = (name: string, value: number, words = /^$/): Variant[] =>
    Number.isFinite(value) && value !== 0
      ? [
          {
            ...exactly(`${name} of ${of}`, value, words),
            signed: kind !== 'or' && kind !== 'rr',
          },
        ]
      : [];
  switch (kind) {
    case 'or':
      return [
        ...variant('the odds ratio', (a * (100 - b)) / (b * (100 - a))),
        ...variant('the odds ratio, the other way round,', (b * (100 - a)) / (a * (100 - b))),
      ];
    case 'rr':
      return [
        ...variant('the risk ratio', a / b),
        ...variant('the risk ratio, the other way round,', b / a),
      ];
    case 'rd': {
      const inPercent = figure.percent || Math.abs(figure.value) > 1;
      const share = inPercent ? [] : variant('the difference', (a - b) / 100);
      return [...variant('the difference', a - b), ...share];
    }
    case 'nnt':
    case 'nnh': {
      const [value, step] = [100 / Math.abs(a - b), 10 ** Math.max(0, figure.decimals)];
      return [
        ...variant('100 over the difference', value, /half|nearest/),
        ...variant(
          '100 over the difference, rounded up,',
          ceiling(value * step) / step,
          /^up|ceil/,
        ),
      ];
    }
    default:
      return [];
  }
}

/** From percentages that are not printed, rounded to whole numbers or to one decimal, or cut off. */
export function guessedShares(
  kind: Effect['kind'],
  { x1, n1, x2, n2 }: TwoProportions,
  figure: Figure,
): readonly Variant[] {
  return [1, 10].flatMap((step) =>
    [Math.round, Math.floor].flatMap((round) => {
      const rounded = (x: number, n: number) =>
        round((100 * step * x) / n + (round === Math.floor ? 1e-9 : 0)) / step;
      const [a, b] = [rounded(x1, n1), rounded(x2, n2)];
      const of = `percentages rounded to ${a} and ${b}`;
      return shareVariants(kind, [a, b], of, figure).map((each) => ({ ...each, guess: true }));
    }),
  );
}

/** Up to the next whole number, but for the error of doubles. */
function ceiling(value: number): number {
  return Math.ceil(value * (1 - 1e-12));
}

function near(value: number): Span {
  // A whole number has no error: it was counted or rounded to.
  if (Number.isInteger(value)) return { low: value, high: value };
  // Found or computed to 1e-9 or better; near 0 the error is absolute.
  const { low, high } = outward(value, value, 1e-9);
  return { low: low - 1e-12, high: high + 1e-12 };
}

function exactly(title: string, value: number, words = /^$/): Variant {
  const span = near(value);
  return { title, words, value: () => span, reading: null, contradicts: false, signed: false };
}

function alone(title: string, value: number | null): Variant[] {
  return value === null ? [] : [{ ...exactly(title, value), signed: true }];
}

/** Ratios that exist, and the other way round. */
function ratios(
  name: string,
  all: readonly (readonly [string, number, number, RegExp?])[],
): Variant[] {
  return all.flatMap(([how, a, b, words]) => [
    ...(a > 0 && b > 0 ? [exactly(`the ${name}${how}`, a / b, words)] : []),
    ...(a > 0 && b > 0 ? [exactly(`the ${name}${how}, the other way round`, b / a, words)] : []),
  ]);
}

/** In percent when it is printed so, or above 1; else either is possible. */
function differences({ x1, n1, x2, n2 }: TwoProportions, figure: Figure): Variant[] {
  const difference = (x1 * n2 - x2 * n1) / (n1 * n2);
  const percent = {
    ...exactly('the difference of the percentages', 100 * difference),
    signed: true,
  };
  const fraction = { ...exactly('the difference of the proportions', difference), signed: true };
  if (figure.percent || Math.abs(figure.value) > 1) return [percent];
  return [fraction, percent];
}

/** 1 over the difference, to the nearest number or, as is the custom, up. */
function toTreat({ x1, n1, x2, n2 }: TwoProportions, figure: Figure, how: How): Variant[] {
  const difference = Math.abs(x1 * n2 - x2 * n1);
  if (difference === 0) return [];
  const value = (n1 * n2) / difference;
  const step = 10 ** Math.max(0, figure.decimals);
  const up = Math.ceil(value * step * (1 - 1e-14)) / step;
  const down = Math.floor(value * step * (1 + 1e-14)) / step;
  const rounded = plain(how.rounded ?? '');
  const variants = [
    exactly('1 over the difference of the proportions', value, /half|nearest/),
    exactly('1 over the difference of the proportions, rounded up', up, /^up|ceil/),
    exactly('1 over the difference of the proportions, rounded down', down, /^down|trunc|floor/),
    // A number needed to treat below zero is one needed to harm.
  ].map((each) => ({ ...each, signed: true }));
  const first = variants.filter(({ words }) => rounded !== '' && words.test(rounded));
  return [...first, ...variants.filter((each) => !first.includes(each))];
}
