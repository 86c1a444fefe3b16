import type { Rounding } from '../numeric/decimal.ts';
import { plus, point, product, times } from '../numeric/exact-interval.ts';
import { type Rational, rational } from '../numeric/rational.ts';
import type { Figure, NotSignificant } from '../study/model.ts';
import { plain, statedTest } from './comparisons/named-test.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import {
  allowedFirst,
  type Candidate,
  type Decision,
  decide,
  recomputedBy,
  worthListing,
} from './engine/decide.ts';
import { passes, type Recomputed, type Verdict } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { perRounding } from './engine/per-rounding.ts';
import { exactValue, reportedFigure, windowOf, withText } from './engine/printed.ts';
import { intervalOf, root, type Span, scaled, spanOf } from './engine/span.ts';
import { otherwise, spanText, upperFirst } from './engine/words.ts';
import { type IntervalClaim, intervalClaims } from './intervals/interval-claims.ts';
import type { Limits } from './intervals/limits.ts';
import { bySize, type PVerdict, sizeSentence } from './intervals/p-beside-interval.ts';
import { type IntervalP, otherTestNamed, pOfInterval } from './intervals/p-of-interval.ts';

/** A printed confidence interval belongs to its estimate, its standard error or data, and its p-value. */
export const ciFromEstimate: Check = {
  id: 'ci-from-estimate',
  title: 'A printed confidence interval belongs to its estimate',
  needs:
    'a confidence interval with its estimate; with a standard error, group figures or a p-value it says more',
  proves:
    'that the estimate is not in the interval or, for means, not in its middle; and, where the method is named, that the printed figures do not give the limits',
  cannot: 'show by which method an interval was made where the file names none',
  example:
    '−8.1 (−10.6 to −5.6): (−10.6 − 5.6)/2 = −8.1. A ratio of 4.1 (2.1 to 8.0): √(2.1 · 8.0) = 4.1.',
  references: ['student1908', 'newcombe1998', 'cochrane2019', 'altman2011'],
  gravest: 'inconsistent',
  inspectSr: '4.9',
  *run(context) {
    for (const claim of intervalClaims(context)) {
      const other = otherMethod(claim);
      const methods = methodsOf(claim);
      yield* judgeCentre(context, claim, other, methods);
      yield* judgeLimits(context, claim, other, methods);
      for (const p of claim.p ?? []) yield* judgeP(context, claim, p);
    }
  },
};

/** Words that say that an interval need not have its estimate in the middle, or inside. */
function otherMethod({ how }: IntervalClaim): string | null {
  const interval = how.interval === undefined ? '' : plain(how.interval);
  const symmetric = /\bt\b|student|welch|wald|normal|\bz\b/.test(interval);
  if (interval !== '' && (!symmetric || isVague(interval))) {
    return how.interval ?? null;
  }
  const stated = statedTest(how);
  return stated.other ?? stated.unknown;
}

/** Words beside the name of a method that make another method of it: "bootstrap, normal". */
function isVague(words: string): boolean {
  if (words.split(/[^\p{L}\d]+/u).some((word) => word !== '' && !harmless.has(word))) return true;
  const more =
    /boot|jackknife|profile|likelihood|bayes|credib|robust|sandwich|cluster|permut|adjust|simultan|bonferroni|tukey|dunnett|scheff|transform|model|regress|stratif|pooled over|imput/;
  // With Wilson's score a correction has a method of its own here; with others it has none.
  return more.test(words) || (/continuity|correct/.test(words) && !/wilson/.test(words));
}

/** Words that change nothing beside the name of a method; with any other word it is another one. */
const harmless = new Set(
  `a and agresti approximate approximation asymptotic based binomial by byar byars caffo ci clopper confidence continuity correct
  corrected correction distribution equal fisher fishers for formula from interval intervals katz large limits log
  logarithm mean means method methods normal of on one or paired pearson poisson pooled proportion proportions rate rates sample sampling
  satterthwaite score se simple standard error student students t test the theory two unequal
  using usual variance variances wald welch welchs wilson wilsons with without woolf woolfs z 90 95 99 1 96`.split(
    /\s+/,
  ),
);

