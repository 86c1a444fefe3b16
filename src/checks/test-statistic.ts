import type { Rounding } from '../numeric/decimal.ts';
import type { Comparison, Figure, How, TestStatistic } from '../study/model.ts';
import { type Compared, comparedIn, comparisonLabel, patientsIn } from './comparisons/compared.ts';
import { momentsOf, readingsOfBoth, spanOfFigure } from './comparisons/moments.ts';
import { type StatedTest, statedTest, testNames } from './comparisons/named-test.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { type Candidate, decide, inOrder, recomputedBy, worthListing } from './engine/decide.ts';
import { passes } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { perRounding } from './engine/per-rounding.ts';
import { exactCount, reportedFigure, windowOf, withText } from './engine/printed.ts';
import { intervalOf, magnitude, root, type Span, spanOf } from './engine/span.ts';
import { otherwise, resultText, upperFirst } from './engine/words.ts';
import { conditionsOf, inputsOf, mayBeFewer, testsOf } from './p-values/compared-tests.ts';
import type { Test } from './p-values/judge-p.ts';
import { studentError, welchError } from './p-values/standard-error.ts';
import { boundOf, sizesOf } from './p-values/statistic-bound.ts';
import { symbolOf } from './p-values/statistic-tests.ts';
import { nSpan } from './p-values/test-from.ts';

/**
 * A printed t, F, z or χ², and the standard error of a difference, follow from the means, SDs and n
 * or the counts that were compared. U, W and H need the ranks: of them only the greatest possible
 * value is known.
 */
