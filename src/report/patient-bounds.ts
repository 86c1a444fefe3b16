import { InputError } from '../errors.ts';
import { printDecimal } from '../numeric/decimal.ts';
import { boundChange } from '../reconstruct/bound-change.ts';
import type { ChangeBounds, MomentBounds, PrintedChange } from '../reconstruct/change-bounds.ts';
import type { PrintedFacts } from '../reconstruct/facts.ts';
import { boundMoments, type PrintedMoments } from '../reconstruct/general-moments.ts';
import type { PrintedSample } from '../reconstruct/targets.ts';
import { exactDecimal } from '../study/figure.ts';
import type { Figure, Scale, Summary } from '../study/model.ts';
import { type Context, patientsOf, usable } from './context.ts';
import { pairingConditions, pairingFacts, pairingFigures } from './pairing.ts';
import { type Pair, printedFigures } from './pairs.ts';
import { visitPhrase } from './words.ts';

/** What must be true of the patients of one pair of visits, and on which conditions. */
export interface PairBounds extends ChangeBounds {
  readonly scale: Scale & { readonly step: number };
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly text: string;
  /** Why it is not simply printed; null when it is. */
  readonly caveat: string | null;
}

/**
 * The bounds of a pair, computed once a report; null without a stated step, or when a figure is
 * missing or cannot be true.
 */
export function boundsOf(context: Context, pair: Pair): PairBounds | null {
  const known = context.bounds.get(pair.path);
  if (known !== undefined) return known;
  const bounds = computeBounds(context, pair);
  context.bounds.set(pair.path, bounds);
  return bounds;
}

function computeBounds(context: Context, pair: Pair): PairBounds | null {
  const { scale } = pair.measure;
  const printed = printedChangeOf(context, pair);
  if (!printed || !isStepped(scale)) return null;
  // What is known to be reached takes a search of its own: a summary does without.
  const search = context.options.witnesses;
  return {
    ...boundChange({ ...printed, search }),
    scale,
    conditions: conditionsOf(context, pair, scale),
  };
}

/** The same with every number of patients that the second visit can have had. */
export function openBoundsOf(context: Context, pair: Pair): PairBounds | null {
  const { scale } = pair.measure;
  const printed = printedChangeOf(context, pair);
  if (!printed || !isStepped(scale)) return null;
  const after = { ...printed.after, n: { low: 1, high: printed.before.n } };
  const bounds = boundChange({ ...printed, after });
  return { ...bounds, scale, conditions: conditionsOf(context, pair, scale) };
}

/** What the bounds are computed from; null when something is missing or cannot be true. */
export function printedChangeOf(context: Context, pair: Pair): PrintedChange | null {
  const { before, after, measure } = pair;
  const { scale } = measure;
  const figures = printedFigures(context, pair);
  const counts = [patientsOf(context, before), patientsOf(context, after)] as const;
  const n = counts[0].n;
  const { low, high } = after.n;
  if (!figures || !isStepped(scale) || n === null || counts[0].least || counts[1].n === null) {
    return null;
  }
  const { rounding, sdKind, witnesses, threshold } = context.options;
  return {
    scale: { min: scale.min, max: scale.max, step: scale.step, items: measure.items },
    before: {
      n,
      mean: textOf(figures.meanPre),
      sd: textOf(figures.sdPre),
      facts: factsOf(context, before),
    },
    after: {
      n: low === high ? low : { low, high: Math.min(high ?? n, n) },
      mean: textOf(figures.meanPost),
      sd: textOf(figures.sdPost),
      facts: factsOf(context, after),
    },
    rounding,
    sdKind,
    witnesses,
    constraints: pairingFacts(pairingFigures(context, pair, n)),
    ...(threshold !== null && {
      alsoSteps: [Math.round((threshold * measure.items) / scale.step)],
    }),
  };
}

/** What holds of a change without a scale's step, from |r| ≤ 1; null when a figure is missing. */
export interface GeneralChange {
  readonly printed: PrintedMoments;
  /** null when the figures of the pairing exclude each other. */
  readonly moments: Omit<MomentBounds, 'signTest'> | null;
  readonly conditions: readonly Condition[];
}

/** The general bounds of a pair, whatever its scale; see `boundMoments`. */
export function generalBoundsOf(context: Context, pair: Pair): GeneralChange | null {
  const { before, after } = pair;
  const figures = printedFigures(context, pair);
  const counts = [patientsOf(context, before), patientsOf(context, after)] as const;
  const { n } = counts[0];
  if (!figures || n === null || n < 2 || counts[1].n !== n || counts.some(({ least }) => least))
    return null;
  const { rounding, sdKind } = context.options;
  const pairing = pairingFigures(context, pair, n);
  const printed = {
    n,
    before: { mean: textOf(figures.meanPre), sd: textOf(figures.sdPre) },
    after: { mean: textOf(figures.meanPost), sd: textOf(figures.sdPost) },
    rounding,
    sdKind,
    constraints: pairingFacts(pairing),
  };
  return {
    printed,
    moments: boundMoments(printed),
    conditions: conditionsOf(context, pair, null),
  };
}