function* judgeCentre(
  context: CheckContext,
  claim: IntervalClaim,
  other: string | null,
  methods: Methods,
): Generator<Judgement> {
  const { value, low, high } = claim;
  if (!value) return;
  const { rounding } = context;
  // Limits of a ratio below zero are no limits of its logarithm.
  const scale = claim.scale === 'log' && low.low < 0 ? 'linear' : claim.scale;
  // Limits by t or z have a mean in their middle; of a bootstrap, or of a ratio, they need not.
  const symmetric = claim.how.interval !== undefined || statedTest(claim.how).tests.length > 0;
  const standing =
    other === null && symmetric && claim.ofMeans && claim.scale === 'linear' ? 'named' : 'unstated';
  const candidates = perRounding((rule) => centres({ ...claim, scale }, rule));
  const judge = (figure: Figure): { verdict: Verdict; decision: Decision | null } => {
    if (!isInside(figure, claim)) {
      const proved =
        other === null &&
        !claim.doubtful &&
        claim.throughInfinity !== true &&
        !isInsideTurned(figure, claim);
      return { verdict: proved ? 'inconsistent' : 'unexplained', decision: null };
    }
    if (scale === null) return { verdict: 'possible', decision: null };
    const decision = decide({ figure, rounding, standing, candidates });
    const explained = other !== null || methods.both(rounding).length > 0;
    const verdict = !passes(decision.verdict) && explained ? 'possible' : decision.verdict;
    return { verdict, decision };
  };
  const { verdict, decision } = judge(value);
  yield {
    reported: reportedFigure(value),
    label: `${claim.label}: place in its interval`,
    verdict,
    recomputed: decision?.recomputed ?? null,
    why: centreSentence({ ...claim, scale }, verdict, decision, other),
    inputs: [low.where, high.where],
    instead: insteadOf(value, (other) => judge(other).verdict),
  };
}

/** Whether any value that rounds to the figure lies between any limits that round to the printed. */
function isInside(figure: Figure, { low, high, units = [1] }: IntervalClaim): boolean {
  const [from, to, at] = [low, high, figure].map((each) => spanOf(windowOf(each, 'any')));
  if (!from || !to || !at) return true;
  return units
    .map((factor) => scaled(at, factor))
    .some((value) => value.high >= from.low && value.low <= to.high);
}

/** Whether it lies there with the other sign: a difference printed by its size, or the other way round. */
function isInsideTurned(figure: Figure, { low, high, none }: IntervalClaim): boolean {
  const [from, to, at] = [low, high, figure].map((each) => spanOf(windowOf(each, 'any')));
  if (none !== 0 || !from || !to || !at) return false;
  return -at.low >= from.low && -at.high <= to.high;
}

/** The middle: exact for differences; for ratios a root, rounded outward. */
function centres(
  { low, high, scale, units = [1] }: IntervalClaim,
  rounding: Rounding,
): readonly Candidate[] {
  const [a, b] = [windowOf(low, rounding), windowOf(high, rounding)];
  const [at, to] = [point(exactValue(low)), point(exactValue(high))];
  const shared = { assumption: null, proved: true };
  if (scale === 'linear') {
    const half = rational(1n, 2n);
    return units.map((factor) => {
      const by = quotientOf(half, factor);
      const assumption = factor === 1 ? null : 'in the unit of the limits';
      return {
        assumption,
        proved: true,
        interval: times(plus(a, b), by),
        nominal: times(plus(at, to), by),
      };
    });
  }
  // A ratio is not below zero, whatever rounds to it.
  const from = a.low && a.low.numerator < 0n ? { ...a, low: rational(0n), lowClosed: true } : a;
  const geometric = (x: typeof a, y: typeof b) => intervalOf(root(spanOf(product(x, y))));
  return [{ ...shared, interval: geometric(from, b), nominal: geometric(at, to) }];
}

/** Units are 1, or 100 or one hundredth of it. */
function quotientOf({ numerator, denominator }: Rational, factor: number): Rational {
  return factor < 1
    ? rational(numerator * BigInt(Math.round(1 / factor)), denominator)
    : rational(numerator, denominator * BigInt(factor));
}

