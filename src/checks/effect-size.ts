import type { Where } from '../errors.ts';
import type { Rounding } from '../numeric/decimal.ts';
import { negated, overlap } from '../numeric/exact-interval.ts';
import type { Comparison, Effect, Figure, How } from '../study/model.ts';
import {
  areOfOthers,
  areSamePatients,
  asPairs,
  type Compared,
  comparedIn,
  comparisonLabel,
  patientConditions,
  patientsIn,
} from './comparisons/compared.ts';
import { plain, statedTest } from './comparisons/named-test.ts';
import { countVariants, guessedShares, shareVariants } from './effects/effect-of-counts.ts';
import {
  changeScoreVariants,
  changeVariants,
  groupVariants,
  statisticVariants,
  type Variant,
} from './effects/effect-variants.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import {
  allowedFirst,
  type Candidate,
  type Decision,
  decide,
  recomputedBy,
  worthListing,
} from './engine/decide.ts';
import { passes } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { perRounding } from './engine/per-rounding.ts';
import { exactCount, reportedFigure, usable, windowOf } from './engine/printed.ts';
import { intervalOf } from './engine/span.ts';
import { otherwise, resultText, spanText, upperFirst } from './engine/words.ts';
import { effectName, tableOf } from './intervals/interval-claims.ts';
import { nSpan } from './p-values/mean-tests.ts';

/** A printed effect size is one of its variants, computed from the figures of the groups. */
export const effectSize: Check = {
  id: 'effect-size',
  title: 'A printed effect size follows from the figures of the groups',
  needs:
    'an effect size or difference, and the means and SDs, the counts or the statistic it is of',
  proves: 'that none of the variants that the file’s words allow gives the printed effect size',
  cannot:
    'show which variant was meant where the file names none: several can give the same digits',
  example:
    '(18.2 − 15.1)/4.46 = 0.69 is Cohen’s d with the pooled SD; times J = 0.980 it is Hedges’ g, 0.68.',
  references: ['lakens2013', 'cohen1988', 'hedges1981', 'glass1976', 'borensteinBook2009'],
  gravest: 'inconsistent',
  inspectSr: '4.9',
  *run(context) {
    for (const comparison of context.study.comparisons) {
      const compared = comparedIn(context, comparison);
      for (const subject of subjectsOf(comparison, compared)) {
        for (const figure of subject.printed)
          yield* judge(context, comparison, compared, subject, figure);
      }
    }
  },
};

/** An effect size, or the printed difference of a comparison. */
interface Subject {
  readonly kind: Effect['kind'];
  readonly name: string;
  readonly printed: readonly Figure[];
  readonly how: How;
}

function* subjectsOf(comparison: Comparison, compared: Compared | null): Generator<Subject> {
  const { difference, how, effects } = comparison;
  // The difference of one group's two visits is a change score, which has a check of its own.
  if (difference && compared && compared.kind !== 'before-after') {
    const [kind, name] =
      compared.kind === 'events'
        ? (['rd', 'risk difference'] as const)
        : (['md', 'difference'] as const);
    yield { kind, name, printed: difference, how: how ?? {} };
  }
  for (const { kind, label, value, how: own } of effects) {
    yield { kind, name: label ?? effectName(kind), printed: value, how: { ...how, ...own } };
  }
}

interface EffectCandidate extends Candidate {
  readonly title: string;
  readonly guess: boolean;
}

function* judge(
  context: CheckContext,
  comparison: Comparison,
  compared: Compared | null,
  { kind, name, how }: Subject,
  figure: Figure,
): Generator<Judgement> {
  if (figure.relation !== '=' || context.impossible.has(figure.where.path)) return;
  const label = `${name}, ${comparisonLabel(context.study, comparison)}`;
  const shared = { reported: reportedFigure(figure), label };
  const stated = statedTest(how);
  const variants = variantsOf(context, kind, comparison, compared, how, figure);
  if (variants.length === 0) {
    const why = missing[kind];
    if (why !== undefined) yield { ...shared, verdict: 'not-checkable', why, inputs: [] };
    return;
  }
  if (stated.other !== null) {
    const why = `The file names “${stated.other}”. Such an estimate does not follow from the printed summaries.`;
    yield { ...shared, verdict: 'not-checkable', why, inputs: [] };
    return;
  }
  const words = wordsOf(kind, how);
  const candidates = perRounding((rule) => candidatesOf(variants, words, rule));
  const named =
    stated.unknown === null &&
    stated.selection === null &&
    !maybeFewer(context, compared, comparison) &&
    isNamed(variants, kind, words, how, compared);
  const decideOn = (of: Figure) =>
    decide({
      figure: of,
      rounding: context.rounding,
      standing: named ? 'named' : 'unstated',
      candidates,
    });
  const decision = decideOn(figure);
  const mistaken = otherRatio(context, kind, compared, figure, how);
  yield {
    ...shared,
    verdict: decision.verdict,
    recomputed: decision.recomputed,
    why: sentence(decision, candidates(context.rounding), figure, compared, kind, mistaken),
    conditions: conditionsOf(compared, kind),
    tried: worthListing(decision, candidates(context.rounding)),
    inputs: inputsOf(compared, comparison),
    instead: insteadOf(figure, (other) => decideOn(other).verdict),
  };
}

