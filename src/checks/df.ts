import type { Rounding } from '../numeric/decimal.ts';
import { between, point } from '../numeric/exact-interval.ts';
import { type Rational, rational } from '../numeric/rational.ts';
import type { Comparison, Figure, TestStatistic } from '../study/model.ts';
import { type Compared, comparedIn, comparisonLabel, patientsIn } from './comparisons/compared.ts';
import { plain, type StatedTest, statedTest } from './comparisons/named-test.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { type Candidate, type Decision, decide, inOrder } from './engine/decide.ts';
import { passes } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { reportedFigure, usable } from './engine/printed.ts';
import { intervalOf } from './engine/span.ts';
import { otherwise, upperFirst } from './engine/words.ts';
import { type Design, designsOf } from './p-values/designs.ts';
import { symbolOf } from './p-values/statistic-tests.ts';

/** Printed degrees of freedom follow from the numbers of patients and the design. */
export const df: Check = {
  id: 'df',
  title: 'Printed degrees of freedom fit the numbers of patients and the design',
  needs: 'a test statistic with degrees of freedom, and the number of patients on each side',
  proves: 'that the named test on the printed number of patients has other degrees of freedom',
  cannot:
    'show which patients were left out where there are fewer degrees of freedom than patients allow',
  example:
    'Two groups of 30: 30 + 30 − 2 = 58 for Student’s t, 29 to 58 for Welch’s; 30 pairs: 29.',
  references: ['student1908', 'welch1947', 'fisher1925', 'nuijten2016'],
  gravest: 'inconsistent',
  inspectSr: '4.9',
  *run(context) {
    for (const comparison of context.study.comparisons) {
      const compared = comparedIn(context, comparison);
      for (const test of comparison.tests) {
        const hows = [test.how, comparison.how];
        const designs = designsOf(context, comparison, test, compared);
        for (const [at, printed] of test.df.entries()) {
          const figure = usable(context, printed);
          if (!figure) continue;
          const part: Part = { comparison, test, figure, at, stated: statedTest(...hows) };
          yield* judge(context, part, designs);
        }
      }
    }
  },
};

interface Part {
  readonly comparison: Comparison;
  readonly test: TestStatistic;
  readonly figure: Figure;
  readonly at: number;
  readonly stated: StatedTest;
}

interface DfCandidate extends Candidate {
  readonly design: Design;
}

