import type { Rounding } from '../numeric/decimal.ts';
import { between, point } from '../numeric/exact-interval.ts';
import { type Rational, rational } from '../numeric/rational.ts';
import type { Comparison, Figure, TestStatistic } from '../study/model.ts';
import {
  asPairs,
  type Compared,
  comparedIn,
  comparisonLabel,
  type Patients,
  patientsIn,
} from './comparisons/compared.ts';
import { momentsOf, spanOfFigure } from './comparisons/moments.ts';
import { plain, type StatedTest, statedTest, type TestName } from './comparisons/named-test.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { type Candidate, type Decision, decide, inOrder } from './engine/decide.ts';
import { passes } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { exactCount, reportedFigure, usable } from './engine/printed.ts';
import { intervalOf, quotient, type Span, square } from './engine/span.ts';
import { otherwise, upperFirst } from './engine/words.ts';
import { welchAnovaDf } from './p-values/anova-tests.ts';
import { welchDf } from './p-values/mean-tests.ts';
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

/** What degrees of freedom a design gives, from the least to the greatest number of patients. */
interface Design {
  readonly name: TestName | null;
  /** "as a paired t test", with the arithmetic. */
  readonly title: string;
  readonly sum: string;
  /** Least and greatest; for F numerator and denominator. */
  readonly df: readonly (readonly [number, number] | null)[];
  /** True where missing values could leave fewer than the least. */
  readonly fewer: boolean;
}

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

function designsOf(
  context: CheckContext,
  comparison: Comparison,
  test: TestStatistic,
  compared: Compared | null,
): readonly Design[] {
  const count = exactCount(context, test.n);
  if (test.kind === 'r') {
    const n = count ?? null;
    return n === null || n < 3
      ? []
      : [
          {
            name: null,
            title: 'a correlation',
            sum: `${n} − 2 = ${n - 2}`,
            df: [[n - 2, n - 2]],
            fewer: false,
          },
        ];
  }
  if (!compared) return [];
  if (compared.kind === 'before-after')
    return pairedDesigns(comparison, test, compared.pairs, count);
  if (compared.kind === 'events') {
    const k = compared.groups.length;
    if (test.kind !== 'chi2') return [];
    const sum = `(2 − 1) × (${k} − 1) = ${k - 1}`;
    return [
      {
        name: 'chi-square',
        title: 'a χ² test of 2 outcomes',
        sum,
        df: [[k - 1, k - 1]],
        fewer: false,
      },
    ];
  }
  const pairs = asPairs(context.study, compared, comparison);
  return [
    ...groupDesigns(context, comparison, test, compared),
    ...(pairs ? pairedDesigns(comparison, test, pairs.pairs, count) : []),
  ];
}

function pairedDesigns(
  comparison: Comparison,
  { kind }: TestStatistic,
  pairs: Patients,
  count: number | null,
): Design[] {
  const [low, high] = count === null ? [pairs.low, pairs.high] : [count, count];
  if (high === null || high < 2) return [];
  const n = low === high ? String(high) : `${low} to ${high}`;
  const ends = [Math.max(1, low - 1), high - 1] as const;
  const fewer = count === null && comparison.n === null;
  const result = low === high ? String(high - 1) : `${ends[0]} to ${ends[1]}`;
  const sum = `${n} − 1 = ${result}`;
  if (kind === 't') return [{ name: 'paired-t', title: 'a paired t test', sum, df: [ends], fewer }];
  if (kind !== 'F') return [];
  const title = 'an analysis of variance of two repeated measures';
  return [{ name: 'anova', title, sum: `1 and ${sum}`, df: [[1, 1], ends], fewer: true }];
}

