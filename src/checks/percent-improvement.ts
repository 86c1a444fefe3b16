import type { Rounding } from '../numeric/decimal.ts';
import {
  type ExactInterval,
  minus,
  negated,
  point,
  quotient,
  rationalOfDouble,
  times,
} from '../numeric/exact-interval.ts';
import { type Rational, rational } from '../numeric/rational.ts';
import type { Comparison, Figure, How, Scale } from '../study/model.ts';
import { comparedIn, comparisonLabel } from './comparisons/compared.ts';
import { plain, statedTest } from './comparisons/named-test.ts';
import { areSamePatients } from './comparisons/same-patients.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { type Candidate, type Decision, decide } from './engine/decide.ts';
import { insteadOf } from './engine/instead.ts';
import { perRounding } from './engine/per-rounding.ts';
import { exactValue, reportedFigure, usable, windowOf } from './engine/printed.ts';
import { otherwise, percentText } from './engine/words.ts';

/** A printed improvement in percent follows from the two means. */
export const percentImprovement: Check = {
  id: 'percent-improvement',
  title: 'A printed percent improvement follows from the two means',
  needs: 'an improvement or percent change, and the means of both visits',
  proves:
    'that no percentage of the two means is the printed one, where the file says that it is of group means',
  cannot:
    'check a mean of patients’ percentages: it depends on the single patients and can lie far from that of the means',
  example:
    '(10.1 − 4.6)/10.1 = 54.5 %. From 1.72 to 4.33 on a scale up to 5: 2.61/1.72 = 152 %, and 2.61/3.28 = 79.6 % of the possible gain.',
  references: ['cochrane2019'],
  gravest: 'inconsistent',
  inspectSr: '4.9',
  *run(context) {
    for (const comparison of context.study.comparisons) {
      for (const figure of comparison.improvement ?? []) {
        yield* judge(context, comparison, figure, comparison.how ?? {}, 'improvement');
      }
      for (const { kind, value, how } of comparison.effects) {
        if (kind !== 'percent-change') continue;
        for (const figure of value) {
          yield* judge(
            context,
            comparison,
            figure,
            { ...comparison.how, ...how },
            'percent change',
          );
        }
      }
    }
  },
};

function* judge(
  context: CheckContext,
  comparison: Comparison,
  figure: Figure,
  how: How,
  name: string,
): Generator<Judgement> {
  if (figure.relation !== '=' || context.impossible.has(figure.where.path)) return;
  const { study } = context;
  const shared = {
    reported: reportedFigure(figure),
    label: `${name}, ${comparisonLabel(study, comparison)}`,
  };
  const average = plain(how.average ?? '');
  const ofPatients =
    /patient|individual|each|subject|participant|percent/.test(average) &&
    !/group|of means|of the means/.test(average);
  // The test beside it does not matter: only what was done to the means does.
  const other = ofPatients ? how.average : statedTest({ ...how, test: 't test' }).other;
  if (other) {
    const why = `The file names “${other}”. It does not follow from the two means; individual values would be needed.`;
    yield { ...shared, verdict: 'not-checkable', why, inputs: [] };
    return;
  }
  const compared = comparedIn(context, comparison);
  if (compared?.kind !== 'before-after') return;
  const before = usable(context, compared.from.mean, figure.source);
  const after = usable(context, compared.to.mean, figure.source);
  if (!before || !after) {
    const why = 'The means of both visits would be needed.';
    yield { ...shared, verdict: 'not-checkable', why, inputs: [] };
    return;
  }
  const scale = study.measures.find(({ id }) => id === comparison.measure)?.scale ?? null;
  const candidates = perRounding((rule) =>
    percentages({ before, after, scale, figure, name }, rule),
  );
  const named = ofMeans.test(average) && areSamePatients(study, compared, comparison);
  const decideOn = (of: Figure) =>
    decide({
      figure: of,
      rounding: context.rounding,
      standing: named ? 'named' : 'unstated',
      candidates,
    });
  const decision = decideOn(figure);
  if (decision.candidate === null) {
    const why = 'A percentage of a mean that can be 0 is none.';
    yield { ...shared, verdict: 'not-checkable', why, inputs: [before.where, after.where] };
    return;
  }
  yield {
    ...shared,
    verdict: decision.verdict,
    recomputed: decision.recomputed,
    why: sentence(decision, before, after, figure, average),
    conditions: average === '' ? [] : [`it is “${how.average}”`],
    tried: decision.tried,
    inputs: [before.where, after.where],
    instead: insteadOf(figure, (other) => decideOn(other).verdict, { low: 0, high: 100 }),
  };
}

/** With other words ("adjusted", "medians", "minus that of placebo") it is of something else. */
const ofMeans =
  /^(?:as |of |the |a |change |changes |difference |percent |percentage |in |from |group |groups |both |two |all |patients |mean |means |average |averages )*(?:groups?|group means?|means?|averages)$/;

interface Means {
  readonly before: Figure;
  readonly after: Figure;
  readonly scale: Scale | null;
  readonly figure: Figure;
  readonly name: string;
}

