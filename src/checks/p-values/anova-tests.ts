import type { Rounding } from '../../numeric/decimal.ts';
import { minus, point } from '../../numeric/exact-interval.ts';
import type { Figure } from '../../study/model.ts';
import type { Groups } from '../comparisons/compared.ts';
import {
  type Moments,
  momentsOf,
  type SpreadReading,
  spanOfFigure,
} from '../comparisons/moments.ts';
import type { CheckContext } from '../engine/check.ts';
import { exactValue, windowOf } from '../engine/printed.ts';
import {
  exactSpan,
  outward,
  product,
  quotient,
  type Span,
  scaled,
  spanOf,
  square,
  sum,
} from '../engine/span.ts';
import type { Test } from './judge-p.ts';
import { pOfF, pOfFOver } from './tail-spans.ts';
import { type Compute, type Computed, spanWords, testFrom } from './test-from.ts';

/**
 * One-way analysis of variance of k groups. The sum of squares between groups is convex in the means:
 * its greatest value is at a corner. Σ nᵢ(mᵢ − m)² is also the least of Σ nᵢ(mᵢ − c)² over all c, so
 * its least value is that of Σ nᵢ d(c, Iᵢ)², d the distance of c to the window of mᵢ.
 */
export function anovaTests(
  context: CheckContext,
  { groups }: Groups,
  source: string | null,
  rounding: Rounding,
): readonly Test[] {
  const moments = groups.map(({ summary }) => momentsOf(context, summary, source));
  const ns = groups.map(({ patients: { low, high } }) => (low === high && low >= 2 ? low : null));
  const [first] = moments;
  // 2^12 corners are quick; a table with more groups than that is rare.
  if (!first || groups.length > 12 || ns.some((n) => n === null)) return [];
  const means = moments.map(({ mean }) => mean);
  const spreads = moments.map(({ spread }) => spread);
  if (means.some((mean) => !mean) || spreads.some((spread) => !spread)) return [];
  const sizes = ns as number[];
  return combinedReadings(moments).flatMap((reading): Test[] => {
    const { readings } = reading;
    const compute =
      (of: typeof anovaOf): Compute =>
      (rule) => {
        const sds = spreads.map((spread, i) =>
          (readings[i] as SpreadReading['sd'])(
            spanOfFigure(spread as Figure, rule, 0),
            exactSpan(sizes[i] as number),
          ),
        );
        return of(centred(means as Figure[], rule), sds, sizes);
      };
    const { assumption, contradicts } = reading;
    const notes = { reading: assumption, contradicts };
    const test = testFrom('anova', compute(anovaOf), rounding, notes);
    const welch = testFrom('anova-welch', compute(welchAnovaOf), rounding, notes);
    return [test, welch].map((each) => ({ ...each, hasTails: false }));
  });
}

interface CombinedReading {
  readonly assumption: string | null;
  readonly contradicts: boolean;
  readonly readings: readonly SpreadReading['sd'][];
}

/** Spreads that are printed alike are read alike; what is printed otherwise in each way that fits. */
function combinedReadings(moments: readonly Moments[]): readonly CombinedReading[] {
  const kinds = new Map(moments.map(({ printedAs, readings }) => [printedAs, readings]));
  let chosen: readonly (readonly (readonly [string, SpreadReading])[])[] = [[]];
  for (const [kind, readings] of kinds) {
    chosen = chosen.flatMap((before) =>
      readings.map((reading) => [...before, [kind, reading] as const]),
    );
  }
  const all = chosen.map((each): CombinedReading => {
    const byKind = new Map(each);
    const own = [...byKind.values()];
    const said = new Set(own.flatMap(({ assumption }) => assumption ?? []));
    return {
      assumption: said.size === 0 ? null : [...said].join(' and '),
      contradicts: own.some(({ contradicts }) => contradicts),
      readings: moments.map(({ printedAs }) => (byKind.get(printedAs) as SpreadReading).sd),
    };
  });
  return [...all.filter((each) => !each.contradicts), ...all.filter((each) => each.contradicts)];
}

/** The means' windows less the first mean as printed, exactly: what is small between them is kept. */
function centred(means: readonly Figure[], rule: Rounding | null): Span[] {
  const origin = point(exactValue(means[0] as Figure));
  return means.map((mean) => {
    const window = rule === null ? point(exactValue(mean)) : windowOf(mean, rule);
    return spanOf(minus(window, origin));
  });
}

function anovaOf(means: readonly Span[], sds: readonly Span[], ns: readonly number[]): Computed {
  const total = ns.reduce((all, n) => all + n, 0);
  const between = { low: leastBetween(means, ns), high: mostBetween(means, ns) };
  const within = sds
    .map((sd, i) => product(square(sd), exactSpan((ns[i] as number) - 1)))
    .reduce(sum);
  const [df1, df2] = [means.length - 1, total - means.length];
  const f = quotient(
    quotient(outward(between.low, between.high, 1e-12), exactSpan(df1)),
    quotient(within, exactSpan(df2)),
  );
  return {
    p: pOfF(f, df1, df2),
    text: `F = ${spanWords(f, 2)} with ${df1} and ${df2} df`,
    kind: 'F',
    size: f,
  };
}