function centreSentence(
  { value, low, high, scale, throughInfinity }: IntervalClaim,
  verdict: Verdict,
  decision: Decision | null,
  other: string | null,
): string {
  const [from, to, printed] = [low.text, high.text, value?.text ?? ''];
  const named = other === null ? '' : ` The file names “${other}”.`;
  const causes = otherwise(
    [
      ...(throughInfinity ? ['an interval that goes through infinity'] : []),
      'limits by another method (bootstrap, exact, likelihood)',
      'an adjusted or pooled estimate',
      'a misprint',
    ],
    decision?.inSteps,
  );
  if (!decision) {
    const lies = verdict === 'possible' ? 'lies' : 'does not lie';
    const why = verdict === 'possible' ? '' : `${named} ${causes}`;
    return `${printed} ${lies} between ${from} and ${to}.${why}`;
  }
  const formula =
    scale === 'log' ? `√(${from} · ${to})` : `(${from} + ${/^[\d.]/.test(to) ? to : `(${to})`})/2`;
  const decimals = Math.max(value?.decimals ?? 0, low.decimals, high.decimals) + 1;
  const arithmetic = `The middle of the interval is ${formula} = ${spanText(decision.recomputed, decimals)}. Printed is ${printed}`;
  if (passes(decision.verdict)) {
    return `${arithmetic}.${decision.truncated ? ' It fits if digits were cut off.' : ''}`;
  }
  const off = `${arithmetic}, which lies in the interval and not in its middle.`;
  return verdict === 'possible'
    ? `${off}${named} Other methods need not put it there.`
    : `${off} ${causes}`;
}

interface LimitCandidate extends Candidate {
  readonly title: string;
}

/** One method at one level, as a candidate for either limit. */
interface LimitCandidates {
  readonly low: LimitCandidate;
  readonly high: LimitCandidate;
}

interface Methods {
  readonly all: (rounding: Rounding) => readonly LimitCandidates[];
  /** Those that give both limits as printed. */
  readonly both: (rounding: Rounding) => readonly LimitCandidates[];
}

function methodsOf(claim: IntervalClaim): Methods {
  const all = perRounding((rounding) => limitCandidates(claim, rounding));
  const both = perRounding((rounding) =>
    all(rounding).filter((each) => fitsBoth(each, claim, rounding)),
  );
  return { all, both };
}

function fitsBoth(
  { low, high }: LimitCandidates,
  claim: IntervalClaim,
  rounding: Rounding,
): boolean {
  const fits = (figure: Figure, candidate: Candidate) =>
    passes(
      decide({ figure, rounding, standing: 'unstated', candidates: () => [candidate] }).verdict,
    );
  return fits(claim.low, low) && fits(claim.high, high);
}

/** Every method at the level of the file; where it states none, at 95, then 90 and 99 %. */
function limitCandidates(claim: IntervalClaim, rounding: Rounding): readonly LimitCandidates[] {
  const levels = claim.levelStated ? [claim.level] : [...new Set([claim.level, 0.9, 0.99])];
  const words = plain(claim.how.interval ?? '');
  const all = levels.flatMap((level) => {
    const limits = claim.limits(level, rounding);
    const applies = words !== '' && limits.some((each) => each.words.test(words));
    return limits.map((each) =>
      candidatesOf(each, level, claim, applies && !each.words.test(words)),
    );
  });
  const order = allowedFirst(all, ({ low }) => low);
  const [first, ...others] = order;
  if (!first || first.low.mildest !== undefined || !isNamed(claim, rounding)) return order;
  return [
    { low: { ...first.low, assumption: null }, high: { ...first.high, assumption: null } },
    ...others,
  ];
}

function candidatesOf(
  limits: Limits,
  level: number,
  claim: IntervalClaim,
  contradicts: boolean,
): LimitCandidates {
  const assumed = level === claim.level ? null : `at ${percentText(level)}`;
  const assumption = [`by ${limits.title}`, assumed, limits.reading]
    .filter((part) => part !== null)
    .join(', ');
  const one = (span: Span, nominal: Span | null): LimitCandidate => ({
    title: assumption,
    assumption,
    interval: intervalOf(span),
    nominal: nominal && intervalOf(nominal),
    proved: limits.proved,
    ...((contradicts || limits.contradicts) && { mildest: 'unexplained' as const }),
    ...(limits.over !== undefined && { over: limits.over }),
  });
  const { low, high, nominal } = limits;
  return { low: one(low, nominal?.low ?? null), high: one(high, nominal?.high ?? null) };
}

