import { type Enclosed, inputsOf, type Term } from '../numeric/enclosed.ts';
import { type Interval, middle, outward } from '../numeric/interval.ts';
import { rangeOverBox } from '../numeric/range-over-box.ts';
import { levelOf } from './domain.ts';
import { enclosures } from './enclosures/index.ts';
import type { Ends, Estimate, EstimateOptions, Method, Need } from './method.ts';

/** One result over all values that its inputs can have been rounded from. */
export interface OverRoundingNumber {
  /** The least result, or `null` with a `reason`. */
  readonly low: number | null;
  /** The greatest result, or `null` with a `reason`. */
  readonly high: number | null;
  /** True when no inputs in the box give a result outside; false when it is only the outcome of a search. */
  readonly proved: boolean;
  /** The result at the figures as printed. */
  readonly nominal: number | null;
  readonly reason?: string;
}

/** A method's results over a box of inputs. A number that the method does not give is not there. */
export interface OverRounding {
  /** True when each number here is proved. */
  readonly proved: boolean;
  /** Why it is a proof, or what was done instead; a sentence. */
  readonly because: string;
  readonly value: OverRoundingNumber;
  readonly se?: OverRoundingNumber;
  readonly ciLow?: OverRoundingNumber;
  readonly ciHigh?: OverRoundingNumber;
  readonly df?: OverRoundingNumber;
  readonly statistic?: OverRoundingNumber;
  readonly p?: OverRoundingNumber;
  readonly logP?: OverRoundingNumber;
  readonly details?: Readonly<Record<string, OverRoundingNumber>>;
}

/** An input that may be anything from `low` to `high`, printed as `nominal`; or a number taken as exact. */
export type InputOverRounding = number | (Ends & { readonly nominal: number });

/** The inputs of a method, each an interval or exact; lists entry by entry. */
export type InputBox = Readonly<
  Record<string, InputOverRounding | readonly InputOverRounding[] | undefined>
>;

// p before what it tells: its logarithm, and the value of a method whose value is a p.
const plainNames = ['p', 'value', 'se', 'ciLow', 'ciHigh', 'df', 'statistic', 'logP'] as const;
type PlainName = (typeof plainNames)[number];

const byProof =
  'Each result is enclosed over the whole box of inputs by interval arithmetic, rounded outward: where a partial derivative keeps its sign the extreme is at that input’s end, elsewhere the box is divided until the bound is reached.';
const byCounts = 'All inputs are exact: there is nothing to round.';
const bySearch =
  'Not proved: corners of the box and a search only. Some inputs in the box may give a result outside.';

/**
 * The least and greatest of every number that a method gives, when each input is only known as an
 * interval: what a printed figure was rounded from. Counts are exact numbers.
 *
 * It is a proof and not a look at corners: the method's formula is evaluated in interval arithmetic
 * with outward rounding, together with its partial derivatives. Where a derivative has one sign the
 * result is monotone in that input; where it has not, the box is divided (branch and bound). The
 * error of the distribution functions (1e-11, relative) is added. The ends are reached to 1e-7 of
 * the width (less closely where an input may be near 0, an SD of 0.06 ± 0.05 say). Results that exist only for some of the inputs are enclosed where they exist; an end
 * beyond all bounds (a divisor that may be 0) is `null`, with the reason.
 *
 * Numbers without such a formula come from corners and a search, and say so: `proved: false`. No
 * number is given without one or the other.
 *
 * @param method a registered method
 * @param box its inputs by name: `{ low, high, nominal }` or an exact number; limits that the method
 *   itself sets (an SD ≥ 0, a correlation in [−1, 1]) cut the intervals
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError where the method itself does at the nominal inputs, and unless
 *   low ≤ nominal ≤ high
 *
 * @example
 * const difference = findMethod('md_z');
 * difference &&
 *   overRounding(difference, {
 *     n1: 20, mean1: { low: 5.15, nominal: 5.2, high: 5.25 }, sd1: 1.1,
 *     n2: 22, mean2: { low: 4.35, nominal: 4.4, high: 4.45 }, sd2: 1.3,
 *   }).value.low // → 0.7
 */
