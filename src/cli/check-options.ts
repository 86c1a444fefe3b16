import type { Check } from '../checks/engine/check.ts';
import { defaultCheckOptions } from '../checks/engine/check.ts';
import { defaultFailOn, type FailOn, failOnNames } from '../checks/engine/fail-on.ts';
import { InputError } from '../errors.ts';
import { nearest, suggestion } from '../study/suggest.ts';
import type { Options } from './catalogue.ts';

/** The checks that --only and --skip leave; both may repeat, and take ids with commas between. */
export function chosenChecks(checks: readonly Check[], options: Options): readonly Check[] {
  const only = idsOf('--only', options['only'], checks);
  const skip = idsOf('--skip', options['skip'], checks);
  const chosen = checks.filter(({ id }) => (only.size === 0 || only.has(id)) && !skip.has(id));
  if (chosen.length > 0) return chosen;
  throw new InputError('--only and --skip leave no check to run');
}

function idsOf(option: string, value: unknown, checks: readonly Check[]): ReadonlySet<string> {
  const texts = (value as readonly string[] | undefined) ?? [];
  const known = checks.map(({ id }) => id);
  const ids = texts
    .flatMap((text) => text.split(','))
    .map((text) => text.trim().toLowerCase().replaceAll('_', '-'));
  for (const id of ids) {
    if (known.includes(id)) continue;
    throw new InputError([
      {
        message: `${option}: there is no check ${JSON.stringify(id)}`,
        hint: `${suggestion(id, known, false)} "dystonia-stats check --list" lists them all`.trim(),
      },
    ]);
  }
  return new Set(ids);
}

/** The level of significance: a number between 0 and 1. */
export function readAlpha(value: unknown): number {
  if (value === undefined) return defaultCheckOptions.alpha;
  const alpha = /^(\d+\.?\d*|\.\d+)$/.test(String(value)) ? Number(value) : Number.NaN;
  if (alpha > 0 && alpha < 1) return alpha;
  throw new InputError(
    `--alpha is a number between 0 and 1, such as 0.05; got ${JSON.stringify(value)}`,
  );
}

/** A verdict or a level. */
export function readFailOn(value: unknown): FailOn {
  if (value === undefined) return defaultFailOn;
  const found = failOnNames.find((name) => name === value);
  if (found) return found;
  const near = nearest(String(value), failOnNames);
  throw new InputError([
    {
      message: `--fail-on is a verdict or a level; got ${JSON.stringify(value)}`,
      hint: `${near === null ? '' : `Did you mean ${JSON.stringify(near)}? `}Possible are ${failOnNames.join(', ')}`,
    },
  ]);
}
