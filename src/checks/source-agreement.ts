import {
  type ExactInterval,
  holds,
  overlap,
  rationalToNumber,
  times,
} from '../numeric/exact-interval.ts';
import { rational } from '../numeric/rational.ts';
import type { Domain } from '../study/figure.ts';
import { pathPhrase } from '../study/label.ts';
import type { Figure, PrintedP, Source, Study } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Verdict } from './engine/finding.ts';
import { insteadOf } from './engine/instead.ts';
import { exactValue, reportedFigure, windowInSteps, windowOf } from './engine/printed.ts';
import { otherwise } from './engine/words.ts';

/**
 * The same figure as two sources print it agrees within rounding: some value rounds to both. Each
 * source is compared with the first. A percentage beside a share of one ("16.4%" and ".164") is the
 * same figure.
 */
export const sourceAgreement: Check = {
  id: 'source-agreement',
  title: 'Two sources print the same figure alike, within rounding',
  needs: 'a figure that the file gives as two or more sources print it',
  proves: 'that no value rounds to what both sources print',
  cannot: 'tell which source is right, or see that one was copied from the other',
  example: '4.3 in the abstract and 4.30 in a table agree; 4.4 and 4.30 do not.',
  references: [],
  gravest: 'inconsistent',
  // The checklist's item for this is 4.4, which is not one of arithmetic.
  inspectSr: null,
  *run(context) {
    for (const [first, ...others] of everyList(context.study)) {
      for (const figure of others) yield judge(context, first, figure);
    }
    for (const { p, alpha } of everyP(context.study)) {
      yield* notSignificant(context, p, alpha ?? context.alpha);
    }
  },
};

function judge(context: CheckContext, first: Figure, figure: Figure): Judgement {
  const judged = comparer(context, first);
  const { verdict, truncated, inSteps } = judged(figure);
  const [one, other] = [first, figure].map(({ text, source }) => {
    const name = nameOf(context.study, source);
    return name === null ? text : `${text} (${name})`;
  });
  const agree = verdict !== 'inconsistent' && verdict !== 'unexplained';
  const cut = truncated ? ' if digits were cut off' : '';
  return {
    reported: reportedFigure(figure),
    label: `${pathPhrase(figure.where.path)} in two sources`,
    verdict,
    why: agree
      ? `${one} and ${other} can be the same value${verdict === 'reproduced' ? '' : ' before rounding'}${cut}.`
      : `No value rounds to both ${one} and ${other}. ${otherwise(['a misprint in one of the sources', 'other patients or a later state of the data in one of them', 'figures of two different things'], inSteps)}`,
    inputs: [first.where],
    instead: insteadOf(figure, (other) => judged(other).verdict),
  };
}

interface Compared {
  readonly verdict: Verdict;
  readonly truncated: boolean;
  /** True when one would give the other if that had been rounded in steps. */
  readonly inSteps: boolean;
}

function comparer({ rounding, study }: CheckContext, first: Figure): (figure: Figure) => Compared {
  const domain: Domain = {};
  const inPercent = (figure: Figure, other: Figure, window: ExactInterval) =>
    other.percent && !figure.percent && Math.abs(figure.value) <= 1
      ? times(window, rational(100n))
      : window;
  const bothWays = (figure: Figure, rule: typeof rounding): boolean => {
    const [a, b] = [windowOf(first, rule, domain), windowOf(figure, rule, domain)];
    return overlap(a, b) || overlap(inPercent(first, figure, a), inPercent(figure, first, b));
  };
  return (figure) => {
    const same =
      first.relation === '=' &&
      figure.relation === '=' &&
      holds(windowOf(first, rounding, domain), exactValue(figure)) &&
      holds(windowOf(figure, rounding, domain), exactValue(first));
    const once = { truncated: false, inSteps: false };
    if (same) return { verdict: 'reproduced', ...once };
    if (bothWays(figure, rounding)) return { verdict: 'within-rounding', ...once };
    if (bothWays(figure, 'any'))
      return { verdict: 'within-rounding', truncated: true, inSteps: false };
    const inSteps = isInSteps(first, figure) || isInSteps(figure, first);
    const excused = inSteps || areOfOtherTimes(study, first.source, figure.source);
    return { verdict: excused ? 'unexplained' : 'inconsistent', truncated: false, inSteps };
  };
}