function groupDesigns(
  context: CheckContext,
  comparison: Comparison,
  { kind }: TestStatistic,
  { groups }: Extract<Compared, { kind: 'groups' }>,
): Design[] {
  const k = groups.length;
  if (kind === 'H' || kind === 'chi2') {
    const sum = `${k} − 1 = ${k - 1}`;
    return kind === 'H'
      ? [{ name: null, title: 'a Kruskal–Wallis test', sum, df: [[k - 1, k - 1]], fewer: false }]
      : [];
  }
  const lows = groups.map(({ patients }) => patients.low);
  const highs = groups.map(({ patients }) => patients.high);
  if (highs.some((high) => high === null || high < 2)) return [];
  const least = lows.reduce((all, n) => all + Math.max(2, n), 0) - k;
  const most = (highs as number[]).reduce((all, n) => all + n, 0) - k;
  // A paper that leaves a patient out of one test rarely prints another n for it.
  const fewer = comparison.n === null;
  const ns = groups.map(({ patients: { low, high } }) =>
    low === high ? low : `${low} to ${high}`,
  );
  const result = least === most ? String(most) : `${least} to ${most}`;
  const sum = `${ns.join(' + ')} − ${k} = ${result}`;
  if (kind === 'F') {
    const title = `a one-way analysis of variance of ${k} groups`;
    const both = `${k} − 1 = ${k - 1} and ${sum}`;
    return [
      {
        name: 'anova',
        title,
        sum: both,
        df: [
          [k - 1, k - 1],
          [least, most],
        ],
        fewer,
      },
      ...welchAnovaDesign(context, groups, most, fewer),
      ...(k === 2
        ? [
            {
              name: 'student' as const,
              title,
              sum: both,
              df: [
                [1, 1],
                [least, most],
              ] as const,
              fewer,
            },
          ]
        : []),
    ];
  }
  if (kind !== 't' || k !== 2) return [];
  const [welchLow, welchHigh] = welchEnds(context, groups, most);
  return [
    { name: 'student', title: "Student's t test", sum, df: [[least, most]], fewer },
    {
      name: 'welch',
      title: "Welch's t test",
      sum: `${round(welchLow)} to ${round(welchHigh)}`,
      df: [[welchLow, welchHigh]],
      fewer,
    },
  ];
}

/** Welch's second degrees of freedom are a fraction, from the SDs; without them nothing limits it. */
function welchAnovaDesign(
  context: CheckContext,
  groups: Extract<Compared, { kind: 'groups' }>['groups'],
  most: number,
  fewer: boolean,
): Design[] {
  const k = groups.length;
  // Of two groups it is Welch's t test, squared.
  if (k < 3) return [];
  const rounding = context.rounding === 'half' ? 'any' : context.rounding;
  const ns = groups.map(({ patients: { low, high } }) => (low === high ? low : null));
  const sds = groups.map(({ summary }) => {
    const sd = usable(context, summary.sd);
    return sd && spanOfFigure(sd, rounding, 0);
  });
  const isKnown = ns.every((n) => n !== null && n >= 2) && sds.every((sd) => sd && sd.low > 0);
  // Whatever the SDs, they lie between 4/3 and those of the equal variances.
  const { low, high } = isKnown
    ? welchAnovaDf(sds as Span[], ns as number[])
    : { low: 1, high: most };
  const sum = `${k} − 1 = ${k - 1} and ${round(low)} to ${round(high)}`;
  const df = [
    [k - 1, k - 1],
    [low, high],
  ] as const;
  return [{ name: 'anova-welch', title: "Welch's analysis of variance", sum, df, fewer }];
}

function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

/** From the SDs where they are printed, else between the smaller n − 1 and n₁ + n₂ − 2. */
function welchEnds(
  context: CheckContext,
  groups: Extract<Compared, { kind: 'groups' }>['groups'],
  most: number,
): readonly [number, number] {
  const [first, second] = groups;
  const least = Math.min(...groups.map(({ patients }) => Math.max(2, patients.low))) - 1;
  if (!first || !second) return [least, most];
  const parts = [first, second].map(({ summary, patients: { low, high } }) => {
    const { spread, readings } = momentsOf(context, summary, null);
    const n = { low: Math.max(2, low), high: high ?? low };
    // SEs and SDs differ in what they divide by: only SDs as printed are gone into.
    if (!spread || !summary.sd || !readings[0]) return null;
    const sd = readings[0].sd(
      spanOfFigure(spread, context.rounding === 'half' ? 'any' : context.rounding, 0),
      n,
    );
    return { v: quotient(square(sd), n), n };
  });
  const [a, b] = parts;
  if (!a || !b) return [least, most];
  const { low, high } = welchDf(a.v, b.v, a.n, b.n);
  return [Math.max(least, low), Math.min(most, high)];
}

function inputsOf(compared: Compared | null) {
  if (compared?.kind === 'events') return compared.groups.map(({ total }) => total.where);
  return patientsIn(compared).map(({ where }) => where);
}
