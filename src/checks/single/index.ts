import type { CheckOptions, Judgement } from '../engine/check.ts';
import { singleDebit, singleGrim, singleGrimmer } from './granularity.ts';
import { singleSampleExists, singleSdBounds } from './sample.ts';
import { singleCi, singleEffectSize, singleP } from './tests.ts';

/** One field of a check that is used by itself, with the name that it has in a study file. */
export interface Field {
  readonly title: string;
  /** As printed, for help and tests. */
  readonly example: string;
  readonly optional?: boolean;
}

/** What such a check says: the same words and verdicts as in a study, without places. */
export interface SingleResult
  extends Pick<Judgement, 'verdict' | 'why'>,
    Required<Pick<Judgement, 'recomputed' | 'conditions' | 'tried'>> {
  /** null where there is nothing to try. */
  readonly power: number | null;
}

/**
 * A check on figures given one by one, as printed text: for `calc grim --mean 5.19 --n 28` and for
 * the rows of a table.
 */
export interface SingleCheck {
  /** The id of the check, or a shorter one ("p"). */
  readonly id: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, Field>>;
  /**
   * Judges printed figures.
   *
   * @param values text as printed, by field; a missing optional field is left out
   * @throws InputError when a text is no figure, or the figures contradict what the field asks for
   */
  readonly judge: (values: Readonly<Record<string, string>>, options: CheckOptions) => SingleResult;
}

/** Every check that can be used by itself. Adding one: its record, and a line here. */
export const singleChecks: readonly SingleCheck[] = [
  singleGrim,
  singleGrimmer,
  singleDebit,
  singleSampleExists,
  singleSdBounds,
  singleP,
  singleCi,
  singleEffectSize,
];
