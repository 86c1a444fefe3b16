import type { Result, StudyReport } from '../report/report.ts';

export type FlatRow = Readonly<Record<string, string | number | null>>;

/** Inputs that have columns of their own; a printed figure keeps its text and its decimals. */
const inputColumns = ['mean', 'sd', 'meanPre', 'sdPre', 'meanPost', 'sdPost'] as const;

/** The rows of a report in the ndjson and csv formats: findings where figures were checked, else numbers. */
export async function rowsOf(
  report: StudyReport,
): Promise<{ readonly columns: readonly string[] | null; readonly rows: Iterable<FlatRow> }> {
  if (report.checked === null) return { columns: null, rows: flatten(report) };
  const { findingColumns, flattenFindings } = await import('./flat-findings.ts');
  return { columns: Object.keys(findingColumns), rows: flattenFindings(report) };
}

/** One row a number, with stable columns. */
function* flatten({ study, results }: StudyReport): Generator<FlatRow> {
  for (const result of results) yield { study: study.id, ...flattenResult(result) };
}

function flattenResult(result: Result): FlatRow {
  const { ci, range, inputs } = result;
  const count = (name: string) => (typeof inputs[name] === 'number' ? inputs[name] : null);
  return {
    id: result.id,
    label: result.label,
    quantity: result.quantity,
    method: result.method,
    measure: result.measure,
    cohort: result.cohort,
    from: result.from,
    to: result.to,
    unit: result.unit,
    value: result.value,
    se: result.se,
    ciLow: ci?.low ?? null,
    ciHigh: ci?.high ?? null,
    ciLevel: ci?.level ?? null,
    ciMethod: ci?.method ?? null,
    ciWidestOver: ci?.widestOver ?? null,
    rangeLow: range?.low ?? null,
    rangeHigh: range?.high ?? null,
    rangeOver: range?.over ?? null,
    df: result.df,
    statistic: result.statistic,
    p: result.p,
    logP: result.logP,
    correlation: result.correlation,
    correlationFrom: result.correlationFrom,
    x: count('x'),
    n: count('n'),
    ...Object.fromEntries(inputColumns.flatMap((name) => flattenInput(name, inputs[name]))),
    references: result.references.join(' '),
    assumptions: result.assumptions.join(' '),
    reason: result.reason,
  };
}

function flattenInput(name: string, input: Result['inputs'][string] | undefined) {
  const printed = input && typeof input === 'object' && 'text' in input ? input : null;
  return [
    [name, printed?.text ?? null],
    [`${name}Decimals`, printed?.decimals ?? null],
  ] as const;
}
