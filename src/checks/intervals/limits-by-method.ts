import { findMethod } from '../../estimates/index.ts';
import type { Estimate } from '../../estimates/method.ts';
import { normalTails } from '../../numeric/normal.ts';
import { outward } from '../engine/span.ts';
import { criticalNumbers, type Limits } from './limits.ts';

/** Limits by registered methods that need counts only: exact but for the error of the computation. */
export function limitsByMethods(
  ids: readonly string[],
  input: Readonly<Record<string, number>>,
  level: number,
  factor: number,
): readonly Limits[] {
  return ids.flatMap((id): Limits[] => {
    const method = findMethod(id);
    if (!method) return [];
    // The levels that belong to 1.96 and its like: limits move one way with the level.
    const levels = criticalNumbers(level).map((z) => 1 - 2 * normalTails(z).upper);
    let all: readonly Estimate[];
    try {
      all = [level, ...levels.slice(1)].map((each) => method.estimate(input, { level: each }));
    } catch (error) {
      if (error instanceof RangeError) return [];
      throw error;
    }
    const limits = all.map(({ ci }) => ({ low: ci?.low ?? null, high: ci?.high ?? null }));
    const [lows, highs] = [limits.map(({ low }) => low), limits.map(({ high }) => high)];
    if (!lows.every((low) => low !== null) || !highs.every((high) => high !== null)) return [];
    // Limits are found to 1e-9 or better; near 0 the error is absolute.
    const around = (found: readonly number[]) => {
      const scaledUp = found.map((limit) => limit * factor);
      const { low: from, high: to } = outward(Math.min(...scaledUp), Math.max(...scaledUp), 1e-8);
      return { low: from - 1e-12, high: to + 1e-12 };
    };
    const words = methodWords[id] ?? /^$/;
    const title = `the method “${method.title}”`;
    const shared = { proved: true, sure: oneVariant.has(id), reading: null, contradicts: false };
    const between = (from: readonly number[], to: readonly number[], how: string): Limits => {
      const ends = { low: around(from), high: around(to) };
      return { title: title + how, words, ...ends, nominal: ends, ...shared };
    };
    const uncut = id === 'wald' ? uncutLimits(all, criticalNumbers(level)) : null;
    const isCut = uncut !== null && (Math.min(...uncut.lows) < 0 || Math.max(...uncut.highs) > 1);
    return [
      between(lows, highs, ''),
      ...(isCut ? [between(uncut.lows, uncut.highs, ', not cut off at 0 and 1')] : []),
    ];
  });
}

/** Wald's limits as the formula gives them: papers print those below 0 and above 1 too. */
function uncutLimits(
  estimates: readonly Estimate[],
  criticals: readonly number[],
): { readonly lows: readonly number[]; readonly highs: readonly number[] } | null {
  const [{ value = null, se = null } = {}] = estimates;
  if (value === null || se === null) return null;
  return {
    lows: criticals.map((z) => value - z * se),
    highs: criticals.map((z) => value + z * se),
  };
}

const methodWords: Readonly<Record<string, RegExp>> = {
  wilson: /wilson|score/,
  wilson_cc: /wilson.*(?:cc|continuity|correct)|score.*continuity/,
  wald: /wald|normal|simple|asymptotic/,
  clopper_pearson: /clopper/,
  midp: /mid ?p/,
  blaker: /blaker/,
  jeffreys: /jeffreys/,
  jeffreys_bcd: /jeffreys/,
  agresti_coull: /agresti.*coull/,
  logit: /logit/,
  logit_half: /logit/,
  arcsine: /arcsin|angular/,
  arcsine_anscombe: /arcsin|anscombe/,
  rd_wald: /wald|normal|simple|asymptotic/,
  rd_newcombe: /newcombe|wilson|hybrid/,
  rd_agresti_caffo: /agresti|caffo/,
  rd_mn: /miettinen|nurminen|score/,
  rd_mee: /mee\b|score/,
  rr_katz: /katz|wald|\blog\b|delta/,
  rr_koopman: /koopman|score/,
  rr_mn: /miettinen|nurminen|score/,
  or_woolf: /woolf|wald|\blog\b/,
  or_woolf_half: /haldane|half|0\.5/,
  or_peto: /peto/,
  rate_exact: /exact|garwood|poisson/,
  rate_byar: /byar/,
  rate_log: /\blog\b/,
  rate_wald: /wald|normal|simple|asymptotic/,
  or_fisher: /fisher|conditional|cornfield/,
};

// Of the others there are variants beside ours: with a continuity correction, mid-p, by other tails.
const oneVariant: ReadonlySet<string> = new Set([
  'wilson',
  'wilson_cc',
  'wald',
  'clopper_pearson',
  'rd_wald',
  'rd_agresti_caffo',
  'rr_katz',
  'or_woolf',
  'rate_byar',
  'rate_log',
  'rate_wald',
]);

/** Registered methods for one percentage. */
export const proportionMethods = [
  'wilson',
  'clopper_pearson',
  'wald',
  'agresti_coull',
  'wilson_cc',
  'jeffreys',
  'jeffreys_bcd',
  'midp',
  'blaker',
  'logit',
  'logit_half',
  'arcsine',
  'arcsine_anscombe',
] as const;

/** Registered methods for a rate of events. */
export const rateMethods = ['rate_exact', 'rate_wald', 'rate_log', 'rate_byar'] as const;

/** Registered methods for two percentages, by the kind of effect. */
export const effectMethods: Readonly<Record<string, readonly string[]>> = {
  or: ['or_woolf', 'or_fisher', 'or_woolf_half', 'or_peto'],
  rr: ['rr_katz', 'rr_koopman', 'rr_mn'],
  rd: ['rd_wald', 'rd_newcombe', 'rd_mn', 'rd_mee', 'rd_agresti_caffo'],
};