export const testStatistic: Check = {
  id: 'test-statistic',
  title: 'A printed test statistic follows from the figures that were compared',
  needs:
    'a test statistic or the standard error of a difference, and the means, SDs and n or the counts of both sides',
  proves:
    'that the test which the file names does not give the printed statistic, or that no ranks do',
  cannot: 'show which test was made where the file names none',
  example:
    'Groups of 30 with 5.1 ± 1.2 and 4.5 ± 1.1: t = 0.6/√(1.325 × 2/30) = 2.02. U of 30 and 30 patients is at most 900.',
  references: ['student1908', 'welch1947', 'fisher1925', 'pearson1900'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.9',
  *run(context) {
    for (const comparison of context.study.comparisons) {
      const compared = comparedIn(context, comparison);
      for (const test of comparison.tests) {
        for (const figure of test.value) {
          if (figure.relation !== '=' || context.impossible.has(figure.where.path)) continue;
          yield* judgeBound(context, comparison, compared, test, figure);
          if (compared) yield* judgeStatistic(context, comparison, compared, test, figure);
        }
      }
      if (compared) yield* judgeErrors(context, comparison, compared);
    }
  },
};

interface StatisticCandidate extends Candidate {
  readonly title: string;
}

function* judgeStatistic(
  context: CheckContext,
  comparison: Comparison,
  compared: Compared,
  { kind, how }: TestStatistic,
  figure: Figure,
): Generator<Judgement> {
  const stated = statedTest(how, comparison.how);
  if (stated.other !== null) return;
  const candidates = perRounding((rule) =>
    candidatesOf(testsOf(context, compared, comparison, figure.source, rule), kind, stated),
  );
  yield* judge(context, comparison, compared, {
    figure,
    label: `${symbolOf(kind)}, ${comparisonLabel(context.study, comparison)}`,
    symbol: symbolOf(kind),
    stated,
    candidates,
    // An unsigned size: which side comes first is not said.
    window: (of, rule) => intervalOf(magnitude(spanOf(windowOf(of, rule)))),
  });
}

/** Those of the tests that have such a statistic; a z of two counts is the root of their χ². */
function candidatesOf(
  tests: readonly Test[],
  kind: TestStatistic['kind'],
  stated: StatedTest,
): readonly StatisticCandidate[] {
  const isStated = ({ name }: Test) => name !== null && stated.tests.includes(name);
  const applies = tests.some((test) => test.size?.kind === kind && isStated(test));
  const all = tests.flatMap((test): StatisticCandidate[] => {
    const { size, title, reading, proved, over } = test;
    const rooted = size?.kind === 'chi2' && kind === 'z';
    if (!size || (size.kind !== kind && !rooted)) return [];
    // Tests that differ in their degrees of freedom alone have one statistic.
    const { low, high } = size.over;
    const same = (other: Test) =>
      other.size?.kind === size.kind &&
      other.reading === reading &&
      isStated(other) === isStated(test) &&
      other.size.over.low === low &&
      other.size.over.high === high;
    if (tests.find(same) !== test) return [];
    const of = (span: Span) => intervalOf(rooted ? root(span) : span);
    const contradicts = test.contradicts || (applies && !isStated(test));
    const words = [title, reading].filter((part) => part !== null).join(', ');
    return [
      {
        title: words,
        assumption: `as ${words}`,
        interval: of(size.over),
        nominal: size.nominal && of(size.nominal),
        proved,
        ...(contradicts && { mildest: 'unexplained' as const }),
        ...(over !== undefined && { over }),
      },
    ];
  });
  return inOrder(all, applies && isPlain(tests, stated));
}

/** Whether the test that the file names is among those computed by its own name. */
function isPlain(tests: readonly Test[], stated: StatedTest): boolean {
  return tests.some(
    ({ name, title }) =>
      name !== null && stated.tests.includes(name) && title.startsWith(testNames[name]),
  );
}

interface Subject {
  readonly figure: Figure;
  readonly label: string;
  /** "t", "the standard error". */
  readonly symbol: string;
  readonly stated: StatedTest;
  readonly candidates: (rounding: Rounding) => readonly StatisticCandidate[];
  readonly window: (figure: Figure, rounding: Rounding) => ReturnType<typeof windowOf>;
}

function* judge(
  context: CheckContext,
  comparison: Comparison,
  compared: Compared,
  { figure, label, symbol, stated, candidates, window }: Subject,
): Generator<Judgement> {
  const [first] = candidates(context.rounding);
  if (!first) return;
  const held =
    first.assumption === null &&
    stated.unknown === null &&
    stated.selection === null &&
    !mayBeFewer(context, compared, comparison);
  const standing = held ? 'named' : 'unstated';
  const { rounding } = context;
  const decideOn = (of: Figure) => decide({ figure: of, rounding, standing, candidates, window });
  const decision = decideOn(figure);
  const { verdict, candidate, recomputed, truncated } = decision;
  const decimals = Math.max(figure.decimals, 0) + 1;
  const value = (of: Candidate) => {
    const range = resultText(recomputedBy(of), decimals);
    return of.over === undefined ? range : `${range}, over all that ${of.over} can be`;
  };
  const other =
    candidate && candidate !== first
      ? `, which is reproduced ${candidate.assumption}: ${value(candidate)}`
      : '';
  const begin = `${upperFirst(first.title)}: ${symbol} = ${value(first)}. Printed is ${figure.text}`;
  const cut = truncated ? ' It fits if digits were cut off.' : '';
  const named = stated.tests.length > 0 ? 'another test than the file names' : 'another test';
  const causes = [named, 'an adjusted or mixed model', 'missing values', 'a misprint'];
  yield {
    reported: reportedFigure(figure),
    label,
    verdict,
    recomputed,
    why: `${begin}${other}.${cut}${passes(verdict) ? '' : ` ${otherwise(causes)}`}`,
    conditions: conditionsOf(compared),
    tried: worthListing(decision, candidates(rounding)),
    inputs: inputsOf(compared, comparison),
    instead: insteadOf(figure, (other) => decideOn(other).verdict),
  };
}

/** The standard error of the difference of two means of different patients. */
function* judgeErrors(
  context: CheckContext,
  comparison: Comparison,
  compared: Compared,
): Generator<Judgement> {
  if (compared.kind !== 'groups' || compared.groups.length !== 2) return;
  const ofEffects = comparison.effects.filter(({ kind }) => kind === 'md');
  const all: readonly (readonly [readonly Figure[], How | null])[] = [
    [comparison.se ?? [], null],
    ...ofEffects.map(({ se, how }) => [se ?? [], how] as const),
  ];
  for (const [figures, how] of all) {
    const stated = statedTest(how, comparison.how);
    if (stated.other !== null) continue;
    for (const figure of figures) {
      if (figure.relation !== '=' || context.impossible.has(figure.where.path)) continue;
      yield* judge(context, comparison, compared, {
        figure,
        label: `standard error of the difference, ${comparisonLabel(context.study, comparison)}`,
        symbol: 'the standard error of the difference',
        stated,
        candidates: perRounding((rule) => errorsOf(context, compared, figure, rule, stated)),
        window: (of, rule) => windowOf(of, rule, { min: 0 }),
      });
    }
  }
}

function errorsOf(
  context: CheckContext,
  { groups }: Extract<Compared, { kind: 'groups' }>,
  { source }: Figure,
  rounding: Rounding,
  stated: StatedTest,
): readonly StatisticCandidate[] {
  const [first, second] = groups.map(({ summary }) => momentsOf(context, summary, source));
  const [n1, n2] = groups.map(({ patients }) => nSpan(patients));
  if (!first?.spread || !second?.spread || !n1 || !n2) return [];
  const [spread1, spread2] = [first.spread, second.spread];
  const open = n1.low !== n1.high || n2.low !== n2.high;
  const applies = stated.tests.includes('student') || stated.tests.includes('welch');
  const all = readingsOfBoth(first, second).flatMap((reading) => {
    const [readFirst, readSecond] = reading.sds;
    const at = (error: typeof studentError, rule: Rounding | null) =>
      intervalOf(
        error(
          { n: n1, sd: readFirst(spanOfFigure(spread1, rule, 0), n1) },
          { n: n2, sd: readSecond(spanOfFigure(spread2, rule, 0), n2) },
        ).se,
      );
    const of = (name: 'student' | 'welch', error: typeof studentError): StatisticCandidate => {
      const contradicts = reading.contradicts || (applies && !stated.tests.includes(name));
      const title = name === 'student' ? 'with the pooled SD' : 'with separate variances';
      const words = [title, reading.assumption].filter((part) => part !== null).join(', ');
      return {
        title: words,
        assumption: words,
        interval: at(error, rounding),
        nominal: open ? null : at(error, null),
        proved: true,
        ...(contradicts && { mildest: 'unexplained' as const }),
        ...(open && { over: 'the number of patients' }),
      };
    };
    return [of('student', studentError), of('welch', welchError)];
  });
  return inOrder(all, applies);
}

/** The greatest value of a statistic of ranks: U ≤ n₁n₂, W ≤ the sum of all ranks of one side. */
function* judgeBound(
  context: CheckContext,
  comparison: Comparison,
  compared: Compared | null,
  { kind, n }: TestStatistic,
  figure: Figure,
): Generator<Judgement> {
  const bound = boundOf(kind, sizesOf(compared), exactCount(context, n ?? comparison.n));
  if (!bound) return;
  const beyond = (of: Figure) => spanOf(windowOf(of, 'any')).low > bound.most;
  if (!beyond(figure)) return;
  const worst = compared && mayBeMore(compared) ? 'unexplained' : 'impossible-as-entered';
  yield {
    reported: reportedFigure(figure),
    label: `${symbolOf(kind)}, ${comparisonLabel(context.study, comparison)}`,
    verdict: worst,
    recomputed: { low: 0, high: bound.most, nominal: null },
    why: `${bound.text}. Printed is ${figure.text}. ${otherwise(['another statistic under this name', 'another number of patients', 'a misprint'])}`,
    conditions: [bound.condition],
    inputs: compared ? inputsOf(compared, comparison) : [],
    instead: {
      verdict: (text) => {
        const read = withText(figure, text);
        return read && beyond(read) ? worst : 'possible';
      },
      range: null,
    },
  };
}

function mayBeMore(compared: Compared): boolean {
  return patientsIn(compared).some(({ condition }) => condition !== null);
}
