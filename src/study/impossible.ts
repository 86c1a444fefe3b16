import type { Where } from '../errors.ts';
import type {
  Cohort,
  Count,
  Effect,
  Figure,
  NotSignificant,
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
export function impossibleFigures(study: Omit<Study, 'warnings'>): Warning[] {
  const cohorts = new Map(study.cohorts.map((cohort) => [cohort.id, cohort]));
  return [
    ...study.cohorts.flatMap((cohort) => impossibleCohort(cohort, cohorts)),
    ...study.partitions.flatMap((partition) => impossiblePartition(partition, cohorts)),
    ...study.measures.flatMap(({ series, scale, positive }) =>
      series.flatMap(({ visits }) =>
        visits.flatMap((visit) => impossibleStatistics(visit, scale, positive === true)),
      ),
    ),
    ...study.comparisons.flatMap(impossibleComparison),
    ...study.counts.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) =>
        cells.flatMap(({ percent, n, of, where }) => [
          ...outside(percent ? [percent] : null, 0, 100, 'a percentage lies between 0 and 100'),
          ...(of !== null && n.low > of
            ? [warning(where, `${n.text} of ${of} is more than all`)]
            : []),
        ]),
      ),
    ),
    ...study.values.flatMap((values) => [
      ...impossibleStatistics(values, values.scale, false),
      ...values.values.flatMap((value) => offScale(value, values.scale, 'value')),
    ]),
    ...study.rates.flatMap(({ time, rate, ci }) => [
      ...notBelowZero(time, 'a time'),
      ...notBelowZero(rate, 'a rate'),
      ...reversed(ci, 'interval'),
    ]),
    ...study.correlations.flatMap(({ r, table, p, ci }) => [
      ...impossibleR(r),
      ...(table ?? []).flatMap((row) => row.flatMap((each) => impossibleR(each && [each]))),
      ...impossibleP(p),
      ...reversed(ci, 'interval'),
    ]),
  ];
}

type Cohorts = ReadonlyMap<string, Cohort>;

function impossibleCohort(cohort: Cohort, cohorts: Cohorts): Warning[] {
  const parent = cohorts.get(cohort.of ?? '');
  const most = parent?.n.high ?? null;
  return [
    ...(parent && most !== null && cohort.n.low > most
      ? [
          warning(
            cohort.n.where,
            `${cohort.n.text ?? `at least ${cohort.n.low}`} is more than the ${parent.n.text ?? most} of "${parent.label}", of which it is a part`,
          ),
        ]
      : []),
    ...outside(cohort.percent, 0, 100, 'a part is between 0 and 100 % of its whole'),
    ...reversed(cohort.ci, 'interval'),
  ];
}

function impossiblePartition(
  { of, into, where }: Study['partitions'][number],
  cohorts: Cohorts,
): Warning[] {
  const count = (id: string) => cohorts.get(id)?.n;
  const whole = count(of);
  const parts = into.map(count);
  if (!whole || parts.some((part) => !part)) return [];
  const low = parts.reduce((sum, part) => sum + (part?.low ?? 0), 0);
  const high = parts.some((part) => part?.high === null)
    ? null
    : parts.reduce((sum, part) => sum + (part?.high ?? 0), 0);
  const fits = (whole.high === null || low <= whole.high) && (high === null || high >= whole.low);
  if (fits) return [];
  const sum = parts.map((part) => part?.text ?? `${part?.low} to ${part?.high}`).join(' + ');
  const total = low === high ? `= ${low}` : `is ${low} to ${high ?? 'any number'}`;
  return [warning(where, `${sum} ${total}, not the ${whole.text ?? whole.low} of "${of}"`)];
}

function impossibleStatistics(
  group: Statistics,
  scale: Scale | null,
  positive: boolean,
): Warning[] {
  const { n, mean, sd, se, variance, spread, ci, median, iqr, iqrWidth, range } = group;
  const centres: [Printed | null, string][] = [
    [mean, 'mean'],
    [median, 'median'],
    [group.geometricMean, 'geometric mean'],
    ...limitsOf(range, 'observed value'),
    ...limitsOf(iqr, 'quartile'),
  ];
  const spreads: [Printed | null, string][] = [
    [sd, 'SD'],
    [se, 'SE'],
    [variance, 'variance'],
    [spread, 'spread'],
  ];
  return [
    ...centres.flatMap(([printed, name]) => [
      ...offScale(printed, scale, name),
      ...(positive && !scale ? notBelowZero(printed, `a ${name} of a positive quantity`) : []),
    ]),
    ...(n.high === 0 ? ofNobody(mean, n) : []),
    ...spreads.flatMap(([printed, name]) => impossibleSpread(printed, name, n)),
    ...notBelowZero(iqrWidth, 'an interquartile range'),
    ...reversed(range, 'range'),
    ...reversed(iqr, 'interquartile range'),
    ...reversed(ci, 'interval'),
    ...group.frequencies.flatMap(({ percent }) =>
      outside(percent, 0, 100, 'a percentage lies between 0 and 100'),
    ),
  ];
}