/** Whether the file names a method of interval that is among ours. */
function isNamed(claim: IntervalClaim, rounding: Rounding): boolean {
  const words = plain(claim.how.interval ?? '');
  if (words === '' || isVague(words)) return false;
  const limits = claim.limits(claim.level, rounding).filter((each) => each.words.test(words));
  return limits.length > 0 && limits.every(({ sure }) => sure);
}

/** A method that gives the other limit wrong is no better than one that needs rounding for this. */
function byChance(candidate: LimitCandidate): LimitCandidate {
  return { mildest: 'within-rounding', ...candidate };
}

function* judgeLimits(
  context: CheckContext,
  claim: IntervalClaim,
  other: string | null,
  methods: Methods,
): Generator<Judgement> {
  const { rounding } = context;
  const all = methods.all(rounding);
  const stated = statedTest(claim.how);
  if (all.length === 0 || stated.other !== null) return;
  const named = isNamed(claim, rounding) && !claim.maybeFewer && stated.selection === null;
  const both = methods.both(rounding)[0] ?? null;
  const bothIfCut = both ?? methods.both('any')[0] ?? null;
  // Another method than ours: its limits may agree, and else nothing follows.
  if (other !== null && !isNamed(claim, rounding) && both === null) return;
  for (const side of ['low', 'high'] as const) {
    const figure = claim[side];
    const candidates = perRounding((rule) => {
      const of = rule === rounding ? all : methods.all(rule);
      if (rule !== rounding || both === null) return of.map((each) => each[side]);
      // One method gave both limits: it is looked at before one that happens to fit this limit.
      const ofBoth = methods.both(rounding);
      const others = of.filter((each) => !ofBoth.includes(each));
      return [...ofBoth.map((each) => each[side]), ...others.map((each) => byChance(each[side]))];
    });
    const judge = (of: Figure) =>
      decide({ figure: of, rounding, standing: named ? 'named' : 'unstated', candidates });
    const decision = judge(figure);
    const first = all[0]?.[side];
    // What the named method gives is not doubted for the sake of the other limit.
    const isNamedFit = named && decision.candidate?.assumption === null;
    const apart = bothIfCut === null && passes(decision.verdict) && !isNamedFit && !isOpen(all);
    const verdict = apart ? 'unexplained' : decision.verdict;
    yield {
      reported: reportedFigure(figure),
      label: `${claim.label}: ${side === 'low' ? 'lower' : 'upper'} limit`,
      verdict,
      recomputed: decision.recomputed,
      why: limitSentence(
        claim,
        figure,
        { ...decision, first },
        verdict,
        apart ? (all[0] ?? null) : null,
      ),
      conditions: claim.levelStated
        ? []
        : [`the level is ${percentText(claim.level)} (not stated)`],
      tried: worthListing(decision, candidates(rounding)),
      inputs: claim.inputs,
      instead: {
        verdict: (text) => {
          const read = withText(figure, text);
          if (!read) return 'not-checkable';
          const [low, high] = side === 'low' ? [read, claim.high] : [claim.low, read];
          // Limits in the wrong order are told by another check, and nothing is computed from them.
          return low.low > high.high ? 'not-checkable' : judge(read).verdict;
        },
        range: null,
      },
    };
  }
}

/** Where something unknown leaves a range for either limit, no method is held to both. */
function isOpen(all: readonly LimitCandidates[]): boolean {
  return all.some(({ low }) => low.over !== undefined);
}

/** @param apart the first method, where each limit is given by some method and both by none */
function limitSentence(
  { low, high }: IntervalClaim,
  figure: Figure,
  { candidate, recomputed, first, stated, truncated, inSteps }: LimitDecision,
  verdict: Verdict,
  apart: LimitCandidates | null,
): string {
  const decimals = figure.decimals + 2;
  const by = (of: LimitCandidate, value: Recomputed | null) => {
    const open = of.over === undefined ? '' : `, over all that ${of.over} can be`;
    return `${upperFirst(of.title)}: ${spanText(value, decimals)}${open}.`;
  };
  if (apart) {
    const limits = [apart.low, apart.high].map((each) => spanText(recomputedBy(each), decimals));
    return `${upperFirst(apart.low.title)} the lower limit is ${limits[0]}, the upper limit ${limits[1]}. Printed are ${low.text} and ${high.text}, and no method tried gives both. ${otherwise(causes)}`;
  }
  if (!candidate || !first) return '';
  if (passes(verdict)) {
    return `${by(candidate, recomputed)} Printed is ${figure.text}.${truncated ? ' It fits if digits were cut off.' : ''}`;
  }
  if (candidate !== first) {
    return `${by(first, stated)} Printed is ${figure.text}, which is reproduced ${candidate.title}: ${spanText(recomputed, decimals)}. The file says otherwise. ${otherwise(causes, inSteps)}`;
  }
  return `${by(first, stated)} Printed is ${figure.text}. ${otherwise(causes, inSteps)}`;
}