export function overRounding(
  method: Method,
  box: InputBox,
  options?: EstimateOptions,
): OverRounding {
  const layout = layoutOf(method, box);
  const at = (point: readonly number[]) => method.estimate(layout.inputAt(point), options);
  const nominal = at(layout.nominal);
  const search: Search = { layout, at, formula: null };
  const enclosure = enclosures[method.id];
  const level = levelOf(options);
  if (layout.sides.length > 0 && enclosure !== undefined && nominal.value !== null) {
    const results = (inputs: readonly Enclosed[]) => enclosure(layout.termsAt(inputs), level);
    const names = new Set(Object.keys(results(inputsOf(layout.sides))));
    const formula = (name: string) =>
      names.has(name)
        ? (inputs: readonly Enclosed[]) => (results(inputs)[name] as () => Enclosed)()
        : null;
    return collect(nominal, { ...search, formula });
  }
  return collect(nominal, search);
}

interface Layout {
  /** The intervals of the inputs that are not exact, in a fixed order. */
  readonly sides: readonly Interval[];
  readonly nominal: readonly number[];
  /** The method's input with these numbers in the place of the intervals. */
  readonly inputAt: (point: readonly number[]) => unknown;
  readonly termsAt: (inputs: readonly Enclosed[]) => Readonly<Record<string, unknown>>;
}

interface Search {
  readonly layout: Layout;
  readonly at: (point: readonly number[]) => Estimate;
  readonly formula: ((name: string) => ((inputs: readonly Enclosed[]) => Enclosed) | null) | null;
}

/** Which inputs vary, and how to put numbers or terms in their places. */
function layoutOf(method: Method, box: InputBox): Layout {
  const needs = method.needs as Readonly<Record<string, Need>>;
  const sides: Interval[] = [];
  const nominal: number[] = [];
  type Place = number | { readonly side: number };
  const place = (name: string, input: InputOverRounding): Place => {
    if (typeof input === 'number') return input;
    const { low, high } = input;
    if (!(low <= input.nominal && input.nominal <= high)) {
      throw new RangeError(`${name} must have low ≤ nominal ≤ high`);
    }
    if (low === high) return input.nominal;
    sides.push(within({ low, high }, needs[name], input.nominal));
    nominal.push(input.nominal);
    return { side: sides.length - 1 };
  };
  const places = Object.entries(box).flatMap(([name, input]) => {
    if (input === undefined) return [];
    const isList = typeof input === 'object' && !('nominal' in input);
    return [
      [name, isList ? input.map((entry) => place(name, entry)) : place(name, input)] as const,
    ];
  });
  const fill = <T>(of: (place: Place) => T) =>
    Object.fromEntries(
      places.map(([name, where]) => [
        name,
        Array.isArray(where) ? where.map(of) : of(where as Place),
      ]),
    );
  return {
    sides,
    nominal,
    inputAt: (point) =>
      fill((where) => (typeof where === 'number' ? where : (point[where.side] as number))),
    termsAt: (inputs) =>
      fill((where): Term => (typeof where === 'number' ? where : (inputs[where.side] as Enclosed))),
  };
}

/** The interval without what the method refuses; never without the printed figure itself. */
function within({ low, high }: Ends, need: Need | undefined, nominal: number): Interval {
  const least = need?.min ?? need?.exclusiveMin ?? -Infinity;
  const most = need?.max ?? need?.exclusiveMax ?? Infinity;
  // The ends are the doubles nearest to the exact decimal ones, which may lie outside of them.
  const wide = outward(low, high);
  return {
    low: Math.min(nominal, Math.max(wide.low, least)),
    high: Math.max(nominal, Math.min(wide.high, most)),
  };
}

function collect(nominal: Estimate, search: Search): OverRounding {
  const numbers: Partial<Record<PlainName, OverRoundingNumber>> = {};
  for (const name of plainNames) {
    const number = numberOf(nominal, name);
    if (number === undefined) continue;
    numbers[name] = fromP(name, number, nominal, numbers) ?? rangeOf(name, number, nominal, search);
  }
  const details: Record<string, OverRoundingNumber> = {};
  for (const [name, detail] of Object.entries(nominal.details ?? {})) {
    if (typeof detail !== 'number') continue;
    details[name] = rangeOf(`details.${name}`, detail, nominal, search);
  }
  const { value = unknown(nominal.reason), ...others } = numbers;
  const all = [value, ...Object.values(others), ...Object.values(details)];
  const proved = all.every((number) => number.proved);
  const isExact = search.layout.sides.length === 0;
  return {
    proved,
    because: isExact ? byCounts : proved ? byProof : bySearch,
    value,
    ...others,
    ...(Object.keys(details).length > 0 && { details }),
  };
}

