import type { Where } from '../errors.ts';
import type {
  Cohort,
  Count,
  CountCell,
  Effect,
  Printed,
  PrintedP,
  PrintedPair,
  Scale,
  Statistics,
  Study,
  TestStatistic,
  Warning,
} from './model.ts';

/**
 * Figures that can be read but cannot be true, or from which nothing can be computed: each with a
 * plain sentence to show in place of a number. Only what one figure, its scale or the cohort around
 * it rules out; what needs more than that is for the checks. In file order of the parts.
 */
export function impossibleFigures(study: Omit<Study, 'warnings' | 'raw'>): Warning[] {
  const found = new Found();
  const cohorts = new Map(study.cohorts.map((cohort) => [cohort.id, cohort]));
  for (const cohort of study.cohorts) impossibleCohort(cohort, cohorts, found);
  for (const partition of study.partitions) impossiblePartition(partition, cohorts, found);
  for (const { series, scale, positive } of study.measures) {
    for (const { visits } of series) {
      for (const visit of visits) impossibleStatistics(visit, scale, positive === true, found);
    }
  }
  for (const comparison of study.comparisons) impossibleComparison(comparison, found);
  for (const { rows } of study.counts) {
    for (const { cells } of rows) for (const cell of cells) impossibleCell(cell, found);
  }
  for (const values of study.values) {
    impossibleStatistics(values, values.scale, false, found);
    for (const value of values.values) found.offScale(value, values.scale, 'value');
  }
  for (const { time, rate, ci } of study.rates) {
    found.belowZero(time, 'a time');
    found.belowZero(ci?.low ?? null, 'a rate');
    found.belowZero(rate, 'a rate');
    found.reversed(ci, 'interval');
  }
  for (const { r, table, p, ci } of study.correlations) {
    impossibleR(r, found);
    for (const row of table ?? []) for (const each of row) impossibleR(each && [each], found);
    impossibleP(p, found);
    found.reversed(ci, 'interval');
  }
  return found.warnings;
}

/** Collects warnings. A study can have a million figures: nothing is made for those that are possible. */
class Found {
  readonly warnings: Warning[] = [];

  add(where: Where, message: string, kind: Warning['kind'] = 'value'): void {
    this.warnings.push({ kind, where, path: where.path, message, reason: `undefined: ${message}` });
  }

  offScale(printed: Printed | null, scale: Scale | null, name: string): void {
    if (!scale || !printed) return;
    for (const { where, text, low, high } of printed) {
      if (low > scale.max) {
        this.add(where, `${name} ${text} lies above the scale's greatest score, ${scale.max}`);
      } else if (high < scale.min) {
        this.add(where, `${name} ${text} lies below the scale's least score, ${scale.min}`);
      }
    }
  }

  outside(printed: Printed | null, min: number, max: number, rule: string): void {
    if (!printed) return;
    for (const { where, text, low, high } of printed) {
      if (low > max || high < min) this.add(where, `${text} cannot be: ${rule}`);
    }
  }

  belowZero(printed: Printed | null, what: string): void {
    if (!printed) return;
    for (const { where, text, high } of printed) {
      if (high < 0) this.add(where, `${text} cannot be: ${what} is not below zero`);
    }
  }

  reversed(pair: PrintedPair | null, name: string): void {
    if (!pair || pair.low[0].low <= pair.high[0].high) return;
    const [low, high] = [pair.low[0], pair.high[0]];
    const message = `the ${name} from ${low.text} to ${high.text} ends below its start`;
    // Some print the limits of a fall from the smaller fall to the larger one.
    this.add(low.where, message, name === 'interval' ? 'order' : 'value');
  }
}

type Cohorts = ReadonlyMap<string, Cohort>;

function impossibleCohort(cohort: Cohort, cohorts: Cohorts, found: Found): void {
  const { n } = cohort;
  const parent = cohorts.get(cohort.of ?? '');
  const most = parent?.n.high ?? null;
  if (parent && most !== null && n.low > most) {
    found.add(
      n.where,
      `${n.text ?? `at least ${n.low}`} is more than the ${parent.n.text ?? most} of "${parent.label}", of which it is a part`,
      'subset',
    );
  }
  found.outside(cohort.percent, 0, 100, 'a part is between 0 and 100 % of its whole');
  found.reversed(cohort.ci, 'interval');
}

function impossiblePartition(
  { of, into, where }: Study['partitions'][number],
  cohorts: Cohorts,
  found: Found,
): void {
  const count = (id: string) => cohorts.get(id)?.n;
  const whole = count(of);
  const parts = into.map(count);
  if (!whole || parts.some((part) => !part)) return;
  const low = parts.reduce((sum, part) => sum + (part?.low ?? 0), 0);
  const high = parts.some((part) => part?.high === null)
    ? null
    : parts.reduce((sum, part) => sum + (part?.high ?? 0), 0);
  const fits = (whole.high === null || low <= whole.high) && (high === null || high >= whole.low);
  if (fits) return;
  const sum = parts.map((part) => part?.text ?? `${part?.low} to ${part?.high}`).join(' + ');
  const total = low === high ? `= ${low}` : `is ${low} to ${high ?? 'any number'}`;
  found.add(where, `${sum} ${total}, not the ${whole.text ?? whole.low} of "${of}"`, 'partition');
}

