import leven from 'leven';
import { InputError } from '../errors.ts';
import type { Method } from '../estimates/method.ts';
import type { TypedInputs } from '../report/calculation.ts';
import { camelCase } from './rows.ts';

/**
 * "--n1 20 --mean1=5.2" as inputs by name; "--sd-pre" and "--sdPre" are the same.
 *
 * @param asked what was asked for, to name in a message
 * @param methods the methods whose inputs are known
 */
export function typedInputs(
  asked: string,
  methods: readonly Method[],
  typed: readonly string[],
): TypedInputs {
  const known = new Set(methods.flatMap(({ needs }) => Object.keys(needs)));
  const inputs: Record<string, string> = {};
  const problems: { message: string; hint?: string }[] = [];
  for (let i = 0; i < typed.length; i += 1) {
    const [flag = '', attached] = (typed[i] ?? '').split(/=(.*)/s);
    const name = camelCase(flag);
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
  const [first, ...others] = problems;
  if (first) throw new InputError([first, ...others]);
  return inputs;
}

function unknownInput(asked: string, flag: string, known: readonly string[]) {
  const near = nearest(camelCase(flag), known);
  return {
    message: `${asked} has no input ${JSON.stringify(flag)}`,
    hint: `${near ? `Did you mean --${near}? ` : ''}It takes ${known.map((name) => `--${name}`).join(', ')}`,
  };
}

/** The known name with at most three letters changed. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  return known
    .map((candidate) => ({ candidate, distance: leven(candidate, name) }))
    .filter(({ distance }) => distance <= 3)
    .sort((a, b) => a.distance - b.distance)[0]?.candidate;
}
