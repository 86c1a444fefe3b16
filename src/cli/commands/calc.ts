import { singleChecks } from '../../checks/single/index.ts';
import { InputError } from '../../errors.ts';
import { findMethod, methods } from '../../estimates/index.ts';
import type { Method } from '../../estimates/method.ts';
import type { Rounding } from '../../numeric/decimal.ts';
import {
  type Calculation,
  calculate,
  calculationParts,
  decimalsOf,
  type TypedInputs,
} from '../../report/calculation.ts';
import { comparisonParts } from '../../report/comparison.ts';
import { explainAll, methodHelp } from '../../report/explain.ts';
import { singleCheckHelp, singleChecksList } from '../../report/single-check.ts';
import { suggestion } from '../../study/suggest.ts';
import { version } from '../../version.ts';
import { asRows, methodQuestion } from '../calculation-rows.ts';
import type { CommandModule } from '../catalogue.ts';
import { reportOptions } from '../options.ts';
import { type Page, writePage } from '../page.ts';
import { answerRows } from '../rows.ts';
import { typedInputs } from '../typed-inputs.ts';
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
    const refine = rounded
      ? (calculation: Calculation) => rounded.withRounding(method, calculation, { level, rounding })
      : null;
    if (options['compare']) throw new InputError('--compare is of one calculation, not of --rows');
    const inputs = typedInputs(method.id, Object.keys(method.needs), typed);
    return answerRows(methodQuestion(method, { level, digits, refine }), inputs, options, io);
  }
  const known = options['compare'] ? variantsOf(method) : [method];
  const names = known.flatMap(({ needs }) => Object.keys(needs));
  const inputs = typedInputs(method.id, names, typed);
  const page = answer(method, inputs, {
    level,
    digits,
    compare: options['compare'] === true,
    rounding,
    rounded,
  });
  await writePage(page, options, io);
  return 0;
};

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
  const pageOf = (parts: Page['parts'], results: readonly Calculation[]): Page => ({
    parts,
    data: { schemaVersion: 1, tool: { name: 'dystonia-stats', version }, results },
    rows: (format) => asRows(inputs, results, { level, format }),
  });
  try {
    if (compare) {
      const { parts, calculations } = comparisonParts(
        variantsOf(method),
        inputs,
        { level },
        digits,
        (variant, plain) => rounded?.withRounding(variant, plain, { level, rounding }) ?? plain,
      );
      return pageOf(parts, calculations);
    }
    const plain = calculate(method, inputs, { level });
    const calculation = rounded?.withRounding(method, plain, { level, rounding }) ?? plain;
    const over = calculation.roundingInterval;
    const decimals = digits ?? decimalsOf(plain);
    const parts = calculationParts(method, calculation, decimals, (table) =>
      over && rounded ? rounded.withRoundingColumn(table, over, decimals) : table,
    );
    return pageOf(parts, [calculation]);
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
  const names = [
    ...methods.flatMap(({ id, aliases = [] }) => [id, ...aliases]),
    ...singleChecks.map(({ id }) => id),
  ];
  return new InputError([
    {
      message: `no method or check is called ${JSON.stringify(name)}`,
      hint: `${suggestion(name, names, false)} "dystonia-stats calc --list" lists them all`.trim(),
    },
  ]);
}
