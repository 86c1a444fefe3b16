import { smcrLsMethod } from '../../estimates/smcr.ts';
import type { Context } from '../context.ts';
import { correlationsOf, pairResult } from '../pair-results.ts';
import type { Pair } from '../pairs.ts';
import type { Section } from '../section.ts';

/**
 * The standardized change of each pair at a known correlation, with the standard error that pooling
 * takes: metafor's SMCR, in units of the SD before. It stands in no table.
 */
export function changesForPooling(context: Context, pairs: readonly Pair[]): Section {
  const results = pairs.flatMap((pair) =>
    correlationsOf(context, pair)
      .filter(({ low, high }) => low === high)
      .map((correlation) => pairResult(context, pair, smcrLsMethod, correlation)),
  );
  return { results, parts: [] };
}
