import { type Finding, gravity, type Level, levels, type Verdict, verdicts } from './finding.ts';

/** From which verdict, or from which level, a finding is a reason to stop. */
export type FailOn = Verdict | Level;

/** Only what is proved wrong stops. */
export const defaultFailOn: FailOn = 'error';

/** Everything that can be asked for, mildest first; levels come after the verdicts. */
export const failOnNames: readonly FailOn[] = [...verdicts, ...levels];

/**
 * Whether a finding is at or above a verdict or a level. One that the study file accepts never is.
 *
 * @example
 * fails({ verdict: 'unexplained', level: 'warning', accepted: null }, 'error') // → false
 */
export function fails(
  { accepted, verdict, level }: Pick<Finding, 'accepted' | 'verdict' | 'level'>,
  failOn: FailOn,
): boolean {
  if (accepted !== null) return false;
  const least = verdicts.find((known) => known === failOn);
  if (least) return gravity(verdict) >= gravity(least);
  return levels.indexOf(level) >= (levels as readonly FailOn[]).indexOf(failOn);
}