/**
 * What was printed at "measure@visit", or "measure.cohort@visit", for reconstruction.
 *
 * @throws InputError when there is no such place, or its figures do not suffice
 */
export function printedSampleOf(context: Context, place: string): PrintedSample {
  const [what = '', visit] = place.split('@');
  const [id, cohort] = what.split('.');
  const measure = context.study.measures.find((known) => known.id === id);
  const series = measure?.series.find((known) => cohort === undefined || known.cohort === cohort);
  const summary = series?.visits.find((known) => known.visit === (visit ?? null));
  if (!measure || !summary) {
    const places = context.study.measures.flatMap((known) =>
      known.series.flatMap(({ visits }) =>
        visits.map((one) => known.id + (one.visit ? `@${one.visit}` : '')),
      ),
    );
    throw new InputError([
      {
        message: `the study has no ${JSON.stringify(place)}`,
        hint: `It has ${[...new Set(places)].join(', ')}`,
      },
    ]);
  }
  const { n } = patientsOf(context, summary);
  const mean = usable(context, summary.mean);
  const sd = usable(context, summary.sd);
  if (!isStepped(measure.scale) || n === null || (!mean && !sd)) {
    throw new InputError(
      `${place} lacks what is needed: a scale with its step, n, and a mean or an SD`,
    );
  }
  const { min, max, step } = measure.scale;
  return {
    mean: mean && textOf(mean),
    sd: sd && textOf(sd),
    n,
    scale: { min, max, step, items: measure.items },
    facts: factsOf(context, summary),
  };
}

/** Further printed facts that every data set must have. */
function factsOf(context: Context, { range, within, median }: Summary): PrintedFacts {
  const low = usable(context, range?.low ?? null);
  const high = usable(context, range?.high ?? null);
  const middle = usable(context, median);
  return {
    ...(within && { within }),
    ...((low || high) && {
      range: { ...(low && { low: textOf(low) }), ...(high && { high: textOf(high) }) },
    }),
    ...(middle && { median: textOf(middle) }),
  };
}

function isStepped(scale: Scale | null): scale is Scale & { readonly step: number } {
  return scale !== null && scale.step !== null;
}

const textOf = (figure: Figure): string => printDecimal(exactDecimal(figure));

function conditionsOf(context: Context, pair: Pair, scale: Scale | null): readonly Condition[] {
  const { before, after } = pair;
  const n = patientsOf(context, before);
  const stated = before.nStated && after.nStated;
  // Figures of the pairing are used when nobody lacks a second score.
  const allScored = after.n.low === n.n && after.n.high === n.n;
  return [
    { text: 'the printed means and SDs are right', caveat: null },
    {
      text: sameText(n.n, pair),
      caveat: stated ? null : 'not printed, assumed',
    },
    ...(scale
      ? [
          {
            text: describeScores(scale, pair.measure.items),
            caveat: scale.stepSource === 'assumed' ? 'only the range is printed' : null,
          },
        ]
      : []),
    {
      text: `the SDs divide by ${context.options.sdKind === 'sample' ? 'n − 1' : 'n'}`,
      caveat: 'not printed, assumed',
    },
    ...pairingConditions(
      n.n === null || n.least ? [] : pairingFigures(context, pair, n.n).filter(() => allScored),
    ),
  ];
}

/** Who was scored both times. */
function sameText(n: number | null, { before, after }: Pair): string {
  const [first, second] = [visitPhrase(before.label), visitPhrase(after.label)];
  const { low, high } = after.n;
  const most = Math.min(high ?? Infinity, n ?? Infinity);
  if (low === most && most === n)
    return `the same ${n} patients were scored ${first} and ${second}`;
  const again = low === most ? `${low}` : `${low} to ${most}`;
  return `of the ${n} patients scored ${first}, ${again} were scored ${second}`;
}

/** "every score is a whole number from 1 to 5". */
export function describeScores({ min, max, step }: Scale, items: number): string {
  if (items > 1)
    return `every score is the mean of ${items} answers from ${min} to ${max}, ${step} apart`;
  const whole = step === 1 && Number.isInteger(min);
  return whole
    ? `every score is a whole number from ${min} to ${max}`
    : `every score is one of ${min}, ${min + (step ?? 0)} … ${max}`;
}
