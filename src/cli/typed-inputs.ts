import { InputError } from '../errors.ts';
import type { TypedInputs } from '../report/calculation.ts';
import { enumerate } from '../report/words.ts';
import { nearest } from '../study/suggest.ts';
import { camelCase } from './row-columns.ts';

/**
 * "--n1 20 --mean1=5.2" as inputs by name; "--sd-pre" and "--sdPre" are the same.
 *
 * @param asked the method, check or quantity that was asked for, to name in a message
 * @param names the inputs that it takes; one may stand several times
 * @throws InputError that names every word that is no input, lacks its value or stands twice
 */
export function typedInputs(
  asked: string,
  names: readonly string[],
  typed: readonly string[],
): TypedInputs {
  const known = new Set(names);
  const inputs: Record<string, string> = {};
  const alone: string[] = [];
  const problems: { message: string; hint?: string }[] = [];
  for (let i = 0; i < typed.length; i += 1) {
    const [flag = '', attached] = (typed[i] ?? '').split(/=(.*)/s);
    const name = camelCase(flag);
    if (!flag.startsWith('-')) {
      alone.push(typed[i] ?? '');
      continue;
    }
    if (!flag.startsWith('--') || !known.has(name)) {
      problems.push(unknownInput(asked, flag, [...known]));
      if (attached === undefined && !typed[i + 1]?.startsWith('--')) i += 1;
      continue;
    }
    if (attached === undefined) i += 1;
    const value = attached ?? typed[i];
    if (value === undefined) problems.push({ message: `--${name} lacks its value` });
    else if (name in inputs) problems.push({ message: `--${name} stands twice` });
    else inputs[name] = value;
  }
  if (alone.length > 0) problems.push(withoutNames(asked, alone, [...known]));
  const [first, ...others] = problems;
  if (first) throw new InputError([first, ...others]);
  return inputs;
}

function unknownInput(asked: string, flag: string, known: readonly string[]) {
  const near = nearest(camelCase(flag), known);
  return {
    message: `${asked} has no input ${JSON.stringify(flag)}`,
    hint: `${near === null ? '' : `Did you mean --${near}? `}It takes ${flagsOf(known)}`,
  };
}

function withoutNames(asked: string, values: readonly string[], known: readonly string[]) {
  const quoted = values.map((value) => JSON.stringify(value));
  const stand = values.length === 1 ? 'stands' : 'stand';
  return {
    message: `${enumerate(quoted)} ${stand} without the name of an input`,
    hint: `${asked} takes ${flagsOf(known)}, each before its value`,
  };
}

const flagsOf = (names: readonly string[]): string => names.map((name) => `--${name}`).join(', ');
