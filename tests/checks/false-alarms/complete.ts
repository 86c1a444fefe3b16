import { checkStudy } from '../../../src/checks/engine/run.ts';
import { checks } from '../../../src/checks/index.ts';
import type { Rounding } from '../../../src/numeric/decimal.ts';
import { parseStudy } from '../../../src/study/read.ts';
import { printed, type Rule, roundedFraction, roundedRoot, rules } from './attainable.ts';
import type { Swept } from './sweep.ts';

/** Every data set of n whole scores from min to max, in ascending order. */
export function* dataSets(
  n: number,
  min: number,
  max: number,
  begun: readonly number[] = [],
): Generator<readonly number[]> {
  if (begun.length === n) yield begun;
  else {
    for (let score = begun.at(-1) ?? min; score <= max; score++) {
      yield* dataSets(n, min, max, [...begun, score]);
    }
  }
}

/** Everything that can be printed of a data set, rounded by a rule, as a study file has it. */
export function fileOf(
  scores: readonly number[],
  min: number,
  max: number,
  decimals: number,
  rule: Rule,
) {
  const n = scores.length;
  const sum = scores.reduce((a, b) => a + b, 0);
  const spread = n * scores.reduce((a, b) => a + b * b, 0) - sum * sum;
  const share = (numerator: number, denominator: number, digits = decimals) =>
    printed(roundedFraction(numerator, denominator, digits, rule), digits);
  const root = (numerator: number, denominator: number) =>
    printed(roundedRoot(numerator, denominator, decimals, rule), decimals);
  /** Quartiles of type 7: rank 1 + (n − 1)·q/4, between two neighbours in quarters. */
  const quartile = (q: number) => {
    const quarters = (n - 1) * q;
    const [rank, on] = [Math.floor(quarters / 4), quarters % 4];
    const low = scores[rank] ?? 0;
    return share(4 * low + on * ((scores[rank + 1] ?? low) - low), 4);
  };
  const counts = Array.from({ length: max - min + 1 }, (_, u) => ({
    score: String(min + u),
    n: scores.filter((score) => score === min + u).length,
  }));
  const row = {
    n,
    mean: share(sum, n),
    median: quartile(2),
    range: [share(scores[0] ?? 0, 1), share(scores.at(-1) ?? 0, 1)],
    how: { quartiles: 'R type 7' },
  };
  const iqr = [quartile(1), quartile(3)];
  const sd = root(spread, n * (n - 1));
  return {
    id: 'made-up',
    cohorts: {
      all: { n },
      ...Object.fromEntries(
        counts.map(({ score, n: count }) => [
          `scored-${score}`,
          { of: 'all', n: count, percent: share(100 * count, n) },
        ]),
      ),
    },
    partitions: [{ of: 'all', into: counts.map(({ score }) => `scored-${score}`) }],
    scales: { s: { min, max, step: 1, stepSource: 'manual' } },
    measures: {
      m: {
        scale: 's',
        cohort: 'all',
        at: {
          plain: { ...row, sd, iqr },
          counted: {
            ...row,
            sd,
            frequencies: Object.fromEntries(counts.map((each) => [each.score, each.n])),
          },
          'in-percent': {
            ...row,
            sd,
            frequencies: Object.fromEntries(
              counts.map((each) => [each.score, { percent: share(100 * each.n, n) }]),
            ),
          },
          'with-se': { ...row, se: root(spread, n * n * (n - 1)) },
          'with-variance': { ...row, variance: share(spread, n * (n - 1)) },
          'not-said': { ...row, spread: sd },
          'by-n': { ...row, sd: root(spread, n * n) },
        },
      },
    },
  };
}

/** Every data set for small n, as a study file of everything printed of it, through every check. */
export function sweepDataSets(of: {
  readonly min: number;
  readonly max: number;
  readonly greatestN: number;
  readonly decimals: readonly number[];
}): Swept {
  const { min, max, greatestN, decimals } = of;
  const tally = { pairs: 0, figures: 0, asked: 0, alarms: [] as string[] };
  for (let n = 2; n <= greatestN; n++) {
    for (const scores of dataSets(n, min, max)) {
      tally.pairs += 1;
      for (const rule of rules) {
        for (const digits of decimals) ask(scores, rule, digits);
      }
    }
  }
  return tally;

  function ask(scores: readonly number[], rule: Rule, digits: number): void {
    const text = JSON.stringify(fileOf(scores, min, max, digits, rule));
    const study = parseStudy(text, { file: 'made-up.json' });
    for (const rounding of new Set<Rounding>(['half', 'any', rule])) {
      const { findings, count } = checkStudy(study, { checks, rounding, strength: false });
      tally.figures += count.checked;
      tally.asked += findings.length;
      for (const { check, level, label, why } of findings) {
        if (level !== 'error' && level !== 'warning') continue;
        tally.alarms.push(
          `${check} --rounding ${rounding}: ${label} of ${scores}, ${rule}: ${why}`,
        );
      }
    }
  }
}

/** Every percentage of every count, n = 2 …, through every check of such. */
export function sweepPercentages(greatestN: number, decimals: readonly number[]): Swept {
  const tally = { pairs: 0, figures: 0, asked: 0, alarms: [] as string[] };
  for (let n = 2; n <= greatestN; n++) {
    for (const rule of rules) {
      const parts = Array.from({ length: n + 1 }, (_, x) =>
        decimals.map((digits) => [
          `part-${x}-${digits}`,
          {
            of: 'all',
            n: x,
            percent: printed(roundedFraction(100 * x, n, digits, rule), digits),
          },
        ]),
      ).flat();
      const file = { id: 'made-up', cohorts: { all: { n }, ...Object.fromEntries(parts) } };
      const study = parseStudy(JSON.stringify(file), { file: 'made-up.json' });
      tally.pairs += n + 1;
      tally.figures += parts.length;
      for (const rounding of new Set<Rounding>(['half', 'any', rule])) {
        const { findings } = checkStudy(study, { checks, rounding, strength: false });
        tally.asked += findings.length;
        for (const { check, level, reported, why } of findings) {
          if (level !== 'error' && level !== 'warning') continue;
          tally.alarms.push(`${check} --rounding ${rounding}: ${reported}, ${rule}: ${why}`);
        }
      }
    }
  }
  return tally;
}
