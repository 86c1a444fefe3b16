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
  const visits = visitsByGroup(results);
  for (const result of results) {
    const several = result.group !== null && (visits.get(result.group)?.size ?? 0) > 1;
    yield {
      study: study.id,
      ...flattenResult(result),
      between: result.between?.join(' ') ?? null,
      group: result.group,
      groupNote: several ? notIndependent : null,
      improvement: result.improvement,
      ...forPooling(result),
    };
  }
}

const notIndependent =
  'Several visits of the same patients: not to be pooled as if they were independent.';

function visitsByGroup(results: readonly Result[]): ReadonlyMap<string, ReadonlySet<string>> {
  const visits = new Map<string, Set<string>>();
  for (const { group, to, value } of results) {
    if (group === null || to === null || value === null) continue;
    visits.set(group, (visits.get(group) ?? new Set()).add(to));
  }
  return visits;
}

/**
 * The effect as it is pooled with its one standard error, in the names that programs for
 * meta-analysis have for them: of a ratio the natural logarithm. Empty where the method has no
 * standard error (exact and score intervals) or it depends on an unknown correlation.
 */
function forPooling({ value, se, details }: Result) {
  const { logEstimate = null, seLog = null } = details;
  if (value !== null && se !== null) return { yi: value, sei: se, yiScale: 'value' };
  if (typeof logEstimate === 'number' && typeof seLog === 'number')
    return { yi: logEstimate, sei: seLog, yiScale: 'log' };
  return { yi: null, sei: null, yiScale: null };
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