function impossibleStatistics(
  group: Statistics,
  scale: Scale | null,
  positive: boolean,
  found: Found,
): void {
  const { n, mean, range, iqr } = group;
  const centre = (printed: Printed | null | undefined, name: string): void => {
    if (!printed) return;
    found.offScale(printed, scale, name);
    if (positive && !scale) found.belowZero(printed, `a ${name} of a positive quantity`);
  };
  centre(mean, 'mean');
  centre(group.median, 'median');
  centre(group.geometricMean, 'geometric mean');
  centre(range?.low, 'observed value');
  centre(range?.high, 'observed value');
  centre(iqr?.low, 'quartile');
  centre(iqr?.high, 'quartile');
  if (n.high === 0) {
    for (const { where, text } of mean ?? []) {
      found.add(where, `a mean of ${text} is printed for ${n.text ?? 'no'} patients`);
    }
  }
  impossibleSpread(group.sd, 'SD', n, found);
  impossibleSpread(group.se, 'SE', n, found);
  impossibleSpread(group.variance, 'variance', n, found);
  impossibleSpread(group.spread, 'spread', n, found);
  found.belowZero(group.iqrWidth, 'an interquartile range');
  for (const { where, text, high } of group.geometricSd ?? []) {
    if (high < 1) found.add(where, `${text} cannot be: a geometric SD is a factor of at least 1`);
  }
  if (positive) found.belowZero(group.cv, 'a coefficient of variation');
  found.reversed(range, 'range');
  found.reversed(iqr, 'interquartile range');
  found.reversed(group.ci, 'interval');
  for (const { percent } of group.frequencies) {
    found.outside(percent, 0, 100, 'a percentage lies between 0 and 100');
  }
}

/** The SD by n of one patient is 0, as spreadsheets print it. */
function impossibleSpread(printed: Printed | null, name: string, n: Count, found: Found): void {
  for (const { where, text, relation, value, high } of printed ?? []) {
    if (high < 0) {
      found.add(where, `${article(name)} of ${text} is below zero`);
    } else if (n.high !== null && n.high < 2 && !(n.high === 1 && value === 0)) {
      const patients = n.high === 1 ? 'one patient' : 'no patients';
      found.add(where, `${article(name)} of ${text} is printed for ${patients}; it takes two`);
    } else if (relation === '=' && value === 0) {
      found.add(where, `${article(name)} of ${text} says that all values are the same`, 'constant');
    }
  }
}

function impossibleComparison(comparison: Study['comparisons'][number], found: Found): void {
  const { from, to, changeScore, changeScores } = comparison;
  impossibleP(comparison.p, found);
  impossibleR(comparison.correlation, found);
  found.reversed(comparison.ci, 'interval');
  found.belowZero(comparison.se, 'a standard error');
  for (const group of [from?.printed, to?.printed, changeScore]) {
    if (group) impossibleStatistics(group, null, false, found);
  }
  for (const { summary } of changeScores) impossibleStatistics(summary, null, false, found);
  for (const test of comparison.tests) impossibleTest(test, found);
  for (const effect of comparison.effects) impossibleEffect(effect, found);
}

function impossibleTest({ kind, value, df, p }: TestStatistic, found: Found): void {
  const signed = kind === 't' || kind === 'z' || kind === 'r';
  if (kind === 'r') impossibleR(value, found);
  if (!signed) found.belowZero(value, `the statistic ${kind}`);
  for (const each of df) found.belowZero(each, 'a number of degrees of freedom');
  impossibleP(p, found);
}

const ratios: readonly string[] = ['or', 'rr', 'hr', 'rate-ratio', 'ratio-of-means'];
const shares: readonly string[] = ['r2', 'eta2', 'partial-eta2', 'auc', 'cramers-v'];
/** What can be negative, and at most 1. */
const agreements: readonly string[] = ['kappa', 'icc', 'omega2'];

function impossibleEffect({ kind, value, se, ci, p }: Effect, found: Found): void {
  if (kind === 'r') impossibleR(value, found);
  if (ratios.includes(kind)) found.belowZero(value, 'a ratio');
  if (shares.includes(kind)) found.outside(value, 0, 1, `${kind} lies between 0 and 1`);
  if (kind === 'phi') found.outside(value, -1, 1, 'φ lies between −1 and 1');
  if (agreements.includes(kind)) {
    found.outside(value, -Infinity, 1, `${kind} is at most 1`);
  }
  if (kind === 'rd') found.outside(value, -100, 100, 'a difference of percentages is at most 100');
  if (kind === 'nnt' || kind === 'nnh') {
    for (const { where, text, low, high } of value) {
      // Everyone cannot be more than one in one: 0.4 rounded is 0.
      if (low > -1 && high < 1) {
        found.add(where, `${text} cannot be: no fewer than 1 patient is treated for one event`);
      }
    }
  }
  found.belowZero(se, 'a standard error');
  found.reversed(ci, 'interval');
  impossibleP(p, found);
}

function impossibleCell({ percent, n, of, where }: CountCell, found: Found): void {
  found.outside(percent && [percent], 0, 100, 'a percentage lies between 0 and 100');
  if (of !== null && n.low > of) {
    found.add(where, `${n.text} of ${of} is more than all`, 'subset');
  }
}

function impossibleP(p: PrintedP | null, found: Found): void {
  for (const each of p ?? []) {
    if (each.relation !== 'ns') found.outside([each], 0, 1, 'a p-value lies between 0 and 1');
  }
}

function impossibleR(r: Printed | null, found: Found): void {
  found.outside(r, -1, 1, 'a correlation lies between −1 and 1');
}

function article(name: string): string {
  return /^S/.test(name) ? `an ${name}` : `a ${name}`;
}
