import leven from 'leven';
import { singleChecks } from '../../checks/single.ts';
import { InputError } from '../../errors.ts';
import { findMethod, methods } from '../../estimates/index.ts';
import type { Method } from '../../estimates/method.ts';
import {
  calculate,
  calculationParts,
  comparisonParts,
  type TypedInputs,
} from '../../report/calculation.ts';
import { explainAll } from '../../report/explain.ts';
import { singleChecksList } from '../../report/single-check.ts';
import { version } from '../../version.ts';
import type { CommandModule } from '../catalogue.ts';
import { reportOptions } from '../options.ts';
import { type Page, writePage } from '../page.ts';
import { calculateRows, camelCase } from '../rows.ts';
import { findSingleCheck, runSingleCheck } from './calc-check.ts';

/** Typed numbers are taken as exact, as a calculator does. */
const DIGITS = 4;

/** Applies one method, or one consistency check, to numbers from the command line. */
export const run: CommandModule['run'] = async ([name, ...typed], options, io) => {
  if (options['list'] || name === undefined) {
    const parts = [...explainAll(methods), singleChecksList(singleChecks)];
    await writePage({ parts, data: methods }, options, io);
    return 0;
  }
  const check = findSingleCheck(name);
  if (check) return runSingleCheck(check, typed, options, io);
  const method = findMethod(name);
  if (!method) throw unknownMethod(name);
  const { level, digits } = reportOptions(options);
  if (options['rows'] !== undefined) {
    const format = ([] as string[]).concat((options['format'] as string[]) ?? []).at(-1) ?? null;
    const rows = calculateRows(method, String(options['rows']), { level, format }, io);
    await writePage(rows.text, options, io);
    return rows.exitCode();
  }
  const inputs = inputsOf(method, typed, options['compare'] === true);
  const page = answer(method, inputs, {
    level,
    digits: digits ?? DIGITS,
    compare: options['compare'] === true,
  });
  await writePage(page, options, io);
  return 0;
};

function answer(
  method: Method,
  inputs: TypedInputs,
  { level, digits, compare }: { level: number; digits: number; compare: boolean },
): Page {
  const head = { schemaVersion: 1, tool: { name: 'dystonia-stats', version } };
  try {
    if (compare) {
      const variants = methods.filter(({ quantity }) => quantity === method.quantity);
      const { parts, calculations } = comparisonParts(variants, inputs, { level }, digits);
      return { parts, data: { ...head, results: calculations } };
    }
    const calculation = calculate(method, inputs, { level });
    const parts = calculationParts(method, calculation, digits);
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
  const near = nearest(name, [
    ...methods.flatMap(({ id, aliases = [] }) => [id, ...aliases]),
    ...singleChecks.map(({ id }) => id),
  ]);
  return new InputError([
    {
      message: `no method or check is called ${JSON.stringify(name)}`,
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
