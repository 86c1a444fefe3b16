import type { Rounding } from '../../numeric/decimal.ts';
import {
  type ExactInterval,
  holds,
  overlap,
  rationalToNumber,
} from '../../numeric/exact-interval.ts';
import { compareRationals, type Rational } from '../../numeric/rational.ts';
import type { Domain } from '../../study/figure.ts';
import type { Figure } from '../../study/model.ts';
import { gravity, passes, type Recomputed, type Tried, type Verdict } from './finding.ts';
import { windowInSteps, windowOf } from './printed.ts';

/** One way to compute a figure from others. */
export interface Candidate {
  /**
   * What it assumes, in words that complete "reproduces …" ("as a Welch test"); null for the
   * definition, or for the method that the file names.
   */
  readonly assumption: string | null;
  /** Every value over the inputs' rounding; ends are exact, or rounded outward. */
  readonly interval: ExactInterval;
  /** From the inputs as printed: exact, or an interval as narrow as the stated error. */
  readonly nominal: ExactInterval | Rational | null;
  /** True when `interval` is proved to hold every value; else nothing can be called wrong by it. */
  readonly proved: boolean;
  /** A reading that the file's own words contradict ("SE" for "SD") is no better than this. */
  readonly mildest?: Verdict;
  /** A guess at what the file leaves open, not a reading that it contradicts: digits can be cut off as well. */
  readonly isGuess?: boolean;
  /**
   * What was not printed and is taken over all that it can be ("the correlation"): then fitting
   * means only that the figures can stand together, unless every value fits.
   */
  readonly over?: string;
}

/** A printed figure, and the ways to compute it. */
export interface Question<C extends Candidate = Candidate> {
  readonly figure: Figure;
  readonly rounding: Rounding;
  readonly domain?: Domain;
  /**
   * What may be said when nothing fits: `definition` when the relation is one, `named` when `how`
   * names the method, else `unstated`: then another method can be behind the figure.
   */
  readonly standing: 'definition' | 'named' | 'unstated';
  /** The ways to compute the figure under a rounding rule of its inputs, the first one first. */
  readonly candidates: (rounding: Rounding) => readonly C[];
  /** The printed figure in the units of the candidates; the figure's own window if left out. */
  readonly window?: (figure: Figure, rounding: Rounding) => ExactInterval;
}

/** What computing a figure in every way says of it. */
export interface Decision<C extends Candidate = Candidate> {
  readonly verdict: Verdict;
  readonly recomputed: Recomputed | null;
  /** What the first candidate gives: the definition, or what the file names. */
  readonly stated: Recomputed | null;
  /** The candidate that fits, or the first one when none does. */
  readonly candidate: C | null;
  /** True when it fits only if digits were cut off. */
  readonly truncated: boolean;
  /** True when it would fit if the figure had been rounded in steps: then nothing is proved. */
  readonly inSteps: boolean;
  /** All candidates beside the first. */
  readonly tried: readonly Tried[];
}

/**
 * Whether a printed figure follows from others: as they stand, within their rounding, under
 * another reasonable reading, if truncated, or not at all. What is called wrong here is proved:
 * every candidate's interval holds every value that it can give, and none meets the figure's.
 */
export function decide<C extends Candidate>(question: Question<C>): Decision<C> {
  const { figure, rounding, domain, standing } = question;
  const window = question.window ?? ((of, rule) => windowOf(of, rule, domain));
  const candidates = question.candidates(rounding);
  const first = candidates[0] ?? null;
  const printed = window(figure, rounding);
  const fits = (candidate: C) => overlap(candidate.interval, printed);
  const fitting = best(candidates.filter(fits), printed);
  const tried = candidates.slice(1).map((candidate): Tried => {
    const { low, high } = recomputedBy(candidate);
    return { assumption: candidate.assumption ?? 'as stated', low, high, fits: fits(candidate) };
  });
  if (!first) {
    return {
      verdict: 'not-checkable',
      recomputed: null,
      stated: null,
      candidate: null,
      truncated: false,
      inSteps: false,
      tried: [],
    };
  }
  const asIs = fitting && verdictOf(fitting, printed);
  if (fitting && asIs && passes(asIs)) {
    return decided(asIs, first, fitting, false, tried);
  }
  if (rounding !== 'any' && rounding !== 'truncate') {
    const cut = window(figure, 'any');
    const truncated = best(
      // One departure at a time: not cut off and made otherwise than the file says as well.
      question
        .candidates('any')
        .filter(
          ({ interval, mildest, isGuess }) =>
            (mildest === undefined || isGuess) && overlap(interval, cut),
        ),
      cut,
    );
    if (truncated) {
      const verdict = graver('within-rounding', truncated.mildest);
      // A reading that the file's words allow wins if truncated over one that they contradict.
      if (asIs === null || gravity(verdict) < gravity(asIs)) {
        return decided(verdict, first, truncated, true, tried);
      }
    }
  }
  if (fitting && asIs) return decided(asIs, first, fitting, false, tried);
  const certain = candidates.every(({ proved }) => proved);
  const inSteps = question.window === undefined && fitsInSteps(question);
  const wrong = standing !== 'unstated' && certain && !inSteps ? 'inconsistent' : 'unexplained';
  return { ...decided(wrong, first, first, false, tried), inSteps };
}

