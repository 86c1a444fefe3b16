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
export interface Subject extends Partial<Omit<Result, 'id' | 'label' | 'inputs'>> {
  /** Path of what is described; the method's id is added to make the result's id. */
  readonly path: string;
  readonly label: string;
  readonly inputs: Result['inputs'];
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
  const { path, label, inputs, ...known } = subject;
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
    references: method.references,
    inputs,
    details: estimate.details ?? {},
    assumptions: [],
    reason: estimate.reason ?? null,
    ...known,
  };
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
