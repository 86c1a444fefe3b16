import { singleChecks } from '../../checks/single.ts';
import { InputError } from '../../errors.ts';
import { findMethod, methods } from '../../estimates/index.ts';
import type { Method } from '../../estimates/method.ts';
import type { Rounding } from '../../numeric/decimal.ts';
import {
  type Calculation,
  calculate,
  calculationParts,
  comparisonParts,
  decimalsOf,
  type TypedInputs,
} from '../../report/calculation.ts';
import { explainAll, methodHelp } from '../../report/explain.ts';
import { singleCheckHelp, singleChecksList } from '../../report/single-check.ts';
import { version } from '../../version.ts';
import type { CommandModule, Options } from '../catalogue.ts';
import { reportOptions } from '../options.ts';
import { type Page, writePage } from '../page.ts';
import { asRows, calculateRows, rowsFormatOf } from '../rows.ts';
import { nearest, typedInputs } from '../typed-inputs.ts';
import { findSingleCheck, runSingleCheck } from './calc-check.ts';

/** Applies one method, or one consistency check, to numbers from the command line. */
export const run: CommandModule['run'] = async ([name, ...typed], options, io) => {
  if (options['list'] || name === undefined) {
    const parts = [...explainAll(methods), singleChecksList(singleChecks)];
    await writePage({ parts, data: [...methods, ...singleChecks] }, options, io);
    return 0;
  }
  const check = findSingleCheck(name);
  if (options['help']) {
    const method = check ? undefined : findMethod(name);
    if (!check && !method) throw await unknownMethod(name);
    const parts = check ? singleCheckHelp(check) : method ? methodHelp(method) : [];
    await writePage({ parts, data: check ?? method }, options, io);
    return 0;
  }
  if (check) return runSingleCheck(check, typed, options, io);
  const method = findMethod(name);
  if (!method) throw await unknownMethod(name);
  const { level, digits, rounding } = reportOptions(options);
  if (options['rounding'] !== undefined && !options['roundingInterval']) {
    throw new InputError('--rounding goes with --rounding-interval');
  }
  const rounded = options['roundingInterval']
    ? await import('../../report/calculation-rounding.ts')
    : null;
  if (options['rows'] !== undefined) {
    const format = rowsFormatOf(options);
    const constants = typedInputs(method.id, [method], typed);
    const refine = rounded
      ? (calculation: Calculation) => rounded.withRounding(method, calculation, { level, rounding })
      : null;
    const rows = calculateRows(
      method,
      String(options['rows']),
      { level, format, constants, refine },
      io,
    );
    await writePage(rows.text, options, io);
    return rows.exitCode();
  }
  const known = options['compare'] ? variantsOf(method) : [method];
  const inputs = typedInputs(method.id, known, typed);
  const page = answer(method, inputs, {
    level,
    digits,
    compare: options['compare'] === true,
    rounding,
    rounded,
  });
  const format = rowFormatOf(options);
  const { results } = page.data as { readonly results: readonly Calculation[] };
  const rows = format && pieces(asRows(inputs, results, { level, format }));
  await writePage(rows ?? page, options, io);
  return 0;
};

/** Formats of one line a result; null for those of a page. */
function rowFormatOf(options: Options): 'csv' | 'ndjson' | null {
  if (options['json']) return null;
  const name = ([] as string[]).concat((options['format'] as string[]) ?? []).at(-1);
  return name === 'csv' || name === 'ndjson' ? name : null;
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}

interface Settings {
  readonly level: number;
  /** Decimals to print; null for those that the results need. */
  readonly digits: number | null;
  readonly compare: boolean;
  readonly rounding: Rounding;
  /** What computes over the rounding of the inputs, if that was asked for. */
  readonly rounded: typeof import('../../report/calculation-rounding.ts') | null;
}

function answer(
  method: Method,
  inputs: TypedInputs,
  { level, digits, compare, rounding, rounded }: Settings,
): Page {
  const head = { schemaVersion: 1, tool: { name: 'dystonia-stats', version } };
  try {
    if (compare) {
      const { parts, calculations } = comparisonParts(
        variantsOf(method),
        inputs,
        { level },
        digits,
        (variant, plain) => rounded?.withRounding(variant, plain, { level, rounding }) ?? plain,
      );
      return { parts, data: { ...head, results: calculations } };
    }
    const plain = calculate(method, inputs, { level });
    const calculation = rounded?.withRounding(method, plain, { level, rounding }) ?? plain;
    const over = calculation.roundingInterval;
    const decimals = digits ?? decimalsOf(plain);
    const parts = calculationParts(method, calculation, decimals, (table) =>
      over && rounded ? rounded.withRoundingColumn(table, over, decimals) : table,
    );
    return { parts, data: { ...head, results: [calculation] } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError([
      {
        message: `${method.id}: ${error.message}`,
        hint: `"explain ${method.id}" says what it needs`,
      },
    ]);
  }
}

function variantsOf({ quantity }: Method): readonly Method[] {
  return methods.filter((method) => method.quantity === quantity);
}

async function unknownMethod(name: string): Promise<InputError> {
  const near = nearest(name, [
    ...methods.flatMap(({ id, aliases = [] }) => [id, ...aliases]),
    ...singleChecks.map(({ id }) => id),
  ]);
  const { checks } = await import('../../checks/index.ts');
  const ofStudies = checks.find(({ id }) => id === name.toLowerCase().replaceAll('_', '-'));
  if (ofStudies) {
    return new InputError([
      {
        message: `${ofStudies.id} is a check of study files, not of single figures`,
        hint: `"dystonia-stats check <study> --only ${ofStudies.id}" runs it`,
      },
    ]);
  }
  return new InputError([
    {
      message: `no method or check is called ${JSON.stringify(name)}`,
      hint: `${near ? `Did you mean "${near}"? ` : ''}"calc --list" lists them all`,
    },
  ]);
}