/** What the file calls the effect; Peto's odds ratio may be named as a model, a test or an interval. */
function wordsOf(kind: Effect['kind'], how: How): string {
  const words = plain(how.standardizer ?? how.rounded ?? '');
  if (kind !== 'or' || words !== '') return words;
  const named = [how.model, how.test, how.interval].map((each) => plain(each ?? ''));
  return named.find((each) => /\bpetos?\b/.test(each)) ?? '';
}

const needsMeans = 'Means and SDs of both sides would be needed.';
const needsCounts = 'The counts with the event and of all patients would be needed in each group.';

/** What is missing for kinds that figures in a study file can give; other kinds are left alone. */
const missing: Readonly<Partial<Record<Effect['kind'], string>>> = {
  d: needsMeans,
  g: needsMeans,
  smd: needsMeans,
  dz: needsMeans,
  'd-av': needsMeans,
  'd-rm': needsMeans,
  'glass-delta': needsMeans,
  md: needsMeans,
  'ratio-of-means': needsMeans,
  or: needsCounts,
  rr: needsCounts,
  rd: needsCounts,
  nnt: needsCounts,
  nnh: needsCounts,
  phi: needsCounts,
  hr: 'A hazard ratio needs the times of the events; counts do not give it.',
};

function variantsOf(
  context: CheckContext,
  kind: Effect['kind'],
  comparison: Comparison,
  compared: Compared | null,
  how: How,
  figure: Figure,
): readonly Variant[] {
  const { source } = figure;
  const pairs = compared?.kind === 'groups' ? asPairs(context.study, compared, comparison) : null;
  const ofStatistic = statisticVariants(
    context,
    kind,
    comparison,
    totalOf(context, comparison),
    sizesOf(pairs ?? compared),
    source,
  );
  switch (compared?.kind) {
    case 'groups': {
      const ofPairs = pairs ? changeVariants(context, kind, pairs, comparison, source) : [];
      return [...groupVariants(context, kind, compared, source), ...ofPairs, ...ofStatistic];
    }
    case 'before-after':
      return [...changeOrScore(context, kind, compared, comparison, source), ...ofStatistic];
    case 'events': {
      const table = compared.sameWhole ? null : tableOf(context, compared);
      const [a, b] = compared.groups.map(({ percent }) => usable(context, percent, source));
      const ofShares =
        a && b
          ? shareVariants(kind, [a.value, b.value], `the printed ${a.text} and ${b.text}`, figure)
          : table
            ? guessedShares(kind, table, figure)
            : [];
      return [
        ...(table ? countVariants(kind, table, figure, how) : []),
        ...ofShares,
        ...ofStatistic,
      ];
    }
    default: {
      const { between, events, changeScore } = comparison;
      const isChange = between.length === 0 && events.length === 0 && changeScore?.nStated;
      const n = isChange ? nSpan({ ...changeScore.n, condition: null, maybeFewer: false }) : null;
      return [
        ...(n ? changeScoreVariants(context, kind, comparison, n, source) : []),
        ...ofStatistic,
      ];
    }
  }
}

/** Of the two visits; of the change score alone where the visits have not both a mean and an SD. */
function changeOrScore(
  context: CheckContext,
  kind: Effect['kind'],
  compared: Extract<Compared, { kind: 'before-after' }>,
  comparison: Comparison,
  source: string | null,
): readonly Variant[] {
  const ofVisits = changeVariants(context, kind, compared, comparison, source);
  if (ofVisits.length > 0) return ofVisits;
  return changeScoreVariants(context, kind, comparison, nSpan(compared.pairs), source);
}

function totalOf(context: CheckContext, { tests, n }: Comparison): number | null {
  return exactCount(context, tests.find(({ kind }) => kind === 'chi2')?.n ?? n);
}