/** What follows from the range of p without another search. */
function fromP(
  name: PlainName,
  nominal: number | null,
  estimate: Estimate,
  { p }: Partial<Record<PlainName, OverRoundingNumber>>,
): OverRoundingNumber | null {
  if (p === undefined || nominal === null) return null;
  if (name === 'value' && nominal === estimate.p) return p;
  const keepsDigits = p.low !== null && p.high !== null && p.low > LEAST_P;
  if (name !== 'logP' || !p.proved || !keepsDigits) return null;
  const low = Math.min(nominal, outward(Math.log(p.low), 0).low - LOG_ERROR);
  const high = Math.max(nominal, Math.min(0, outward(0, Math.log(p.high)).high + LOG_ERROR));
  return { low, high, proved: true, nominal };
}

/** Below it a p loses digits, and its logarithm has its own function. */
const LEAST_P = 1e-290;
/** What a p's relative error of 1e-11 is in its logarithm. */
const LOG_ERROR = 2e-11;

/** A number of the estimate by its name here; undefined when the method does not give it. */
function numberOf(estimate: Estimate, name: string): number | null | undefined {
  if (name === 'ciLow') return estimate.ci?.low;
  if (name === 'ciHigh') return estimate.ci?.high;
  if (name.startsWith('details.')) {
    const detail = estimate.details?.[name.slice('details.'.length)];
    return typeof detail === 'boolean' ? undefined : detail;
  }
  return estimate[name as 'value' | 'se' | 'df' | 'statistic' | 'p' | 'logP'];
}

function unknown(reason: string | undefined): OverRoundingNumber {
  return {
    low: null,
    high: null,
    proved: false,
    nominal: null,
    reason: reason ?? 'undefined: there is no result at the figures as printed',
  };
}

function rangeOf(
  name: string,
  nominal: number | null,
  estimate: Estimate,
  { layout, at, formula }: Search,
): OverRoundingNumber {
  if (nominal === null)
    return unknown(
      name.startsWith('ci') ? (estimate.ci?.reason ?? estimate.reason) : estimate.reason,
    );
  if (layout.sides.length === 0) return { low: nominal, high: nominal, proved: true, nominal };
  const enclosedFormula = formula?.(name) ?? null;
  if (enclosedFormula === null) {
    const { low, high } = searched(layout, nominal, (point) => numberOf(at(point), name) ?? null);
    return { low, high, proved: false, nominal };
  }
  const { low, high } = rangeOverBox(enclosedFormula, layout.sides);
  const open = !Number.isFinite(low) || !Number.isFinite(high);
  return {
    // What double precision makes of the printed figures themselves belongs to it in any case.
    low: Number.isFinite(low) ? Math.min(low, nominal) + 0 : null,
    high: Number.isFinite(high) ? Math.max(high, nominal) + 0 : null,
    proved: true,
    nominal,
    ...(open && { reason: noBound }),
  };
}

const noBound =
  'unbounded: some inputs that round to these give a result beyond all bounds, or none';

const MOST_CORNERS = 12;
const SWEEPS = 3;

/** The least and greatest result at corners, and by moving one input at a time from the best ones. */
function searched(
  { sides, nominal }: Layout,
  start: number,
  at: (point: readonly number[]) => number | null,
): Ends {
  let [low, high] = [start, start];
  let [lowAt, highAt] = [nominal, nominal];
  const look = (point: readonly number[]) => {
    const result = attempt(() => at(point));
    if (result === null) return;
    if (result < low) [low, lowAt] = [result, point];
    if (result > high) [high, highAt] = [result, point];
  };
  const bits = Math.min(sides.length, MOST_CORNERS);
  for (let corner = 0; corner < 2 ** bits; corner++) {
    look(sides.map((side, i) => ((corner >> (i % bits)) & 1 ? side.high : side.low)));
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const from of [lowAt, highAt]) {
      for (const [i, side] of sides.entries()) {
        for (const to of [side.low, middle(side), side.high, from[i] as number]) {
          look(from.with(i, (to + (from[i] as number)) / 2));
          look(from.with(i, to));
        }
      }
    }
  }
  return { low, high };
}

/** A corner may be refused, e.g. quartiles that no longer rise. */
function attempt(compute: () => number | null): number | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