/** Whether a figure gives one with two or more digits less if that was rounded in between. */
function isInSteps(more: Figure, fewer: Figure): boolean {
  const window = windowInSteps(fewer);
  return (
    more.decimals > fewer.decimals + 1 && window !== null && overlap(windowOf(more, 'half'), window)
  );
}

/** Every p-value with the level of significance that its comparison states. */
function* everyP(study: Study): Generator<{ readonly p: PrintedP; readonly alpha: number | null }> {
  for (const { p, tests, effects, alpha } of study.comparisons) {
    for (const each of [p, ...[...tests, ...effects].map((of) => of.p)]) {
      if (each) yield { p: each, alpha };
    }
  }
  for (const { p } of study.correlations) if (p) yield { p, alpha: null };
}

/** "ns" in one source and a p-value below the level of significance in another. */
function* notSignificant(
  { study, rounding }: CheckContext,
  p: PrintedP,
  alpha: number,
): Generator<Judgement> {
  const ns = p.find(({ relation }) => relation === 'ns');
  if (!ns) return;
  for (const figure of p) {
    if (figure.relation === 'ns') continue;
    const window = windowOf(figure, rounding === 'half' ? 'any' : rounding, { min: 0, max: 1 });
    const below = window.high !== null && rationalToNumber(window.high) < alpha;
    const [one, other] = [ns, figure].map(({ text, source }) => {
      const name = nameOf(study, source);
      return name === null ? text : `${text} (${name})`;
    });
    const why = below
      ? `${one} says that p is above ${alpha}, and ${other} lies below. ${otherwise(['another level of significance', 'another test in one of the sources', 'a misprint in one of them'])}`
      : `${one} and ${other} can be the same value.`;
    yield {
      reported: reportedFigure(figure),
      label: `${pathPhrase(figure.where.path)} in two sources`,
      verdict: below ? 'unexplained' : 'possible',
      why,
      conditions: [`the level of significance is ${alpha}`],
      inputs: [ns.where],
    };
  }
}

/** Whether the file says of one of two sources that it is of another state of the data. */
function areOfOtherTimes({ sources }: Study, ...ids: readonly (string | null)[]): boolean {
  const said =
    /interim|preliminar|data.?cut|cut.?off|updat|earlier|later|previous|pre.?print|conference|poster|protocol/i;
  return sources.some(
    ({ id, kind, title, note }) => ids.includes(id) && said.test([kind, title, note].join(' ')),
  );
}

function nameOf({ sources }: Study, id: string | null): string | null {
  const source: Source | undefined = sources.find((each) => each.id === id);
  return source?.kind ?? id;
}

/** Every list of figures that are the same figure as several sources print it. */
function* everyList(study: Study): Generator<readonly [Figure, ...Figure[]]> {
  const seen = new Set<object>();
  const stack: unknown[] = [study];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Array.isArray(value) && value.length > 1 && value.every(isListed)) {
      yield value as unknown as readonly [Figure, ...Figure[]];
      continue;
    }
    const inner = value as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(inner).reverse()) {
      // Neither the file as plain JSON nor the figures that arithmetic looks up are printed again.
      if (key !== 'raw' && key !== 'relations') stack.push(inner[key]);
    }
  }
}

/** A figure that stands in a list of its own; the rows of a correlation table are no such lists. */
function isListed(value: unknown): value is Figure {
  return (
    typeof value === 'object' &&
    value !== null &&
    'decimals' in value &&
    'where' in value &&
    !/\.table\[\d+\]\[\d+\]$/.test((value as Figure).where.path)
  );
}