type LimitDecision = Decision<LimitCandidate> & { readonly first: LimitCandidate | undefined };

const causes = ['another method', 'an adjusted estimate', 'missing values', 'a misprint'];

function percentText(level: number): string {
  return `${Number((level * 100).toFixed(6))} %`;
}

/** An interval without the value of no difference goes with p below 1 − level, and the other way round. */
function* judgeP(
  { rounding }: CheckContext,
  claim: IntervalClaim,
  p: Figure | NotSignificant,
): Generator<Judgement> {
  const { none, low, high } = claim;
  const stated = statedTest(claim.how);
  if (none === null || p.relation === 'ns' || stated.tails === 1) return;
  const [from, to] = [low, high].map((each) => spanOf(windowOf(each, 'any'))) as [Span, Span];
  const excludes = from.low > none || to.high < none;
  const includes = from.high < none && to.low > none;
  if (!excludes && !includes) return;
  const other = otherTestNamed(claim);
  const ofLevel = new Map<number, IntervalP | null>();
  const waldAt = (level: number): IntervalP | null => {
    const known = ofLevel.get(level);
    const wald = known === undefined && other === null ? pOfInterval(claim, level, stated) : known;
    ofLevel.set(level, wald ?? null);
    return wald ?? null;
  };
  const judge = (figure: Figure): PVerdict => {
    const window = spanOf(
      windowOf(figure, rounding === 'half' ? 'any' : rounding, { min: 0, max: 1 }),
    );
    const agrees = (level: number) =>
      excludes ? window.low <= (1 - level) * (1 + 1e-9) : window.high >= (1 - level) * (1 - 1e-9);
    const levels = claim.levelStated ? [claim.level] : [claim.level, 0.9, 0.99];
    const agreeing = levels.filter(agrees);
    if (agreeing.length > 0) return bySize(claim, window, agreeing, waldAt, stated);
    // Two-tailed, one test for both and no other interval: then they cannot disagree.
    const oneTest = !(stated.tests.includes('student') && stated.tests.includes('welch'));
    const same =
      stated.tails === 2 &&
      stated.other === null &&
      stated.tests.length > 0 &&
      oneTest &&
      !(stated.tests.includes('student') && stated.tests.includes('welch')) &&
      claim.ofMeans;
    const sure = same && claim.levelStated && claim.how.interval === undefined;
    return {
      verdict: sure && stated.selection === null ? 'inconsistent' : 'unexplained',
      level: claim.level,
      wald: null,
    };
  };
  const { verdict, level, wald } = judge(p);
  const holds = excludes ? 'does not hold' : 'holds';
  const side = excludes ? 'below' : 'above';
  const arithmetic = `The ${percentText(level)} interval ${low.text} to ${high.text} ${holds} ${none}, which goes with p ${side} ${Number((1 - level).toFixed(6))}. Printed is p ${p.relation === '=' ? '= ' : ''}${p.text}.`;
  const explained = [
    'a p-value and an interval by different methods',
    'a one-tailed or corrected p-value',
    'another level of the interval',
    'a misprint',
  ];
  yield {
    reported: reportedFigure(p),
    label: `p-value beside its interval, ${claim.label}`,
    verdict,
    ...(wald && { recomputed: { ...wald.p, nominal: (wald.nominal.low + wald.nominal.high) / 2 } }),
    why: `${wald ? sizeSentence(wald, p, claim) : arithmetic}${passes(verdict) ? '' : ` ${otherwise(explained)}`}`,
    inputs: [low.where, high.where, ...(wald && claim.value ? [claim.value.where] : [])],
    instead: {
      verdict: (text) => {
        const figure = withText(
          p,
          /^[\d.]/.test(text) && p.relation !== '=' ? p.relation + text : text,
        );
        return figure ? judge(figure).verdict : 'not-checkable';
      },
      range: { low: 0, high: 1 },
    },
  };
}
