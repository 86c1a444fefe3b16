import { levelOf } from './domain.ts';
import { ratioInterval } from './log-ratio.ts';
import type { Estimate, EstimateOptions, Method } from './method.ts';
import {
  crossDifference,
  escalcRatio,
  independentPatients,
  largeCounts,
  requireTwoProportions,
  type TwoProportions,
  twoProportionsNeeds,
} from './two-proportions.ts';

/** The four cells of the table, with `more` added to each. */
function cellsOf({ x1, n1, x2, n2 }: TwoProportions, more = 0) {
  return { a: x1 + more, b: n1 - x1 + more, c: x2 + more, d: n2 - x2 + more };
}

function woolfOf({ a, b, c, d }: ReturnType<typeof cellsOf>, level: number): Estimate {
  const value = (a / b) * (d / c);
  const se = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  return ratioInterval(value, { log: Math.log((a * d) / (b * c)), se, level });
}

const zeroCell =
  'undefined: a cell of the table is 0, the logarithm of the odds ratio is not finite';

/**
 * Odds ratio ad/bc with Woolf's interval, normal on the log scale, and its z test.
 * `details.logEstimate` and `details.seLog` are what is pooled. With a zero cell there is no
 * interval: orWoolfHalf adds 1/2.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.woolf1955
 *
 * @example
 * orWoolf({ x1: 28, n1: 171, x2: 6, n2: 171 }).ci?.low // → 2.168053994453822
 */
export function orWoolf(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const level = levelOf(options);
  const cells = cellsOf(table);
  const { a, b, c, d } = cells;
  if (b * c === 0) return { value: null, reason: zeroCell };
  if (a * d === 0) return { value: 0, ci: null, reason: zeroCell };
  return woolfOf(cells, level);
}

/**
 * As orWoolf, after 1/2 is added to all four cells if one of them is 0; without a zero cell the two
 * are the same. `details.added` says what was added.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.haldane1956, references.anscombe1956
 *
 * @example
 * orWoolfHalf({ x1: 0, n1: 15, x2: 4, n2: 17 }).ci?.low // → 0.004763145861164411
 */
export function orWoolfHalf(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const level = levelOf(options);
  const added = Object.values(cellsOf(table)).includes(0) ? 0.5 : 0;
  const { details, ...rest } = woolfOf(cellsOf(table, added), level);
  return { ...rest, details: { ...details, added } };
}

/**
 * Peto's one-step odds ratio exp((O − E)/V), with an interval that is normal on the log scale and
 * its z test, (O − E)/√V: O = x₁ are the events of group 1, E and V their mean and variance in the
 * hypergeometric distribution, all margins given. It exists with a zero cell. `details` has
 * `observedMinusExpected` and `variance`, which are what is added up over studies.
 *
 * @param options.level confidence level in (0, 1); 0.95 if left out
 * @throws RangeError unless all counts are whole, n ≥ 1 and 0 ≤ x ≤ n
 * @see references.yusuf1985
 *
 * @example
 * orPeto({ x1: 40, n1: 92, x2: 5, n2: 30 }).value // → 3.13383981056697
 */
export function orPeto(table: TwoProportions, options?: EstimateOptions): Estimate {
  requireTwoProportions(table);
  const level = levelOf(options);
  const { x1, n1, x2, n2 } = table;
  const [all, events, without] = [n1 + n2, x1 + x2, n1 - x1 + n2 - x2];
  if (events === 0 || without === 0) {
    const reason =
      'undefined: all patients have the event, or none has: the variance of O − E is 0';
    return { value: null, reason };
  }
  const observedMinusExpected = crossDifference(table) / all;
  const variance = ((n1 / all) * (n2 / all) * events * without) / (all - 1);
  const log = observedMinusExpected / variance;
  const value = Math.exp(log);
  const { details, ...rest } = ratioInterval(value, { log, se: 1 / Math.sqrt(variance), level });
  return { ...rest, details: { ...details, observedMinusExpected, variance } };
}

const shared = {
  quantity: 'odds-ratio',
  design: 'two proportions',
  unit: 'ratio',
  needs: twoProportionsNeeds,
} as const;
const formula = 'exp(ln OR ± z(1 − α/2) √(1/a + 1/b + 1/c + 1/d)) with OR = ad/bc';
const cells = 'a = x₁, b = n₁ − x₁, c = x₂, d = n₂ − x₂';

export const orWoolfMethod: Method<TwoProportions> = {
  ...shared,
  id: 'or_woolf',
  aliases: ['odds-ratio'],
  title: "Odds ratio with Woolf's log interval",
  formula: `${formula}, ${cells}`,
  assumptions: [independentPatients, largeCounts, 'No cell of the table is 0.'],
  references: ['woolf1955'],
  elsewhere: {
    metafor: 'OR, to = "none"',
    effectsize: 'oddsratio(table)',
    revman: 'Odds Ratio (IV)',
    stata: 'cci x1 (n1 - x1) x2 (n2 - x2), woolf',
    r: escalcRatio('OR'),
  },
  estimate: orWoolf,
};

export const orWoolfHalfMethod: Method<TwoProportions> = {
  ...shared,
  id: 'or_woolf_half',
  title: "Odds ratio with Woolf's log interval, 1/2 added where a cell is 0",
  formula: `${formula} after 1/2 is added to all four cells if one is 0, ${cells}`,
  assumptions: [
    independentPatients,
    'With a zero cell the estimate depends on the 1/2 as much as on the data.',
  ],
  references: ['haldane1956', 'anscombe1956'],
  elsewhere: { metafor: 'OR', r: escalcRatio('OR', '') },
  estimate: orWoolfHalf,
};

export const orPetoMethod: Method<TwoProportions> = {
  ...shared,
  id: 'or_peto',
  aliases: ['peto'],
  title: "Peto's one-step odds ratio with its log interval",
  formula:
    'exp((O − E)/V ± z(1 − α/2)/√V) with O = x₁, E = n₁m/N, V = n₁n₂m(N − m)/(N²(N − 1)), m = x₁ + x₂, N = n₁ + n₂',
  assumptions: [
    independentPatients,
    'The groups are about equally large and the odds ratio is not far from 1: else it is biased towards 1.',
  ],
  references: ['yusuf1985'],
  elsewhere: {
    metafor: 'PETO, to = "none"',
    revman: 'Peto Odds Ratio',
    r: escalcRatio('PETO'),
  },
  estimate: orPeto,
};
