import type { Rounding } from '../numeric/decimal.ts';
import { minus } from '../numeric/exact-interval.ts';
import { subtractRationals } from '../numeric/rational.ts';
import type { Figure, Printed, Statistics } from '../study/model.ts';
import { spanOfFigure } from './comparisons/moments.ts';
import type { Check, CheckContext } from './engine/check.ts';
import type { Candidate } from './engine/decide.ts';
import { type Following, judgeFollowing } from './engine/follows.ts';
import { exactCount, exactValue, isComplete, usable, windowOf } from './engine/printed.ts';
import { exactSpan, intervalOf, quotient, root, type Span, scaled, square } from './engine/span.ts';
import { notPlain, type Row, roundingOf, rowsOf } from './samples/rows.ts';

/**
 * What is printed of one spread in several forms agrees: the SE is SD/√n, the variance SD², the
 * coefficient of variation SD/mean, the width of the quartiles the third less the first. These are
 * definitions. Which of SD and SE bears the other's name is for `se-or-sd` to tell.
 */
export const spreadForms: Check = {
  id: 'spread-forms',
  title: 'SD, SE, variance, coefficient of variation and quartiles agree with one another',
  needs:
    'an SD with its SE and n, its variance or its coefficient of variation, or quartiles with their width',
  proves: 'that two forms of the same spread cannot both be right',
  cannot: 'tell which of the two is wrong',
  example: 'Of 40 patients with an SD of 4.0 the SE is 4.0/√40 = 0.63, and the variance 16.0.',
  references: [],
  gravest: 'inconsistent',
  inspectSr: '4.8',
  *run(context) {
    for (const row of rowsOf(context.study)) {
      for (const following of followingsIn(context, row)) {
        yield judgeFollowing(
          { ...context, rounding: roundingOf(row, context.rounding) },
          following,
        );
      }
    }
  },
};

function* followingsIn(context: CheckContext, row: Row): Generator<Following> {
  const { statistics, place } = row;
  const { sd, se, variance, cv, iqrWidth } = statistics;
  const plain = notPlain(context.study, row) === null;
  const { n, nStated } = statistics;
  // What divides by n, and what by n − 1, can only be told apart where n is known.
  const known = n.low === n.high && (nStated || isComplete(context.study.design));
  const standing: Following['standing'] = plain && known ? 'definition' : 'unstated';
  const shared = { standing, conditions: [] } as const;
  for (const figure of each(context, variance)) {
    const from = usable(context, sd, figure.source);
    if (!from) continue;
    const size = n.low === n.high && n.low > 1 ? n.low : null;
    // One of the two can divide by n and the other by n − 1.
    const times = (factor: number, assumption: string) =>
      from1(from, assumption, (of) => scaled(square(of), factor));
    const candidates = (rule: Rounding) => [
      ...from1(from, null, square)(rule),
      ...(size === null
        ? []
        : [
            ...times(1 - 1 / size, 'if the variance divides by n, and not the SD')(rule),
            ...times(size / (size - 1), 'if the SD divides by n, and not the variance')(rule),
          ]),
    ];
    const arithmetic = `${from.text}²`;
    const causes = ['an SD and a variance of different values', 'a misprint'];
    const of = { figure, label: `variance ${place}`, candidates, arithmetic, causes };
    yield { ...shared, ...of, inputs: [from.where] };
  }
  for (const figure of each(context, se)) yield* standardError(context, row, figure, plain);
  for (const figure of each(context, cv)) {
    const [from, mean] = [usable(context, sd, figure.source), usable(context, statistics.mean)];
    if (!from || !mean || mean.value <= 0) continue;
    yield { ...shared, ...variation(figure, from, mean, statistics), label: `CV ${place}` };
  }
  for (const figure of each(context, iqrWidth)) {
    const { iqr } = statistics;
    const [q1, q3] = [iqr?.low, iqr?.high].map((end) =>
      usable(context, end ?? null, figure.source),
    );
    if (!q1 || !q3) continue;
    const candidates = (rule: Rounding): readonly Candidate[] => [
      {
        assumption: null,
        interval: minus(windowOf(q3, rule), windowOf(q1, rule)),
        nominal: subtractRationals(exactValue(q3), exactValue(q1)),
        proved: true,
      },
    ];
    const causes = ['quartiles by different definitions', 'a misprint'];
    const arithmetic = `${q3.text} − ${q1.text}`;
    const of = { figure, label: `interquartile range ${place}`, candidates, arithmetic, causes };
    const defined = plain ? ('definition' as const) : ('unstated' as const);
    yield { ...shared, ...of, standing: defined, inputs: [q1.where, q3.where] };
  }
}

