import type { Comparison, Figure, How, NotSignificant } from '../study/model.ts';
import { type Compared, comparedIn, comparisonLabel, patientsIn } from './comparisons/compared.ts';
import { type StatedTest, statedTest } from './comparisons/named-test.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { perRounding } from './engine/per-rounding.ts';
import { reportedFigure } from './engine/printed.ts';
import { conditionsOf, inputsOf, mayBeFewer, testsOf } from './p-values/compared-tests.ts';
import { judgeP, type Test } from './p-values/judge-p.ts';
import { belowLeastOfRanks } from './p-values/least-of-ranks.ts';

/** A printed p-value follows from the means, SDs and n, or from the counts, that were compared. */
export const pFromSummary: Check = {
  id: 'p-from-summary',
  title: 'A printed p-value follows from the figures that were compared',
  needs: 'a comparison with a p-value, and the means, SDs and n or the counts of both sides',
  proves:
    'that the test which the file names does not give the printed p-value, whatever the printed figures were rounded from',
  cannot:
    'show which test was made where the file names none; and with an unknown correlation between two visits it can show little',
  example:
    'Groups of 30 with 5.1 ± 1.2 and 4.5 ± 1.1: t = 2.02 with 58 df, p = 0.048; with the rounding of the four figures p is between 0.017 and 0.112.',
  references: [
    'student1908',
    'welch1947',
    'welch1951',
    'fisher1925',
    'pearson1900',
    'fisher1935',
    'freeman1951',
    'mcnemar1947',
    'mann1947',
    'wilcoxon1945',
  ],
  gravest: 'inconsistent',
  inspectSr: '4.9',
  *run(context) {
    for (const comparison of context.study.comparisons) {
      for (const printed of comparison.p ?? []) {
        if (!context.impossible.has(printed.where.path)) yield* judge(context, comparison, printed);
      }
    }
  },
};

function* judge(
  context: CheckContext,
  comparison: Comparison,
  printed: Figure | NotSignificant,
): Generator<Judgement> {
  const label = `p-value of ${comparisonLabel(context.study, comparison)}`;
  const named = statedTest(comparison.how);
  const compared = comparedIn(context, comparison);
  const reported = { reported: reportedFigure(printed), label, inputs: [] };
  if (named.other !== null) {
    const below = belowLeastOfRanks(printed, compared, comparison.how);
    if (below) {
      yield { ...reported, inputs: patientsIn(compared).map(({ where }) => where), ...below };
      return;
    }
    const why = `The file names “${named.other}”. Its p-value does not follow from the printed summaries; individual values would be needed.`;
    yield { ...reported, verdict: 'not-checkable', why };
    return;
  }
  const tests = perRounding((rounding) =>
    compared ? testsOf(context, compared, comparison, printed.source, rounding) : [],
  );
  const stated = withoutUncomputed(named, tests(context.rounding), compared, comparison.how);
  const missing =
    compared && tests(context.rounding).length > 0 ? null : missingIn(compared, comparison);
  if (missing !== null || !compared) {
    // What a test statistic gives is looked at by another check.
    if (comparison.tests.length > 0) return;
    yield { ...reported, verdict: 'not-checkable', why: missing ?? nothingCompared };
    return;
  }
  yield judgeP(context, {
    printed,
    label,
    alpha: comparison.alpha,
    stated,
    canBeNamed: !mayBeFewer(context, compared, comparison),
    tests,
    inputs: inputsOf(compared, comparison),
    conditions: conditionsOf(compared),
    causes: causesOf(compared, stated.tests.length > 0),
  });
}

/** An exact test that would take too long is a method that is not computed here. */
function withoutUncomputed(
  stated: StatedTest,
  tests: readonly Test[],
  compared: Compared | null,
  how: How | null,
): StatedTest {
  const isExact = stated.tests.length > 0 && stated.tests.every((name) => /fisher/.test(name));
  if (compared?.kind !== 'events' || compared.groups.length < 3 || !isExact) return stated;
  if (tests.some(({ name }) => name === 'fisher')) return stated;
  return { ...stated, unknown: how?.test ?? 'an exact test' };
}

const nothingCompared =
  'The file does not say which figures were compared: "from" and "to", "between" or "events" would be needed.';

/** What would be needed, in a sentence. */
function missingIn(compared: Compared | null, { between, change }: Comparison): string {
  if (!compared && between.length > 0 && change) {
    return 'The mean and SD of the changes in each group would be needed: "changeScores".';
  }
  if (!compared) return nothingCompared;
  if (compared.kind === 'events') {
    return 'The counts with the event and of all patients would be needed in each group.';
  }
  const sides =
    compared.kind === 'groups'
      ? compared.groups.map(({ label, summary }) => ({ label, summary }))
      : [compared.from, compared.to].map((summary) => ({ label: summary.label, summary }));
  const lacks = sides.flatMap(({ label, summary }) => {
    const missing = [
      ...(summary.mean ? [] : ['mean']),
      ...(summary.sd || summary.se || summary.variance || summary.spread ? [] : ['SD or SE']),
    ];
    return missing.length === 0 ? [] : [`${missing.join(' and ')} of ${label}`];
  });
  return lacks.length > 0
    ? `The file has no ${lacks.join(', and no ')}.`
    : 'The number of patients on each side would be needed, and figures that can be true.';
}

function causesOf(compared: Compared, isNamed: boolean): string[] {
  const other = isNamed ? 'another test than the file names' : null;
  if (compared.kind === 'events') {
    const counts = ['stratified or adjusted counts', 'missing patients', 'a misprint'];
    return [other ?? 'another test', ...counts];
  }
  const shared = [other ?? 'a rank test', 'an adjusted or mixed model', 'missing values'];
  const patients = compared.kind === 'groups' ? [] : ['other patients at the two visits'];
  return [...shared, ...patients, 'a misprint'];
}