function sizesOf(compared: Compared | null): readonly number[] {
  const patients = patientsIn(compared);
  return patients.every(({ low, high }) => low === high) ? patients.map(({ low }) => low) : [];
}

function maybeFewer(
  { study }: CheckContext,
  compared: Compared | null,
  comparison: Comparison,
): boolean {
  if (compared?.kind === 'groups')
    return compared.groups.some(({ patients }) => patients.maybeFewer);
  if (compared?.kind === 'events') return areOfOthers(compared);
  if (compared?.kind !== 'before-after') return false;
  return compared.pairs.maybeFewer || !areSamePatients(study, compared, comparison);
}

/** Whether the file says how the effect was made, in words that we know. */
function isNamed(
  variants: readonly Variant[],
  kind: Effect['kind'],
  words: string,
  how: How,
  compared: Compared | null,
): boolean {
  const tested = statedTest(how).tests.length > 0;
  // How it was rounded does not say that it is not adjusted.
  if (kind === 'nnt' || kind === 'nnh') return tested;
  // "The pooled SD of the changes" is not the pooled SD, and "of the three groups" is another one.
  if (words !== '' && (otherSd.test(words) || !isUnderstood(words))) return false;
  // An SD of other patients or of another visit is not among the figures that were compared.
  const elsewhere =
    compared?.kind === 'before-after'
      ? /control|placebo|sham|norm|popul|refer|stratum/
      : /base|before|\bpre|norm|popul|refer|change|differ|total|whole|all\b/;
  if (words !== '') {
    return !elsewhere.test(words) && variants.some((variant) => variant.words.test(words));
  }
  const simple = kind === 'md' || kind === 'or' || kind === 'rr' || kind === 'rd';
  // A plain test of the same comparison: then its difference or ratio is not adjusted either.
  return simple && tested;
}

/** Words that change nothing beside the name of an SD; with any other word it is another SD. */
const harmless = new Set(
  `a active after an and at average averaged baseline before both by change changes cohen cohens control deviation
  deviations difference differences experimental first follow followup for from g glass group groups half hedges in
  intervention mean means nearest of or placebo pooled post posttreatment pre pretreatment pretest posttest root s score
  scores sd sds second sham square squared standard the to treated treatment two up visit down truncate
  rounded even ceiling floor`.split(/\s+/),
);

function isUnderstood(words: string): boolean {
  return words.split(/[^\p{L}\d]+/u).every((word) => word === '' || harmless.has(word));
}

const otherSd =
  /norm|population|extern|histor|adjust|model|residual|mse|item|(?:pooled|both).*(?:change|before|base|pre\b)/;

function candidatesOf(
  variants: readonly Variant[],
  words: string,
  rounding: Rounding,
): readonly EffectCandidate[] {
  const applies = words !== '' && variants.some((variant) => variant.words.test(words));
  const all = variants.flatMap((variant): EffectCandidate[] => {
    const contradicts =
      variant.contradicts || variant.guess === true || (applies && !variant.words.test(words));
    const title = [variant.title, variant.reading].filter((part) => part !== null).join(', ');
    const interval = intervalOf(variant.value(rounding));
    const nominal = variant.over === undefined ? intervalOf(variant.value(null)) : null;
    const shared = {
      title,
      guess: variant.guess === true,
      proved: true,
      ...(contradicts && { mildest: 'unexplained' as const }),
      ...(variant.over !== undefined && { over: variant.over }),
    };
    const own = { ...shared, assumption: `as ${title}`, interval, nominal };
    const turned = {
      ...shared,
      title: `${title}, with the other sign`,
      assumption: `as ${title}, with the other sign`,
      interval: negated(interval),
      nominal: nominal && negated(nominal),
    };
    return variant.signed === false ? [own] : [own, turned];
  });
  const [first, ...others] = allowedFirst(all, (one) => one);
  if (!first) return [];
  return [applies || variants.length === 1 ? { ...first, assumption: null } : first, ...others];
}

