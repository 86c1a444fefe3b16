import leven from 'leven';
import { InputError } from '../../errors.ts';
import { findMethod, methods } from '../../estimates/index.ts';
import type { Method } from '../../estimates/method.ts';
import type { Rounding } from '../../numeric/decimal.ts';
import {
  type Calculation,
  calculate,
  calculationParts,
  comparisonParts,
  type TypedInputs,
} from '../../report/calculation.ts';
import { explainAll } from '../../report/explain.ts';
import { version } from '../../version.ts';
import type { CommandModule } from '../catalogue.ts';
import { reportOptions } from '../options.ts';
import { type Page, writePage } from '../page.ts';
import { calculateRows, camelCase } from '../rows.ts';

/** Typed numbers are taken as exact, as a calculator does. */
const DIGITS = 4;

/** Applies one method to numbers from the command line. */
export const run: CommandModule['run'] = async ([name, ...typed], options, io) => {
  if (options['list'] || name === undefined) {
    await writePage({ parts: explainAll(methods), data: methods }, options, io);
    return 0;
  }
  const method = findMethod(name);
  if (!method) throw unknownMethod(name);
  const { level, digits, rounding } = reportOptions(options);
  if (options['rounding'] !== undefined && !options['roundingInterval']) {
    throw new InputError('--rounding goes with --rounding-interval');
  }
  const rounded = options['roundingInterval']
    ? await import('../../report/calculation-rounding.ts')
    : null;
  if (options['rows'] !== undefined) {
    const format = ([] as string[]).concat((options['format'] as string[]) ?? []).at(-1) ?? null;
    const refine = rounded
      ? (calculation: Calculation) => rounded.withRounding(method, calculation, { level, rounding })
      : null;
    const rows = calculateRows(method, String(options['rows']), { level, format, refine }, io);
    await writePage(rows.text, options, io);
    return rows.exitCode();
  }
  const inputs = inputsOf(method, typed, options['compare'] === true);
  const page = answer(method, inputs, {
    level,
    digits: digits ?? DIGITS,
    compare: options['compare'] === true,
    rounding,
    rounded,
  });
  await writePage(page, options, io);
  return 0;
};

interface Settings {
  readonly level: number;
  readonly digits: number;
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
      const variants = methods.filter(({ quantity }) => quantity === method.quantity);
      const { parts, calculations } = comparisonParts(
        variants,
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
    const parts = calculationParts(method, calculation, digits, (table) =>
      over && rounded ? rounded.withRoundingColumn(table, over, digits) : table,
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

/** "--n1 20 --mean1=5.2" as inputs by name; "--sd-pre" and "--sdPre" are the same. */
function inputsOf(method: Method, typed: readonly string[], compare: boolean): TypedInputs {
  const known = new Set(
    (compare ? methods.filter(({ quantity }) => quantity === method.quantity) : [method]).flatMap(
      ({ needs }) => Object.keys(needs),
    ),
  );
  const inputs: Record<string, string> = {};
  const problems: { message: string; hint?: string }[] = [];
  for (let i = 0; i < typed.length; i += 1) {
    const [flag = '', attached] = (typed[i] ?? '').split(/=(.*)/s);
    const name = camelCase(flag);
    if (!flag.startsWith('--') || !known.has(name)) {
      problems.push(unknownInput(method, flag, [...known]));
      if (attached === undefined && !typed[i + 1]?.startsWith('--')) i += 1;
      continue;
    }
    if (attached === undefined) i += 1;
    const value = attached ?? typed[i];
    if (value === undefined) problems.push({ message: `--${name} lacks its value` });
    else if (name in inputs) problems.push({ message: `--${name} stands twice` });
    else inputs[name] = value;
  }
  const [first, ...others] = problems;
  if (first) throw new InputError([first, ...others]);
  return inputs;
}

function unknownInput(method: Method, flag: string, known: readonly string[]) {
  const near = nearest(camelCase(flag), known);
  return {
    message: `${method.id} has no input ${JSON.stringify(flag)}`,
    hint: `${near ? `Did you mean --${near}? ` : ''}It takes ${known.map((name) => `--${name}`).join(', ')}`,
  };
}

function unknownMethod(name: string): InputError {
  const near = nearest(
    name,
    methods.flatMap(({ id, aliases = [] }) => [id, ...aliases]),
  );
  return new InputError([
    {
      message: `no method is called ${JSON.stringify(name)}`,
      hint: `${near ? `Did you mean "${near}"? ` : ''}"calc --list" lists them all`,
    },
  ]);
}

function nearest(name: string, known: readonly string[]): string | undefined {
  return known
    .map((candidate) => ({ candidate, distance: leven(candidate, name) }))
    .filter(({ distance }) => distance <= 3)
    .sort((a, b) => a.distance - b.distance)[0]?.candidate;
}