/**
 * Welch's F: with the weights w = n/s², W their sum and m̃ the weighted mean, A = Σ w (m − m̃)²/(k − 1)
 * over B = 1 + 2 (k − 2)/(k² − 1) · L, L = Σ (1 − w/W)²/(n − 1); df₂ = (k² − 1)/(3 L). Like the sum of
 * squares above A is the least over all centres, so that it rises in every weight.
 */
function welchAnovaOf(
  means: readonly Span[],
  sds: readonly Span[],
  ns: readonly number[],
): Computed {
  const k = means.length;
  const weights = sds.map((sd, i) => quotient(exactSpan(ns[i] as number), square(sd)));
  if (weights.some(({ high }) => high === Infinity)) {
    const any = { low: 0, high: Infinity };
    return { p: { low: 0, high: 1 }, text: 'F = any number', kind: 'F', size: any };
  }
  const between = outward(
    leastBetween(means, ends(weights, 'low')),
    mostBetween(means, ends(weights, 'high')),
    1e-12,
  );
  const scatter = scatterOf(weights, ns);
  const correction = sum(exactSpan(1), scaled(scatter, (2 * (k - 2)) / (k * k - 1)));
  const f = quotient(scaled(between, 1 / (k - 1)), correction);
  const df2 = quotient(exactSpan((k * k - 1) / 3), scatter);
  // An SD that can be 0 leaves its group with all the weight, and nothing is known.
  const isOpen = ![f.high, df2.high].every(Number.isFinite) || df2.low <= 0;
  const p = isOpen ? { low: 0, high: 1 } : pOfFOver(f, exactSpan(k - 1), df2);
  const text = `F = ${spanWords(f, 2)} with ${k - 1} and ${spanWords(df2, 1)} df`;
  return { p, text, kind: 'F', size: f };
}

/** Welch's second degrees of freedom from the SDs, none of which is 0. */
export function welchAnovaDf(sds: readonly Span[], ns: readonly number[]): Span {
  const k = sds.length;
  const weights = sds.map((sd, i) => quotient(exactSpan(ns[i] as number), square(sd)));
  return quotient(exactSpan((k * k - 1) / 3), scatterOf(weights, ns));
}

/** Σ (1 − w/W)²/(n − 1): the share of a group is least where its weight is and the others' are greatest. */
function scatterOf(weights: readonly Span[], ns: readonly number[]): Span {
  return weights
    .map((weight, i) => {
      const others = weights.filter((_, j) => j !== i).reduce(sum);
      const rest = outward(
        shareOf(others.low, weight.high),
        shareOf(others.high, weight.low),
        1e-13,
      );
      return scaled(square(rest), 1 / ((ns[i] as number) - 1));
    })
    .reduce(sum);
}

/** x/(x + y), where one of them can have no limit. */
function shareOf(x: number, y: number): number {
  if (x === Infinity) return 1;
  return y === Infinity ? 0 : x / (x + y);
}

function ends(spans: readonly Span[], end: 'low' | 'high'): number[] {
  return spans.map((span) => span[end]);
}

function mostBetween(means: readonly Span[], ns: readonly number[]): number {
  let most = 0;
  for (let corner = 0; corner < 2 ** means.length; corner++) {
    const at = means.map(({ low, high }, i) => ((corner >> i) & 1 ? high : low));
    const total = ns.reduce((all, n) => all + n, 0);
    const grand = at.reduce((all, mean, i) => all + mean * ((ns[i] as number) / total), 0);
    most = Math.max(
      most,
      at.reduce((all, mean, i) => all + (ns[i] as number) * (mean - grand) ** 2, 0),
    );
  }
  return most;
}

/** The least Σ nᵢ d(c, Iᵢ)²: convex and quadratic between the ends of the windows. */
function leastBetween(means: readonly Span[], ns: readonly number[]): number {
  const at = (c: number) =>
    means.reduce((all, { low, high }, i) => {
      const off = Math.max(0, low - c, c - high);
      return all + (ns[i] as number) * off * off;
    }, 0);
  const ends = means.flatMap(({ low, high }) => [low, high]).sort((a, b) => a - b);
  let least = Math.min(...ends.map(at));
  for (let i = 0; i + 1 < ends.length; i++) {
    const [from, to] = [ends[i] as number, ends[i + 1] as number];
    const middle = (from + to) / 2;
    // Between two ends each window pulls with the end that is nearer, or not at all.
    let [weight, pull] = [0, 0];
    for (const [j, { low, high }] of means.entries()) {
      const end = middle < low ? low : middle > high ? high : null;
      if (end === null) continue;
      weight += ns[j] as number;
      pull += (ns[j] as number) * end;
    }
    if (weight > 0) least = Math.min(least, at(Math.min(Math.max(pull / weight, from), to)));
  }
  return least;
}