/** SE = SD/√n, or with an SD that divides by n, SD/√(n − 1). */
function* standardError(
  context: CheckContext,
  { statistics, place }: Row,
  figure: Figure,
  plain: boolean,
): Generator<Following> {
  const { n, nStated, sd, variance, how } = statistics;
  const count = exactCount(context, n);
  const deviation = usable(context, sd, figure.source);
  const from = deviation ?? usable(context, variance, figure.source);
  if (!from || count === null || count < 2) return;
  const by = (divisor: number) => (printed: Span) =>
    quotient(deviation ? printed : root(printed), root(exactSpan(divisor)));
  const usual = from1(from, null, by(count));
  const population = from1(from, 'if the SD divides by n', by(count - 1));
  const byN = how?.sd === 'population';
  const candidates = (rule: Rounding) =>
    byN
      ? [...renamed(population(rule), null), ...renamed(usual(rule), 'if the SD divides by n − 1')]
      : [...usual(rule), ...(how?.sd === 'sample' ? [] : population(rule))];
  const known = nStated || isComplete(context.study.design);
  yield {
    figure,
    label: `SE ${place}`,
    standing: plain && known ? 'definition' : 'unstated',
    candidates,
    arithmetic: `${deviation ? from.text : `√${from.text}`}/√${byN ? `(${count} − 1)` : count}`,
    causes: ['another number of patients', 'a standard error of a model', 'a misprint'],
    conditions: nStated ? [] : [`${count} patients (not printed, assumed)`],
    inputs: [from.where, n.where],
  };
}

function variation(
  figure: Figure,
  sd: Figure,
  mean: Figure,
  { n }: Statistics,
): Omit<Following, 'label' | 'standing'> {
  // As a percentage, or as a share of one.
  const factors = figure.percent ? [100] : [1, 100];
  const bySize = n.low === n.high && n.low > 1 ? n.low : null;
  const candidates = (rule: Rounding) =>
    factors.flatMap((factor): Candidate[] => {
      const at = (of: Rounding | null) =>
        scaled(quotient(spanOfFigure(sd, of, 0), spanOfFigure(mean, of, 0)), factor);
      const times = (by: number, assumption: string | null): Candidate => ({
        assumption,
        interval: intervalOf(scaled(at(rule), by)),
        nominal: intervalOf(scaled(at(null), by)),
        proved: true,
      });
      const said = factor === 1 || figure.percent ? null : 'in percent';
      return [
        times(1, said),
        ...(bySize === null
          ? []
          : [
              times(Math.sqrt(1 - 1 / bySize), 'with an SD by n'),
              times(Math.sqrt(bySize / (bySize - 1)), 'if the SD divides by n'),
            ]),
        ...(bySize === null
          ? []
          : [times(1 + 1 / (4 * bySize), 'with the correction 1 + 1/(4 n)')]),
      ];
    });
  const causes = ['an SD and a mean of different values', 'a misprint'];
  const arithmetic = `${figure.percent ? '100 × ' : ''}${sd.text}/${mean.text}`;
  return { figure, candidates, arithmetic, causes, inputs: [sd.where, mean.where] };
}

/** One candidate from one figure. */
function from1(
  figure: Figure,
  assumption: string | null,
  of: (printed: Span) => Span,
): (rule: Rounding) => readonly Candidate[] {
  return (rule) => [
    {
      assumption,
      interval: intervalOf(of(spanOfFigure(figure, rule, 0))),
      nominal: intervalOf(of(spanOfFigure(figure, null, 0))),
      proved: true,
    },
  ];
}

function renamed(all: readonly Candidate[], assumption: string | null): readonly Candidate[] {
  return all.map((candidate) => ({ ...candidate, assumption }));
}

/** The figures of every source that are values and can be true. */
function each({ impossible }: CheckContext, printed: Printed | null): readonly Figure[] {
  return (printed ?? []).filter(
    ({ relation, where }) => relation === '=' && !impossible.has(where.path),
  );
}
