import type { Count, Figure } from '../../study/model.ts';
import type { Instead } from './check.ts';
import type { Verdict } from './finding.ts';
import { countWithText, withText } from './printed.ts';

/**
 * Judges other texts in the place of a printed figure. A text that is no figure cannot be checked.
 *
 * @param verdictOf what the check says of a figure in its place, all else as it is
 * @param range where such figures lie, for power; null where nothing says so
 */
export function insteadOf(
  figure: Figure,
  verdictOf: (other: Figure) => Verdict,
  range: Instead['range'] = null,
): Instead {
  return { verdict: (text) => judged(withText(figure, text), verdictOf), range };
}

/** The same for a printed count. */
export function insteadOfCount(count: Count, verdictOf: (other: Count) => Verdict): Instead {
  return { verdict: (text) => judged(countWithText(count, text), verdictOf), range: null };
}

function judged<T>(other: T | null, verdictOf: (other: T) => Verdict): Verdict {
  return other === null ? 'not-checkable' : verdictOf(other);
}
