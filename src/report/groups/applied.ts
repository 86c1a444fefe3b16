import type { Estimate, Method } from '../../estimates/method.ts';
import { overCorrelation } from '../../estimates/over-correlation.ts';
import type { Context } from '../context.ts';
import {
  commonDecimals,
  formatInterval,
  formatNumber,
  formatSigned,
  type Numbers,
  roundingReach,
} from '../digits.ts';
import { type Moment, momentInput } from '../moments.ts';
import { type KnownCorrelation, rangeResult } from '../pair-results.ts';
import type { Result } from '../report.ts';
import { newResult, noResult, type Subject } from '../results.ts';

/** What goes into a method: counts as they are, and numbers that were rounded. */
export interface Ingredients {
  readonly counts: Readonly<Record<string, number>>;
  readonly rounded: Readonly<Record<string, Moment>>;
}

/** A method applied to what is printed, with the texts that the rounding of its inputs supports. */
export interface Applied {
  readonly result: Result;
  readonly value: string;
  /** With a plus sign before what is above zero. */
  readonly signed: string;
  readonly interval: string;
  /** The standard error. */
  readonly se: string;
  /** ", r = 0.5" where there are several. */
  readonly suffix: string;
}

/** Describes a result whose inputs are given apart. */
export type About = Omit<Subject, 'inputs'>;

/**
 * A method applied to counts and rounded numbers; with `known`, at one correlation or over all that
 * are possible. What is outside the method's domain gives no number, and the reason.
 */
export function applied(
  context: Context,
  method: Method,
  about: About,
  { counts, rounded }: Ingredients,
  known: KnownCorrelation | null = null,
): Applied {
  const inputs = {
    ...counts,
    ...Object.fromEntries(
      Object.entries(rounded).map(([name, moment]) => [name, momentInput(moment)]),
    ),
  };
  const subject: Subject = {
    ...about,
    path: known?.suffix ? `${about.path}.r${known.low}` : about.path,
    label: about.label + (known?.suffix ?? ''),
    inputs,
    ...(known && {
      correlation: known.low === known.high ? known.low : null,
      correlationFrom: known.from,
    }),
  };
  const at = (moved: Readonly<Record<string, number>>): Estimate =>
    estimateOf(method, { ...counts, ...moved, ...(known && { correlation: known.low }) }, context);
  const nominal = Object.fromEntries(
    Object.entries(rounded).map(([name, { value }]) => [name, value]),
  );
  const result = resultOf(context, method, subject, { ...counts, ...nominal }, known);
  const decimalsOf = (pick: (estimate: Estimate) => Numbers) =>
    context.options.digits ?? commonDecimals(roundingReach((moved) => pick(at(moved)), rounded));
  const { value, se, ci } = result;
  const ofValue = decimalsOf((estimate) => [estimate.value]);
  const ofLimits = decimalsOf((estimate) => [estimate.ci?.low, estimate.ci?.high]);
  return {
    result,
    suffix: known?.suffix ?? '',
    value: value === null ? '–' : formatNumber(value, ofValue),
    signed: value === null ? '–' : formatSigned(value, ofValue),
    interval: ci ? formatInterval(ci.low, ci.high, ofLimits) : '–',
    se:
      se === null
        ? '–'
        : formatNumber(
            se,
            decimalsOf((estimate) => [estimate.se]),
          ),
  };
}

function resultOf(
  context: Context,
  method: Method,
  subject: Subject,
  input: Readonly<Record<string, number>>,
  known: KnownCorrelation | null,
): Result {
  if (known === null || known.low === known.high) {
    const at = known === null ? input : { ...input, correlation: known.low };
    return newResult(method, subject, estimateOf(method, at, context));
  }
  try {
    const over = overCorrelation(method, input, known, context.options);
    return rangeResult(newResult(method, subject, { value: null }), method, over, subject.better);
  } catch (error) {
    return noResult(method, subject, outsideDomain(error));
  }
}

function estimateOf(method: Method, input: object, { options }: Context): Estimate {
  try {
    return method.estimate(input, options);
  } catch (error) {
    return { value: null, ci: null, reason: outsideDomain(error) };
  }
}

/** Figures that can be read can still be outside what a formula is made for: n = 1, x above n. */
function outsideDomain(error: unknown): string {
  if (error instanceof RangeError) return `undefined: ${error.message}`;
  throw error;
}
