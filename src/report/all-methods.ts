import type { Design, Method } from '../estimates/method.ts';
import type { Context } from './context.ts';
import { formatNumber, formatPercent } from './digits.ts';
import type { Row, Table } from './document.ts';
import { reasonText } from './not-computed.ts';
import { correlationsOf, pairDecimals, pairInterval, pairResult } from './pair-results.ts';
import { bestScore, type Pair } from './pairs.ts';
import { numbers, type Share, shareLabel, shareResult, sharesOf } from './proportions.ts';
import type { Range, Result } from './report.ts';
import { meanDecimals, meanInterval, meanResult, rowLabel, type ScoreRow } from './scores.ts';
import { joined, type Section } from './section.ts';
import { enumerate } from './words.ts';

/** Every method that applies, for every quantity: one table for each thing that is described. */
export function allMethods(context: Context, pairs: readonly Pair[]): Section {
  const { also } = context.options;
  if (also.length === 0) return { results: [], parts: [] };
  const of = (...designs: Design[]) => also.filter(({ design }) => designs.includes(design));
  const rows: ScoreRow[] = context.study.measures.flatMap((measure) =>
    measure.series.flatMap((series) =>
      series.visits.map((summary) => ({ measure, series, summary })),
    ),
  );
  const sections = [
    ...sharesOf(context).map((share) => shareTable(context, share, of('one proportion'))),
    ...rows.map((row) => meanTable(context, row, of('one mean'))),
    ...pairs.map((pair) =>
      pairTable(context, pair, of('one group before and after', 'improvement rate')),
    ),
  ];
  return joined(sections);
}

function shareTable(context: Context, share: Share, methods: readonly Method[]): Section {
  const results = methods.map((method) => shareResult(context, share, method));
  const cells = results.map((result) => numbers(result));
  return methodsTable(context, shareLabel(context, share), 'in %', methods, results, cells);
}

function meanTable(context: Context, row: ScoreRow, methods: readonly Method[]): Section {
  const results = methods.map((method) => meanResult(context, row, method));
  const cells = methods.map((method, i) => {
    const result = results[i] as Result;
    if (result.value === null) return [noNumber(result.reason), ''];
    const decimals = meanDecimals(context, row, method, ({ value }) => [value]);
    return [formatNumber(result.value, decimals), meanInterval(context, row, method, result)];
  });
  const label = rowLabel(context, row.measure, row.series, row.summary);
  return methodsTable(context, label, '', methods, results, cells);
}

function pairTable(context: Context, pair: Pair, methods: readonly Method[]): Section {
  const best = bestScore(pair.measure.scale);
  const entries = methods
    .filter((method) => !('max' in method.needs) || best !== null)
    .flatMap((method) => {
      const known = correlationsOf(context, pair);
      const correlations = 'correlation' in method.needs ? known : known.slice(0, 1);
      return correlations.map((correlation) => ({ method, correlation }));
    });
  const extra = best === null ? {} : { max: best };
  const needsMax = (method: Method) => ('max' in method.needs ? extra : {});
  const results = entries.map(({ method, correlation }) =>
    pairResult(context, pair, method, correlation, needsMax(method)),
  );
  const cells = entries.map(({ method, correlation }, i) => {
    const result = results[i] as Result;
    const decimals = pairDecimals(context, pair, (input) => [
      method.estimate(
        { ...input, ...needsMax(method), correlation: correlation.low },
        context.options,
      ).value,
    ]);
    return [
      valueText(result, decimals),
      pairInterval(context, pair, method, result, correlation, needsMax(method)),
    ];
  });
  return methodsTable(
    context,
    `${pair.label} since ${pair.before.label.toLowerCase()}`,
    '',
    entries.map(({ method, correlation }) => ({
      id: method.id + ('correlation' in method.needs ? correlation.suffix : ''),
    })),
    results,
    cells,
  );
}

/** Why numbers or ends of ranges are missing, the methods of one reason together. */
function reasons(results: readonly Result[]): string {
  const byReason = new Map<string, string[]>();
  for (const { method, reason, range } of results) {
    const why = reason ?? range?.reason;
    if (why) byReason.set(why, [...new Set([...(byReason.get(why) ?? []), method])]);
  }
  return [...byReason].map(([why, ids]) => `${enumerate(ids)}: ${reasonText(why)}.`).join(' ');
}

function valueText({ value, range, reason }: Result, decimals: number): string {
  if (value !== null) return formatNumber(value, decimals);
  return range ? rangeText(range, decimals) : noNumber(reason);
}

/** "2.1 to 5.6"; an open end, where the standardizer vanishes, has no number. */
function rangeText({ low, high }: Range, decimals: number): string {
  const end = (value: number | null) => (value === null ? '…' : formatNumber(value, decimals));
  return end(low) === end(high) ? end(low) : `${end(low)} to ${end(high)}`;
}

const noNumber = (reason: string | null): string => (reason ? 'none' : '–');

/** Methods of one quantity under each other, with their reasons for no number. */
export function methodsTable(
  { options }: Context,
  label: string,
  unit: string,
  methods: readonly { readonly id: string }[],
  results: readonly Result[],
  cells: readonly (readonly string[])[],
): Section {
  const rows = methods.map(({ id }, i): Row => ({ cells: [id, ...(cells[i] ?? [])] }));
  const table: Table = {
    kind: 'table',
    id: `all-${results[0]?.id ?? label}`,
    title: label,
    subtitle: 'every method',
    columns: [
      { header: '', align: 'left' },
      { header: 'value', ...(unit && { under: unit }), align: 'right' },
      { header: `CI ${formatPercent(options.level, 0)} %`, align: 'right' },
    ],
    rows,
    caption: reasons(results),
  };
  return rows.length === 0 ? { results, parts: [] } : { results, parts: [table] };
}
