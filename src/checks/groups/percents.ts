import { holds, overlap, plus, point } from '../../numeric/exact-interval.ts';
import { addRationals, type Rational, rational } from '../../numeric/rational.ts';
import type { Cohort, Figure, Study } from '../../study/model.ts';
import type { CheckContext, Judgement } from '../engine/check.ts';
import type { Recomputed, Verdict } from '../engine/finding.ts';
import { insteadOf } from '../engine/instead.ts';
import { cohortOf, exactValue, reportedFigure, statesMethod, windowOf } from '../engine/printed.ts';
import { fixed, otherwise } from '../engine/words.ts';

/** The percentages of the parts of one whole, as one source printed them. */
interface Percents {
  readonly label: string;
  readonly figures: readonly [Figure, ...Figure[]];
  readonly modelled: boolean;
}

/** The percentages of all partitions of which every part has one. */
export function* percentsOf(study: Study): Generator<Percents> {
  for (const { of, into } of study.partitions) {
    const parts = cohorts(study, into);
    const [first] = parts;
    const label = cohortOf(study, of)?.label ?? of;
    if (parts.some((part) => part.of !== of)) continue;
    for (const { source } of first?.percent ?? []) {
      const figures = parts.map(
        ({ percent }) => percent?.find((each) => each.source === source) ?? percent?.[0],
      );
      const [one, ...others] = figures.filter((figure) => figure !== undefined);
      if (!one || others.length + 1 < figures.length) continue;
      const modelled = parts.some(({ how }) => statesMethod(how));
      yield { label, figures: [one, ...others], modelled };
    }
  }
}

const domain = { min: 0, max: 100 };

const hundred = rational(100n);

/** The percentages of the parts of a whole make up 100 %. */
export function* judgePercents(context: CheckContext, percents: Percents): Generator<Judgement> {
  const { figures, label } = percents;
  const [first, ...others] = figures;
  if (figures.some(({ where }) => context.impossible.has(where.path))) return;
  const judged = summer(context, percents);
  const { verdict, truncated, recomputed } = judged(first);
  const decimals = Math.max(...figures.map((figure) => figure.decimals));
  const terms = figures.map(({ text }) => text.replace(/\s*%$/, '')).join(' + ');
  const { low, high, nominal } = recomputed;
  const sum = `${terms} is ${fixed(nominal ?? 0, decimals)} %`;
  const range = `${fixed(low ?? 0, decimals + 1)} to ${fixed(high ?? 0, decimals + 1)} %`;
  const passes = verdict === 'reproduced' || verdict === 'within-rounding';
  const causes = ['patients in two of the parts or in none', 'missing values', 'a misprint'];
  yield {
    reported: reportedFigure(first),
    label: `percentages of the parts of ${label}`,
    verdict,
    recomputed,
    why: passes
      ? `${sum}${verdict === 'reproduced' ? '' : `, before rounding ${range}`}.${truncated ? ' It is 100 if digits were cut off.' : ''}`
      : `${sum}, before rounding ${range}; the parts make up 100 %. ${otherwise(causes)}`,
    inputs: others.map(({ where }) => where),
    instead: insteadOf(first, (other) => judged(other).verdict, { low: 0, high: 100 }),
  };
}

interface Summed {
  readonly verdict: Verdict;
  readonly truncated: boolean;
  readonly recomputed: Recomputed;
}

/** Sums the percentages with other figures in the place of the first; the rest is summed once. */
function summer({ rounding }: CheckContext, percents: Percents): (first: Figure) => Summed {
  const { figures, modelled } = percents;
  const others = figures.slice(1);
  const windows = (rule: typeof rounding) =>
    others.map((figure) => windowOf(figure, rule, domain)).reduce(plus, point(rational(0n)));
  const [usual, any] = [windows(rounding), windows('any')];
  const rest = others.map(exactValue).reduce(addRationals, rational(0n));
  return (first) => {
    const sum = plus(usual, windowOf(first, rounding, domain));
    const number = (end: Rational | null) => end && Number(end.numerator) / Number(end.denominator);
    const nominal = addRationals(rest, exactValue(first));
    const recomputed = { low: number(sum.low), high: number(sum.high), nominal: number(nominal) };
    const plain = figures.every(({ relation }) => relation === '=');
    if (plain && holds(point(hundred), nominal)) {
      return { verdict: 'reproduced', truncated: false, recomputed };
    }
    if (overlap(sum, point(hundred))) {
      return { verdict: 'within-rounding', truncated: false, recomputed };
    }
    if (overlap(plus(any, windowOf(first, 'any', domain)), point(hundred))) {
      return { verdict: 'within-rounding', truncated: true, recomputed };
    }
    return { verdict: modelled ? 'unexplained' : 'inconsistent', truncated: false, recomputed };
  };
}

/** The percentages of single scores are of the same patients, and together no more than 100. */
export function* ofScores(context: CheckContext): Generator<Judgement> {
  const { study, impossible } = context;
  const visits = study.measures.flatMap(({ series }) => series.flatMap((each) => each.visits));
  for (const { frequencies, nStated, how, label } of [...visits, ...study.values]) {
    const single = frequencies.filter(({ score }) => /^\s*\d+(?:\.\d+)?\s*$/.test(score));
    const figures = single.flatMap(({ percent }) => percent?.[0] ?? []);
    const [first, second] = figures;
    if (!first || !second || figures.some(({ where }) => impossible.has(where.path))) continue;
    const others = figures.slice(1);
    const rest = (rule: typeof context.rounding) =>
      others.map((figure) => windowOf(figure, rule, domain)).reduce(plus);
    const [usual, any] = [rest(context.rounding), rest('any')];
    const isMore = (sum: ReturnType<typeof plus>) =>
      sum.low !== null && sum.low.numerator > 100n * sum.low.denominator;
    const judged = (figure: Figure): Verdict => {
      if (!isMore(plus(usual, windowOf(figure, context.rounding, domain)))) return 'possible';
      if (!isMore(plus(any, windowOf(figure, 'any', domain)))) return 'within-rounding';
      // Where the visit has no n of its own, both sides of a patient may be scored.
      return nStated && !statesMethod(how) ? 'inconsistent' : 'unexplained';
    };
    const verdict = judged(first);
    const terms = figures.map(({ text }) => text.replace(/\s*%$/, '')).join(' + ');
    const sum = figures.map(exactValue).reduce(addRationals, rational(0n));
    const decimals = Math.max(0, ...figures.map((figure) => figure.decimals));
    const total = fixed(Number(sum.numerator) / Number(sum.denominator), decimals);
    const passes = verdict === 'possible' || verdict === 'within-rounding';
    const causes = ['several scores of a patient', 'shares of different patients', 'a misprint'];
    yield {
      reported: reportedFigure(first),
      label: `percentages of the scores at ${label}`,
      verdict,
      why: passes
        ? `${terms} is ${total} %, no more than 100 % within rounding.`
        : `${terms} is ${total} %; the scores of the same patients make up no more than 100 %. ${otherwise(causes)}`,
      inputs: others.map(({ where }) => where),
      instead: insteadOf(first, (other) => judged(other), { low: 0, high: 100 }),
    };
  }
}

/** The cohorts with these ids. */
export function cohorts(study: Study, ids: readonly string[]): Cohort[] {
  return ids.flatMap((id) => cohortOf(study, id) ?? []);
}