function limitsOf(pair: PrintedPair | null, name: string): [Printed, string][] {
  return pair
    ? [
        [pair.low, name],
        [pair.high, name],
      ]
    : [];
}

function ofNobody(mean: Printed | null, n: Count): Warning[] {
  return each(mean).map(({ where, text }) =>
    warning(where, `a mean of ${text} is printed for ${n.text ?? 'no'} patients`),
  );
}

function impossibleSpread(printed: Printed | null, name: string, n: Count): Warning[] {
  return each(printed).flatMap((figure) => {
    const { where, text } = figure;
    if (figure.high < 0) return [warning(where, `${article(name)} of ${text} is below zero`)];
    if (n.high !== null && n.high < 2) {
      const patients = n.high === 1 ? 'one patient' : 'no patients';
      return [
        warning(where, `${article(name)} of ${text} is printed for ${patients}; it takes two`),
      ];
    }
    if (figure.relation === '=' && figure.value === 0) {
      return [warning(where, `${article(name)} of ${text} says that all values are the same`)];
    }
    return [];
  });
}

function impossibleComparison(comparison: Study['comparisons'][number]): Warning[] {
  const { p, correlation, ci, se, tests, effects, changeScore, changeScores, from, to } =
    comparison;
  const groups = [
    from?.printed,
    to?.printed,
    changeScore,
    ...changeScores.map(({ summary }) => summary),
  ];
  return [
    ...impossibleP(p),
    ...impossibleR(correlation),
    ...reversed(ci, 'interval'),
    ...notBelowZero(se, 'a standard error'),
    ...groups.flatMap((group) => (group ? impossibleStatistics(group, null, false) : [])),
    ...tests.flatMap(impossibleTest),
    ...effects.flatMap(impossibleEffect),
  ];
}

function impossibleTest({ kind, value, df, p }: TestStatistic): Warning[] {
  const signed = kind === 't' || kind === 'z' || kind === 'r';
  return [
    ...(kind === 'r' ? impossibleR(value) : []),
    ...(signed ? [] : notBelowZero(value, `the statistic ${kind}`)),
    ...df.flatMap((each) => notBelowZero(each, 'a number of degrees of freedom')),
    ...impossibleP(p),
  ];
}

const ratios: readonly string[] = ['or', 'rr', 'hr', 'rate-ratio', 'ratio-of-means'];
const shares: readonly string[] = ['r2', 'eta2', 'partial-eta2', 'auc'];

function impossibleEffect({ kind, value, se, ci, p }: Effect): Warning[] {
  return [
    ...(kind === 'r' ? impossibleR(value) : []),
    ...(ratios.includes(kind) ? notBelowZero(value, 'a ratio') : []),
    ...(shares.includes(kind) ? outside(value, 0, 1, `${kind} lies between 0 and 1`) : []),
    ...notBelowZero(se, 'a standard error'),
    ...reversed(ci, 'interval'),
    ...impossibleP(p),
  ];
}

function impossibleP(p: PrintedP | null): Warning[] {
  return (p ?? []).flatMap((each: Figure | NotSignificant) =>
    each.relation === 'ns' ? [] : outside([each], 0, 1, 'a p-value lies between 0 and 1'),
  );
}

function impossibleR(r: Printed | null): Warning[] {
  return outside(r, -1, 1, 'a correlation lies between −1 and 1');
}

function offScale(printed: Printed | null, scale: Scale | null, name: string): Warning[] {
  if (!scale) return [];
  return each(printed).flatMap(({ where, text, low, high }) => {
    if (low > scale.max) {
      return [
        warning(where, `${name} ${text} lies above the scale's greatest score, ${scale.max}`),
      ];
    }
    if (high < scale.min) {
      return [warning(where, `${name} ${text} lies below the scale's least score, ${scale.min}`)];
    }
    return [];
  });
}

function outside(printed: Printed | null, min: number, max: number, rule: string): Warning[] {
  return each(printed).flatMap(({ where, text, low, high }) =>
    low > max || high < min ? [warning(where, `${text} cannot be: ${rule}`)] : [],
  );
}

function notBelowZero(printed: Printed | null, what: string): Warning[] {
  return each(printed).flatMap(({ where, text, high }) =>
    high < 0 ? [warning(where, `${text} cannot be: ${what} is not below zero`)] : [],
  );
}

function reversed(pair: PrintedPair | null, name: string): Warning[] {
  if (!pair || pair.low[0].low <= pair.high[0].high) return [];
  const [low, high] = [pair.low[0], pair.high[0]];
  return [warning(low.where, `the ${name} from ${low.text} to ${high.text} ends below its start`)];
}

function each(printed: Printed | null): readonly Figure[] {
  return printed ?? [];
}

function article(name: string): string {
  return /^S/.test(name) ? `an ${name}` : `a ${name}`;
}

function warning(where: Where, message: string): Warning {
  return { where, path: where.path, message, reason: `undefined: ${message}` };
}