function sentence(
  { candidate, verdict, truncated, inSteps }: Decision<EffectCandidate>,
  candidates: readonly EffectCandidate[],
  figure: Figure,
  compared: Compared | null,
  kind: Effect['kind'],
  mistaken: string | null,
): string {
  const [first] = candidates;
  if (!candidate || !first) return '';
  const decimals = figure.decimals + 2;
  const value = (of: EffectCandidate) =>
    `${resultText(recomputedBy(of), decimals)}${of.over === undefined ? '' : `, over all that ${of.over} can be`}`;
  const redo = redoable(kind, compared, figure.source);
  const titled = (of: EffectCandidate) =>
    `${upperFirst(of.title)}${of.title === first.title && redo ? `, ${redo}` : ''}: ${value(of)}`;
  const cut = truncated ? ' It fits if digits were cut off.' : '';
  if (passes(verdict)) return `${titled(candidate)}. Printed is ${figure.text}.${cut}`;
  const counts = compared?.kind === 'events';
  const likely = [
    counts ? 'an adjusted, pooled or stratified estimate' : 'an adjusted estimate',
    ...(kind === 'md'
      ? []
      : [counts ? 'another definition' : 'another standardizer or definition']),
    'missing values',
    'a misprint',
  ];
  const causes = otherwise(likely, inSteps);
  const arithmetic = `${titled(first)}. Printed is ${figure.text}`;
  if (candidate !== first) {
    const said = candidate.guess ? 'These are not printed.' : 'The file says otherwise.';
    return `${arithmetic}, which is reproduced ${candidate.assumption ?? ''}: ${value(candidate)}. ${said} ${causes}`;
  }
  const others = candidates
    .slice(1)
    .filter(
      ({ mildest, assumption }) => mildest === undefined && !assumption?.includes('other sign'),
    );
  const list = others
    .slice(0, 4)
    .map((each) => `${each.title} (${spanText(recomputedBy(each), decimals)})`);
  // Nothing is excused by it: the file calls it something else.
  if (mistaken !== null) return `${arithmetic}, which is ${mistaken} of these counts. ${causes}`;
  return `${arithmetic}.${list.length > 0 ? ` Nor is it ${list.join(', ')}.` : ''} ${causes}`;
}

/** The other ratio of the counts that a printed ratio is, if it is. */
function otherRatio(
  context: CheckContext,
  kind: Effect['kind'],
  compared: Compared | null,
  figure: Figure,
  how: How,
): string | null {
  const other = { or: 'rr', rr: 'or' } as const;
  if ((kind !== 'or' && kind !== 'rr') || compared?.kind !== 'events') return null;
  const table = compared.sameWhole ? null : tableOf(context, compared);
  const window = windowOf(figure, context.rounding);
  const found =
    table &&
    countVariants(other[kind], table, figure, how).find(({ value }) =>
      overlap(intervalOf(value(null)), window),
    );
  return found ? found.title : null;
}

/** The arithmetic that a reader can redo, where it is short. */
function redoable(
  kind: Effect['kind'],
  compared: Compared | null,
  source: string | null,
): string | null {
  if (compared?.kind === 'events') {
    const [first, second] = compared.groups;
    if (!first || !second || compared.groups.length > 2) return null;
    const [x1, n1, x2, n2] = [first.events, first.total, second.events, second.total].map(
      ({ low, high }) => (low === high ? low : null),
    );
    if (x1 == null || n1 == null || x2 == null || n2 == null) return null;
    if (kind === 'or') return `(${x1} × ${n2 - x2})/(${n1 - x1} × ${x2})`;
    if (kind === 'rr') return `(${x1}/${n1})/(${x2}/${n2})`;
    return kind === 'rd' ? `${x1}/${n1} − ${x2}/${n2}` : null;
  }
  if (kind !== 'md' || !compared) return null;
  const means = (
    compared.kind === 'groups'
      ? compared.groups.map(({ summary }) => summary.mean)
      : [compared.to.mean, compared.from.mean]
  ).map((printed) => (printed?.find((each) => each.source === source) ?? printed?.[0])?.text);
  return means.length === 2 && means.every((text) => text !== undefined) ? means.join(' − ') : null;
}

function conditionsOf(compared: Compared | null, kind: Effect['kind']): string[] {
  return kind === 'md' || compared?.kind === 'events' ? [] : patientConditions(compared);
}

function inputsOf(compared: Compared | null, { correlation }: Comparison): Where[] {
  if (compared?.kind === 'events') {
    return compared.groups.flatMap(({ events, total }) => [events.where, total.where]);
  }
  const summaries =
    compared?.kind === 'groups'
      ? compared.groups.map(({ summary }) => summary)
      : compared
        ? [compared.from, compared.to]
        : [];
  return [
    ...summaries.flatMap(({ mean, sd, se, spread }) => [mean, sd ?? se ?? spread]),
    correlation,
  ].flatMap((printed) => (printed ? [printed[0].where] : []));
}