interface Percentage {
  readonly assumption: string | null;
  readonly towards: 'none' | 'best' | 'other end' | 'later';
  /** (a − b)/b as a/b − 1: each mean stands once, so the quotient's ends are exact. */
  readonly over: readonly [ExactInterval, ExactInterval];
  readonly nominal: readonly [ExactInterval, ExactInterval];
}

const one = point(rational(1n));
const hundred = rational(100n);

/** Every percentage of the two means that is in use, the plain percent change first. */
function percentages(means: Means, rounding: Rounding): readonly Candidate[] {
  const { before, after, scale, figure, name } = means;
  const [a, b] = [windowOf(before, rounding), windowOf(after, rounding)];
  const [x, y] = [point(exactValue(before)), point(exactValue(after))];
  const [best, least] = endsOf(scale);
  const ways: Percentage[] = [{ assumption: null, towards: 'none', over: [b, a], nominal: [y, x] }];
  const from = (end: Rational, towards: Percentage['towards'], assumption: string): Percentage => ({
    assumption,
    towards,
    over: [minus(b, point(end)), minus(a, point(end))],
    nominal: [minus(y, point(end)), minus(x, point(end))],
  });
  if (best) ways.push(from(best, 'best', 'as a share of the possible gain'));
  if (least)
    ways.push(
      from(least, 'other end', 'as a percentage of the distance from the scale’s other end'),
    );
  ways.push({
    assumption: 'as a percentage of the later mean',
    towards: 'later',
    over: [a, b],
    nominal: [x, y],
  });
  const better = scale?.better ?? null;
  return ways.flatMap((way): Candidate[] => {
    const change = changeOf(way.over);
    const nominal = changeOf(way.nominal);
    if (!change || !nominal) return [];
    // Whether an improvement makes the percentage negative: the distance from the best score shrinks,
    // that from the other end grows, and the score itself does what the scale says.
    const turned =
      way.towards === 'best' ||
      (way.towards === 'none' && better === 'lower') ||
      (way.towards === 'later' && better !== 'lower');
    const signs: readonly (readonly [boolean, string | null])[] =
      better === null || name !== 'improvement'
        ? [
            [false, null],
            [true, 'counted the other way'],
          ]
        : [
            [turned, null],
            [!turned, 'counted the other way'],
          ];
    return signs.flatMap(([flip, words]) => {
      const assumption = [way.assumption, words].filter((part) => part !== null).join(', ');
      const candidate = {
        assumption: assumption === '' ? null : assumption,
        interval: flip ? negated(change) : change,
        nominal: flip ? negated(nominal) : nominal,
        proved: true,
      };
      return [candidate, ...asFraction(candidate, figure)];
    });
  });
}

/** 100 (a/b − 1); null where b can be 0. */
function changeOf([a, b]: readonly [ExactInterval, ExactInterval]): ExactInterval | null {
  const ratio = quotient(a, b);
  return ratio && times(minus(ratio, one), hundred);
}

/** "0.545" for 54.5 %. */
function asFraction(
  candidate: Candidate & { nominal: ExactInterval },
  figure: Figure,
): Candidate[] {
  if (figure.percent || Math.abs(figure.value) > 1.5 || figure.decimals < 1) return [];
  const share = rational(1n, 100n);
  const assumption = [candidate.assumption, 'as a fraction'].filter((part) => part !== null);
  return [
    {
      ...candidate,
      assumption: assumption.join(', '),
      interval: times(candidate.interval, share),
      nominal: times(candidate.nominal, share),
    },
  ];
}

/** The best score and the other end, exactly; of a scale without a direction either can be the best. */
function endsOf(scale: Scale | null): [Rational | null, Rational | null] {
  if (!scale) return [null, null];
  const [max, min] = [rationalOfDouble(scale.max), rationalOfDouble(scale.min)];
  return scale.better === 'lower' ? [min, max] : [max, min];
}

function sentence(
  decision: Decision,
  before: Figure,
  after: Figure,
  figure: Figure,
  average: string,
): string {
  const { candidate, stated, recomputed, verdict, truncated, inSteps } = decision;
  const decimals = figure.decimals + 2;
  const arithmetic = `From ${before.text} to ${after.text} is a change of ${percentText(stated, decimals)} of the first mean. Printed is ${figure.text}`;
  if (verdict === 'reproduced' || verdict === 'within-rounding') {
    const how = candidate?.assumption
      ? `, which is reproduced ${candidate.assumption}: ${percentText(recomputed, decimals)}`
      : '';
    return `${arithmetic}${how}.${truncated ? ' It fits if digits were cut off.' : ''}`;
  }
  const others = decision.tried
    .filter(({ assumption }) => !/other way|later mean|fraction/.test(assumption))
    .map(
      ({ assumption, low, high }) =>
        `${percentText({ low, high, nominal: null }, decimals)} ${assumption}`,
    );
  const nor = others.length > 0 ? ` Nor is it ${others.join(', ')}.` : '';
  const causes = [
    ...(average === '' ? ['a mean of patients’ percentages'] : []),
    ...(average === '' || ofMeans.test(average) ? [] : ['something else than the two means']),
    'other patients at one of the visits',
    'a misprint',
  ];
  return `${arithmetic}.${nor} ${otherwise(causes, inSteps)}`;
}
