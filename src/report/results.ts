import type {
  ConfidenceInterval,
  Estimate,
  Range as EstimateRange,
  Method,
} from '../estimates/method.ts';
import type { ReferenceKey } from '../references.ts';
import type { Figure } from '../study/model.ts';
import type { PrintedInput, Range, Result } from './report.ts';

/** What a result says about itself beside the numbers. */
export interface Subject extends Partial<Omit<Result, 'id' | 'label' | 'inputs' | 'improvement'>> {
  /** Path of what is described; the method's id is added to make the result's id. */
  readonly path: string;
  readonly label: string;
  readonly inputs: Result['inputs'];
  /** Which way the scale runs; left out or null when that is not known. */
  readonly better?: 'higher' | 'lower' | null;
}

/** What a result takes from the method that made it. */
type Maker = Pick<Method, 'id' | 'quantity'> & {
  readonly unit?: string;
  readonly references: readonly ReferenceKey[];
};

/** Bounds are no registered method: they have no formula, but every data set behind them. */
export const boundMethod: Maker = {
  id: 'bounds',
  quantity: 'patients',
  references: ['heathers2018'],
};

/** A result: what the method gives, with what went in and where it comes from. */
export function newResult(method: Maker, subject: Subject, estimate: Estimate): Result {
  const { path, label, inputs, better = null, ...known } = subject;
  const { ci } = estimate;
  return {
    id: `${path}.${method.id}`,
    label,
    quantity: method.quantity,
    method: method.id,
    measure: null,
    cohort: null,
    from: null,
    to: null,
    unit: method.unit ?? '1',
    value: estimate.value,
    se: estimate.se ?? null,
    ci: ci ? resultInterval(ci, method.id) : null,
    ciRange: null,
    range: estimate.range ? resultRange(estimate.range) : null,
    df: estimate.df ?? null,
    statistic: estimate.statistic ?? null,
    p: estimate.p ?? null,
    logP: estimate.logP ?? null,
    pRange: null,
    logPRange: null,
    correlation: null,
    correlationFrom: null,
    between: null,
    group: null,
    improvement: improvementOf(method.quantity, estimate.value, better),
    references: method.references,
    inputs,
    details: estimate.details ?? {},
    assumptions: [],
    reason: estimate.reason ?? null,
    ...known,
  };
}

/** Quantities that are positive when the later, or the first group's, scores are higher. */
const rising = new Set([
  'mean-change',
  'standardized-change',
  'percent-change',
  'log-ratio',
  'mean-difference',
  'log-ratio-of-groups',
  'standardized-difference',
  'difference-of-changes',
  'standardized-difference-of-changes',
]);

/** The value, signed so that positive is better; a share of the possible gain is so already. */
export function improvementOf(
  quantity: string,
  value: number | null,
  better: Subject['better'] = null,
): number | null {
  if (value === null || !better) return null;
  if (quantity === 'share-of-possible-gain') return value;
  if (!rising.has(quantity)) return null;
  return better === 'higher' ? value : 0 - value;
}

/** An interval with every field of the published JSON. */
export function resultInterval(
  { low, high, level, method, reason }: ConfidenceInterval,
  by: string,
  widestOver: 'correlation' | 'n' | null = null,
): NonNullable<Result['ci']> {
  return { low, high, level, method: method ?? by, widestOver, reason: reason ?? null };
}

/** A range with every field of the published JSON. */
export function resultRange({ low, high, over, reason }: EstimateRange): Range {
  return { low, high, over, reason: reason ?? null };
}

/** A result without a number, with the reason. */
export function noResult(method: Method, subject: Subject, reason: string): Result {
  return newResult(method, subject, { value: null, reason });
}

export function printedInput({ text, value, decimals, source }: Figure): PrintedInput {
  return { text, value, decimals, source };
}
