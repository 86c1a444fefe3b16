import type { Finding } from '../../../src/checks/engine/finding.ts';
import { checkStudy } from '../../../src/checks/engine/run.ts';
import { checks } from '../../../src/checks/index.ts';
import { below, xoshiro128 } from '../../../src/reconstruct/random.ts';
import { parseStudy } from '../../../src/study/read.ts';
import { printed, roundedFraction, roundedRoot } from './attainable.ts';

/** What a check claimed to catch, and what it caught. */
export interface Caught {
  readonly check: string;
  readonly kind: 'any figure' | 'one digit';
  /** Mean of the claimed shares over all draws. */
  readonly claimed: number;
  readonly caught: number;
  readonly draws: number;
  /** How far the two are apart, in standard errors of the draws. */
  readonly standardErrors: number;
}

/**
 * Made-up studies with one printed figure replaced, by a uniform one and by a slip of one digit, read
 * and checked anew: what was claimed of the figure that was replaced against what shows.
 *
 * @param studies how many studies; `draws` replacements of each kind for each of their figures
 */
export function powerAgainstClaim(studies: number, draws: number, seed = 1): readonly Caught[] {
  const random = xoshiro128(seed);
  const next = (limit: number) => Number(below(random, BigInt(limit)));
  const tallies = new Map<
    string,
    { claimed: number; caught: number; draws: number; variance: number }
  >();
  for (let k = 0; k < studies; k++) {
    const { text, places } = madeUp(next, k);
    // The named tests run only by themselves: sample-exists includes them.
    for (const only of [
      checks.filter(({ id }) => id !== 'skew'),
      ...['grim', 'grimmer', 'debit'].map((id) => checks.filter((check) => check.id === id)),
    ]) {
      const findings = check(text, only, true).filter(
        ({ strength, where }) => strength?.power != null && places.has(where.path),
      );
      for (const finding of findings) tryInstead(finding, only);
    }
    function tryInstead(finding: Finding, only: typeof checks): void {
      const { strength, reported, where } = finding;
      if (!strength?.range || strength.power === null) return;
      const decimals = reported.split('.')[1]?.length ?? 0;
      const unit = 10 ** decimals;
      const [low, high] = [
        Math.round(strength.range.low * unit),
        Math.round(strength.range.high * unit),
      ];
      const digits = [...reported].flatMap((each, at) => (/\d/.test(each) ? [at] : []));
      for (let draw = 0; draw < draws; draw++) {
        const uniform = printed(low + next(high - low + 1), decimals);
        note(finding, 'any figure', strength.power, shows(uniform, ['error']));
        const at = digits[next(digits.length)] ?? 0;
        const digit = (Number(reported[at]) + 1 + next(9)) % 10;
        const slip = reported.slice(0, at) + digit + reported.slice(at + 1);
        const { caught, of } = strength.slips.anyDigit;
        note(finding, 'one digit', caught / of, shows(slip, ['error', 'warning']));
      }
      function shows(instead: string, levels: readonly string[]): boolean {
        // Where nothing is computed, “fits if digits were cut off” shows too.
        const isOnlyInAnotherReading = ({ verdict }: Finding) =>
          levels.includes('warning') &&
          finding.verdict === 'possible' &&
          verdict === 'within-rounding';
        const place = places.get(where.path);
        if (!place) return false;
        // A figure that cannot be true by itself is told when the file is read.
        if (warned(place(instead), where.path)) return true;
        return check(place(instead), only, false).some(
          (each) =>
            each.check === finding.check &&
            (levels.includes(each.level) || isOnlyInAnotherReading(each)) &&
            (each.where.path === where.path || isOtherFigureOfRow(each.where.path, where.path)),
        );
      }
    }
  }
  return [...tallies].map(([key, { claimed, caught, draws: all, variance }]) => {
    const [name = '', kind] = key.split(': ');
    const distance = Math.abs(caught - claimed) / Math.max(Math.sqrt(variance), 1e-9);
    const standardErrors = caught === claimed ? 0 : distance;
    return {
      check: name,
      kind: kind as Caught['kind'],
      claimed: claimed / all,
      caught: caught / all,
      draws: all,
      standardErrors,
    };
  });

  function note({ check: id }: Finding, kind: string, claimed: number, caught: boolean): void {
    const key = `${id}: ${kind}`;
    const tally = tallies.get(key) ?? { claimed: 0, caught: 0, draws: 0, variance: 0 };
    tallies.set(key, tally);
    tally.claimed += claimed;
    tally.caught += caught ? 1 : 0;
    tally.draws += 1;
    tally.variance += claimed * (1 - claimed);
  }
}

/** A row that fails is told at its mean or at its SD, whichever was replaced. */
function isOtherFigureOfRow(path: string, replaced: string): boolean {
  const row = (of: string) => of.replace(/\.(mean|sd)$/, '');
  return row(path) === row(replaced) && /\.(mean|sd)$/.test(path) && /\.(mean|sd)$/.test(replaced);
}

function warned(text: string, path: string): boolean {
  return parseStudy(text, { file: 'made-up.json' }).warnings.some(
    (warning) => warning.kind !== 'constant' && warning.path === path,
  );
}

function check(text: string, only: typeof checks, strength: boolean): readonly Finding[] {
  const study = parseStudy(text, { file: 'made-up.json' });
  return checkStudy(study, { checks: only, strength }).findings;
}

/** One row of scores and one percentage, and how to write another text in a figure's place. */
function madeUp(next: (below: number) => number, k: number) {
  const [min, max] = k % 3 === 0 ? [0, 1] : k % 3 === 1 ? [1, 5] : [0, 10];
  const n = 5 + next(40);
  const scores = Array.from({ length: n }, () => min + next(max - min + 1));
  const sum = scores.reduce((a, b) => a + b, 0);
  const spread = n * scores.reduce((a, b) => a + b * b, 0) - sum * sum;
  const decimals = 1 + next(2);
  const part = next(n + 1);
  const figures = {
    mean: printed(roundedFraction(sum, n, decimals, 'half-up'), decimals),
    sd: printed(roundedRoot(spread, n * (n - 1), decimals, 'half-up'), decimals),
    percent: printed(roundedFraction(100 * part, n, 1, 'half-up'), 1),
  };
  const step = k % 4 === 3 ? {} : { step: 1, stepSource: 'manual' };
  const file = ({ mean, sd, percent }: typeof figures) =>
    JSON.stringify({
      id: 'made-up',
      cohorts: { all: { n }, part: { of: 'all', n: part, percent } },
      scales: { s: { min, max, ...step } },
      measures: { m: { scale: 's', cohort: 'all', n, mean, sd } },
    });
  const places = new Map([
    ['measures.m.mean', (mean: string) => file({ ...figures, mean })],
    ['measures.m.sd', (sd: string) => file({ ...figures, sd })],
    ['cohorts.part.percent', (percent: string) => file({ ...figures, percent })],
  ]);
  return { text: file(figures), places };
}
