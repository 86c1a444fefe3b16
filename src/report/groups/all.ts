import type { Method } from '../../estimates/method.ts';
import { methodsTable } from '../all-methods.ts';
import type { Context } from '../context.ts';
import type { Pair } from '../pairs.ts';
import { joined, type Section } from '../section.ts';
import type { Applied } from './applied.ts';
import { changeMethodRows } from './changes.ts';
import { minus, rowLabel } from './contrasts.ts';
import { betweenMeans, meanContrasts } from './means.ts';
import { type EventContrast, eventContrasts, proportionResult, ratioTexts } from './proportions.ts';
import { rateMethodRows } from './rates.ts';

/** Every method between groups that applies, for `--all`: one table for each comparison. */
export function allBetween(context: Context, pairs: readonly Pair[]): Section {
  const { also } = context.options;
  if (also.length === 0) return { results: [], parts: [] };
  const of = (design: Method['design']) => also.filter((method) => method.design === design);
  const [twoGroups, proportions] = [of('two groups'), of('two proportions')];
  return joined([
    ...meanContrasts(context).map((contrast) =>
      tableOf(
        context,
        `${rowLabel(contrast.measure, contrast.at, true)}, ${minus(contrast)}`,
        twoGroups.map((method) => betweenMeans(context, contrast, method)),
      ),
    ),
    ...changeMethodRows(context, pairs, of('two groups before and after')).map(({ label, made }) =>
      tableOf(context, label, made),
    ),
    ...eventContrasts(context)
      .filter(({ groups }) => groups.length === 2)
      .map((contrast) => proportionsTable(context, contrast, proportions)),
    ...rateMethodRows(context, of('rates')).map(({ label, made }) => tableOf(context, label, made)),
  ]);
}

function tableOf(context: Context, label: string, made: readonly Applied[]): Section {
  return methodsTable(
    context,
    label,
    '',
    made.map(({ result, suffix }) => ({ id: result.method + suffix })),
    made.map(({ result }) => result),
    made.map(({ result, value, interval }) => [
      result.value === null && result.range === null && result.reason ? 'none' : value,
      interval,
    ]),
  );
}

function proportionsTable(
  context: Context,
  contrast: EventContrast,
  methods: readonly Method[],
): Section {
  const results = methods.map((method) => proportionResult(context, contrast, method));
  const cells = results.map((result) =>
    result.value === null && result.reason ? ['none', ''] : [...ratioTexts(result)],
  );
  const groups = contrast.groups.map(({ cohort }) => cohort.label).join(' against ');
  return methodsTable(context, `${contrast.label}, ${groups}`, '', methods, results, cells);
}
