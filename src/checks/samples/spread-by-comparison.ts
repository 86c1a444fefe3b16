import { overlap } from '../../numeric/exact-interval.ts';
import type { Comparison, Figure } from '../../study/model.ts';
import { type Compared, comparedIn } from '../comparisons/compared.ts';
import { statedTest } from '../comparisons/named-test.ts';
import type { CheckContext } from '../engine/check.ts';
import { usable, windowOf } from '../engine/printed.ts';
import { intervalOf } from '../engine/span.ts';
import { intervalClaims } from '../intervals/interval-claims.ts';
import { mayBeFewer, testsOf } from '../p-values/compared-tests.ts';
import type { Test } from '../p-values/judge-p.ts';
import { oneTailed } from '../p-values/tail-spans.ts';
import type { Row } from './rows.ts';

/** What a comparison says of the spreads of its sides under either name. */
export interface ComparisonEvidence {
  readonly asNamed: boolean;
  readonly asOther: boolean;
  /** Arithmetic that a reader can redo. */
  readonly text: string;
  readonly figures: readonly Figure[];
}

/** What the p-values and intervals of the comparisons that a row takes part in say of its spread. */
export function* byComparisons(context: CheckContext, row: Row): Generator<ComparisonEvidence> {
  for (const comparison of context.study.comparisons) {
    const compared = comparedIn(context, comparison);
    if (!compared || !takesPart(compared, row)) continue;
    const found = [byP(context, comparison, compared), byInterval(context, comparison)];
    yield* found.filter((each) => each !== null);
  }
}

function takesPart(compared: Compared, { statistics }: Row): boolean {
  if (compared.kind === 'events') return false;
  const sides =
    compared.kind === 'groups'
      ? compared.groups.map(({ summary }) => summary)
      : [compared.from, compared.to];
  return sides.includes(statistics as (typeof sides)[number]);
}

const isOther = (reading: string | null) =>
  reading !== null && /^if (?:± is the standard error|the printed SE is the SD)$/.test(reading);

function byP(
  context: CheckContext,
  comparison: Comparison,
  compared: Compared,
): ComparisonEvidence | null {
  const p = comparison.p?.[0];
  if (!p || p.relation === 'ns' || context.impossible.has(p.where.path)) return null;
  const stated = statedTest(comparison.how);
  if (stated.other !== null || stated.unknown !== null) return null;
  if (mayBeFewer(context, compared, comparison)) return null;
  // Digits may have been cut off: a name is not doubted for that.
  const tests = testsOf(context, compared, comparison, p.source, 'any');
  const window = windowOf(p, 'any', { min: 0, max: 1 });
  const fits = ({ p: of }: Test) => overlap(intervalOf(of), window);
  const fitsByOneTail = ({ p: of, hasTails }: Test) =>
    hasTails && overlap(intervalOf(oneTailed(of)), window);
  // With an unknown correlation nearly every p fits under both names.
  if (tests.some(({ over }) => over !== undefined)) return null;
  const named = tests.filter(({ contradicts }) => !contradicts);
  const other = tests.filter(({ reading }) => isOther(reading));
  const asNamed = named.some((test) => fits(test) || fitsByOneTail(test));
  const asOther = other.some(fits);
  const [first, second] = [named[0], other.find(fits) ?? other[0]];
  if (asNamed === asOther || !first || !second) return null;
  // Where no test is named, one of ranks gives a p-value not far from that of a t test.
  if (asOther && stated.tests.length === 0 && !named.every((test) => isFar(test, p))) return null;
  const text = `As printed, ${first.title} gives ${first.statistic === null ? '' : `${first.statistic}, `}p ${pWords(first)}; ${second.reading}, ${second.title} gives p ${pWords(second)}. Printed is p ${p.relation === '=' ? '= ' : ''}${p.text}.`;
  return { asNamed, asOther, text, figures: [p] };
}

/** Whether every p-value of a test is ten times less, or more, than the printed one. */
function isFar({ p }: Test, { value }: Figure): boolean {
  return p.high * 10 < value || p.low > value * 10;
}

function pWords({ p, nominal }: Test): string {
  const at = nominal ? (nominal.low + nominal.high) / 2 : (p.low + p.high) / 2;
  return at < 0.0001 ? '<0.0001' : `= ${at.toFixed(4)}`;
}

function byInterval(context: CheckContext, { ci, how }: Comparison): ComparisonEvidence | null {
  const [low, high] = [usable(context, ci?.low ?? null), usable(context, ci?.high ?? null)];
  if (!ci || !low || !high || statedTest(how).other !== null) return null;
  for (const claim of intervalClaims(context)) {
    if (claim.low.where.path !== low.where.path || claim.how.interval !== undefined) continue;
    const levels = claim.levelStated ? [claim.level] : [claim.level, 0.9, 0.99];
    const all = levels.flatMap((level) => claim.limits(level, 'any'));
    if (all.some(({ over }) => over !== undefined)) return null;
    const fits = (limits: (typeof all)[number]) =>
      overlap(intervalOf(limits.low), windowOf(low, 'any')) &&
      overlap(intervalOf(limits.high), windowOf(high, 'any'));
    const named = all.filter(({ contradicts }) => !contradicts);
    const other = all.filter(({ reading }) => isOther(reading));
    const [asNamed, asOther] = [named.some(fits), other.some(fits)];
    const [first, second] = [named[0], other.find(fits) ?? other[0]];
    if (asNamed === asOther || !first || !second) return null;
    const words = ({ nominal, low: from, high: to }: typeof first) => {
      const middle = (span: typeof from) => ((span.low + span.high) / 2).toFixed(low.decimals + 1);
      return `${middle(nominal?.low ?? from)} to ${middle(nominal?.high ?? to)}`;
    };
    const text = `As printed, ${first.title} is ${words(first)}; ${second.reading}, ${words(second)}. Printed is ${low.text} to ${high.text}.`;
    return { asNamed, asOther, text: text.replaceAll('-', '−'), figures: [low, high] };
  }
  return null;
}