function* judge(
  context: CheckContext,
  { comparison, test, figure, at, stated }: Part,
  designs: readonly Design[],
): Generator<Judgement> {
  // Missing patients lessen the denominator of F, not the number of groups.
  const numerator = test.kind === 'F' && at === 0;
  const fitting = designs
    .filter((design) => design.df[at])
    // Nearly all whole numbers are Welch's: only where the file says so, or by their decimals.
    .filter(
      ({ name }) => name !== 'anova-welch' || stated.tests.includes(name) || hasDecimals(test),
    )
    .map((design) => (numerator ? { ...design, fewer: false } : design));
  const which = test.df.length > 1 ? (at === 0 ? ' (first)' : ' (second)') : '';
  const label = `degrees of freedom${which} of ${symbolOf(test.kind)}, ${comparisonLabel(context.study, comparison)}`;
  const shared = { reported: reportedFigure(figure), label };
  if (fitting.length === 0) {
    if (test.kind === 'z' || test.kind === 'U' || test.kind === 'W' || test.kind === 'Q') return;
    const why = 'The numbers of patients and what was compared would be needed.';
    yield { ...shared, verdict: 'not-checkable', why, inputs: [] };
    return;
  }
  const candidates = candidatesOf(fitting, at, stated);
  // k − 1 whatever the ranks: of the tests that need more than summaries this one is known.
  const ofRanks =
    test.kind === 'H' && /^kruskal\b[ –-]*wallis(?: test| h)?$/.test(plain(stated.other ?? ''));
  const named =
    ((stated.other === null && stated.unknown === null) || ofRanks) &&
    stated.selection === null &&
    (ofRanks || fitting.some(({ name }) => name !== null && stated.tests.includes(name))) &&
    fitting.every(({ fewer }) => !fewer || isAbove(figure, candidates));
  const judgeOne = (of: Figure): Decision<DfCandidate> =>
    decide({
      figure: of,
      rounding: context.rounding,
      standing: named ? 'named' : 'unstated',
      candidates: () => candidates,
      ...(of.decimals <= 0 && { window: wholeWindow }),
    });
  const decision = judgeOne(figure);
  const { verdict, candidate } = decision;
  const first = candidates[0] as DfCandidate;
  const arithmetic = `${upperFirst(first.design.title)}: ${first.design.sum}.`;
  const fit =
    candidate && candidate !== first && candidate.assumption !== null
      ? ` Printed is ${figure.text}, which fits ${candidate.assumption}.`
      : ` Printed is ${figure.text}.`;
  // Missing patients do not change a number of groups.
  const ofGroups = numerator || test.kind === 'H' || test.kind === 'chi2';
  const own = ofGroups ? ['other groups than these'] : ['missing values', 'repeated measures'];
  const causes = [...own, 'another test or model', 'a misprint'];
  yield {
    ...shared,
    verdict,
    recomputed: decision.recomputed,
    why: `${arithmetic}${fit}${passes(verdict) ? '' : ` ${otherwise(causes)}`}`,
    tried: decision.tried,
    inputs: inputsOf(comparedIn(context, comparison)),
    instead: insteadOf(figure, (other) => judgeOne(other).verdict),
  };
}

function hasDecimals({ df }: TestStatistic): boolean {
  return df.some((printed) => printed.some(({ decimals }) => decimals > 0));
}

/** Whole degrees of freedom are counted, or those of a Welch test rounded. */
function wholeWindow(figure: Figure, _rounding: Rounding) {
  return point(rational(BigInt(Math.round(figure.value))));
}

function isAbove({ low }: Figure, candidates: readonly DfCandidate[]): boolean {
  return candidates.every(({ design, interval }) =>
    design.fewer && interval.high
      ? low > Number(interval.high.numerator) / Number(interval.high.denominator)
      : true,
  );
}

function candidatesOf(designs: readonly Design[], at: number, stated: StatedTest): DfCandidate[] {
  const applies = designs.some(({ name }) => name !== null && stated.tests.includes(name));
  const all = designs.flatMap((design): DfCandidate[] => {
    const [low, high] = design.df[at] as readonly [number, number];
    const contradicts = applies && (design.name === null || !stated.tests.includes(design.name));
    const mildest = contradicts ? { mildest: 'unexplained' as const } : {};
    const whole = Number.isInteger(low) && Number.isInteger(high);
    // Fractions of degrees of freedom are rounded or, to be on the safe side, cut off.
    const interval = whole
      ? between(wholeNumber(low), wholeNumber(high))
      : intervalOf({ low: low - 1, high: high + 0.5 });
    const exact =
      low === high ? interval : whole ? null : intervalOf({ low: low - 0.5, high: high + 0.5 });
    const title = `for ${design.title} (${design.sum})`;
    const own = { design, assumption: title, interval, nominal: exact, proved: true, ...mildest };
    if (!design.fewer || low <= 1) return [own];
    const fewer = between(wholeNumber(1), wholeNumber(Math.ceil(low) - 1));
    const missing = {
      design,
      assumption: `${title} with fewer patients`,
      interval: fewer,
      nominal: null,
      proved: true,
      mildest: 'unexplained' as const,
    };
    return [own, missing];
  });
  return inOrder(all, applies);
}

function wholeNumber(value: number): Rational {
  return rational(BigInt(Math.round(value)));
}

function inputsOf(compared: Compared | null) {
  if (compared?.kind === 'events') return compared.groups.map(({ total }) => total.where);
  return patientsIn(compared).map(({ where }) => where);
}