function decided<C extends Candidate>(
  verdict: Verdict,
  first: C,
  candidate: C,
  truncated: boolean,
  tried: readonly Tried[],
): Decision<C> {
  const [stated, recomputed] = [recomputedBy(first), recomputedBy(candidate)];
  return { verdict, recomputed, stated, candidate, truncated, inSteps: false, tried };
}

/** Whether a reading that the file's words allow gives the figure if it was rounded in steps. */
function fitsInSteps<C extends Candidate>({ figure, rounding, candidates }: Question<C>): boolean {
  const window = windowInSteps(figure);
  if (window === null) return false;
  return candidates(rounding).some(
    ({ interval, mildest }) => mildest === undefined && overlap(interval, window),
  );
}

/** The first candidate with the mildest verdict: a method that is named comes before any other. */
function best<C extends Candidate>(candidates: readonly C[], printed: ExactInterval): C | null {
  let chosen: C | null = null;
  for (const candidate of candidates) {
    // What the file itself says wins over a reading that would fit as printed.
    if (chosen?.assumption === null) break;
    if (
      chosen === null ||
      gravity(verdictOf(candidate, printed)) < gravity(verdictOf(chosen, printed))
    ) {
      chosen = candidate;
    }
  }
  return chosen;
}

function verdictOf(candidate: Candidate, printed: ExactInterval): Verdict {
  const { interval, nominal, mildest, over } = candidate;
  if (over !== undefined) {
    return graver(isWithin(interval, printed) ? 'reproduced' : 'possible', mildest);
  }
  const asPrinted =
    nominal !== null &&
    ('numerator' in nominal ? holds(printed, nominal) : overlap(printed, nominal));
  return graver(asPrinted ? 'reproduced' : 'within-rounding', mildest);
}

/** Whether every number of `a` is one of `b`. */
function isWithin(a: ExactInterval, b: ExactInterval): boolean {
  const starts = b.low === null || (a.low !== null && startsInside(a.low, b.low, b.lowClosed));
  const ends = b.high === null || (a.high !== null && startsInside(b.high, a.high, b.highClosed));
  return starts && ends;
}

function startsInside(inner: Rational, outer: Rational, closed: boolean): boolean {
  const order = compareRationals(inner, outer);
  return order > 0 || (order === 0 && closed);
}

function graver(a: Verdict, b: Verdict | undefined): Verdict {
  return b !== undefined && gravity(b) > gravity(a) ? b : a;
}

/** What the file's words allow before what they contradict, each in its order. */
export function allowedFirst<C>(all: readonly C[], candidateOf: (one: C) => Candidate): C[] {
  const isAllowed = (one: C) => candidateOf(one).mildest === undefined;
  return [...all.filter(isAllowed), ...all.filter((one) => !isAllowed(one))];
}

/** The candidates as they are tried; the first one is what the file names where that `applies`. */
export function inOrder<C extends Candidate>(all: readonly C[], applies: boolean): C[] {
  const [first, ...others] = allowedFirst(all, (one) => one);
  if (!first) return [];
  const isNamed = applies && first.mildest === undefined;
  return [isNamed ? { ...first, assumption: null } : first, ...others];
}

/** What is worth listing of what was tried: readings that the file contradicts only where they fit. */
export function worthListing(
  { tried }: Decision,
  candidates: readonly Candidate[],
): readonly Tried[] {
  // The first candidate is not among what was tried beside it.
  return tried.filter(({ fits }, i) => fits || candidates[i + 1]?.mildest === undefined);
}

// A figure is judged a thousand times for its power, by the same candidates.
const known = new WeakMap<Candidate, Recomputed>();

/** What a candidate gives, as numbers to show. */
export function recomputedBy(candidate: Candidate): Recomputed {
  const numbers = known.get(candidate) ?? computeNumbers(candidate);
  known.set(candidate, numbers);
  return numbers;
}

function computeNumbers({ interval, nominal }: Candidate): Recomputed {
  const number = (end: Rational | null) => end && rationalToNumber(end);
  const [low, high] = [interval.low, interval.high].map((end) => number(end) ?? null);
  if (nominal === null || 'numerator' in nominal) {
    return { low: low ?? null, high: high ?? null, nominal: number(nominal) ?? null };
  }
  // As narrow as the error of a function: its middle is as good as either end.
  const [from, to] = [number(nominal.low), number(nominal.high)];
  const middle = from !== null && to !== null ? from / 2 + to / 2 : null;
  return { low: low ?? null, high: high ?? null, nominal: middle };
}
