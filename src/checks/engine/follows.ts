import type { Where } from '../../errors.ts';
import type { Figure } from '../../study/model.ts';
import type { CheckContext, Judgement } from './check.ts';
import { type Candidate, decide, recomputedBy } from './decide.ts';
import { passes } from './finding.ts';
import { insteadOf } from './instead.ts';
import { perRounding } from './per-rounding.ts';
import { reportedFigure } from './printed.ts';
import { otherwise, resultText, spanText } from './words.ts';

/** A printed figure that follows from others, in ways of which the first is the file's own. */
export interface Following {
  readonly figure: Figure;
  readonly label: string;
  readonly standing: 'definition' | 'named' | 'unstated';
  readonly candidates: (rounding: CheckContext['rounding']) => readonly Candidate[];
  /** The arithmetic up to its result: "4.0/√40". */
  readonly arithmetic: string;
  /** After the result: "%", or nothing. */
  readonly unit?: string;
  readonly inputs: readonly Where[];
  readonly conditions?: readonly string[];
  readonly causes: readonly string[];
  /** Where such figures lie, for power. */
  readonly range?: { readonly low: number; readonly high: number };
}

/** Whether a printed figure is what the others give, in a finding. */
export function judgeFollowing(context: CheckContext, of: Following): Judgement {
  const { figure, label, standing, causes, inputs, conditions = [], range = null } = of;
  const candidates = perRounding(of.candidates);
  const judge = (printed: Figure) =>
    decide({ figure: printed, rounding: context.rounding, standing, candidates });
  const { verdict, candidate, recomputed, truncated, tried } = judge(figure);
  const first = candidates(context.rounding)[0];
  const decimals = Math.max(figure.decimals, 0) + 2;
  const unit = of.unit === undefined ? '' : ` ${of.unit}`;
  const text = first ? resultText(recomputedBy(first), decimals) : '?';
  const begin = `${of.arithmetic} = ${text}${unit}. Printed is ${figure.text}`;
  const other =
    candidate && candidate !== first && candidate.assumption !== null
      ? `, which is reproduced ${candidate.assumption}: ${spanText(recomputed, decimals)}${unit}`
      : '';
  const cut = truncated ? ' It fits if digits were cut off.' : '';
  return {
    reported: reportedFigure(figure),
    label,
    verdict,
    recomputed,
    why: `${begin}${other}.${cut}${passes(verdict) ? '' : ` ${otherwise(causes)}`}`,
    conditions,
    tried,
    inputs,
    instead: insteadOf(figure, (other) => judge(other).verdict, range),
  };
}
