import { parseDecimal, type Rounding } from '../numeric/decimal.ts';
import {
  type ExactInterval,
  minus,
  negated,
  overlap,
  plus,
  point,
  product,
  quotient,
  rationalToNumber,
} from '../numeric/exact-interval.ts';
import { type Rational, rationalOf } from '../numeric/rational.ts';
import type { Count, Expression, Figure, Relation } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Recomputed, Verdict } from './engine/finding.ts';
import { insteadOf, insteadOfCount } from './engine/instead.ts';
import {
  countText,
  countWindow,
  exactValue,
  reportedCount,
  reportedFigure,
  windowOf,
} from './engine/printed.ts';
import { otherwise, spanText } from './engine/words.ts';

/**
 * Arithmetic that the study file states holds within rounding. Each side is computed over the
 * rounding intervals of its figures, exactly where every figure occurs once; a figure that occurs
 * twice is taken as if its two values were free of each other, which widens the interval: a
 * disagreement may then be missed, and none is ever made up.
 */
export const relation: Check = {
  id: 'relation',
  title: 'Arithmetic that the study file states holds',
  needs: 'arithmetic under "relations"',
  proves: 'that no values that round to the printed figures satisfy the stated arithmetic',
  cannot: 'tell which of the figures is wrong, or whether the paper means this arithmetic',
  example: 'With total = voiding + storage, 10.2 + 8.5 is 18.6 to 18.8 before rounding, not 19.7.',
  references: [],
  gravest: 'inconsistent',
  inspectSr: '4.10',
  *run(context) {
    for (const each of context.study.relations) {
      const subject = subjectOf(each.that) ?? subjectOf(each.equals);
      if (subject) yield judge(context, each, subject);
    }
  },
};

/** A printed figure or count in arithmetic. */
type Term = Figure | Count;

function isFigure(term: Term): term is Figure {
  return 'decimals' in term;
}

function judge(context: CheckContext, stated: Relation, subject: Term): Judgement {
  const terms = [
    ...termsOf(stated.that, subject.source),
    ...termsOf(stated.equals, subject.source),
  ];
  const twice = terms.length > new Set(terms).size;
  const judged = (term: Term) => judgeWith(context, stated, subject, term);
  const { verdict, truncated, recomputed } = judged(subject);
  return {
    reported: isFigure(subject) ? reportedFigure(subject) : reportedCount(subject),
    label: stated.text,
    verdict,
    recomputed,
    why: reason({ verdict, truncated, recomputed }, stated, subject),
    ...(twice && verdict !== 'inconsistent' && verdict !== 'not-checkable'
      ? { weakness: 'a figure occurs twice, so some disagreements would pass as well' }
      : {}),
    inputs: terms.filter((term) => term !== subject).map(({ where }) => where),
    instead: isFigure(subject)
      ? insteadOf(subject, (other) => judged(other).verdict)
      : insteadOfCount(subject, (other) => judged(other).verdict),
  };
}

interface Judged {
  readonly verdict: Verdict;
  readonly truncated: boolean;
  /** Of the side that the subject does not stand on alone. */
  readonly recomputed: Recomputed | null;
}

/** Judges the arithmetic with another figure in the subject's place. */
function judgeWith(context: CheckContext, stated: Relation, subject: Term, term: Term): Judged {
  const { rounding, impossible } = context;
  const sides = (rule: Rounding | null) => {
    const window = (path: Expression & { readonly kind: 'path' }): ExactInterval | null => {
      const chosen = termOf(path.printed, subject.source);
      const put = chosen === subject ? term : chosen;
      if (impossible.has(put.where.path)) return null;
      return windowOfTerm(put, rule);
    };
    return [intervalOf(stated.that, window), intervalOf(stated.equals, window)] as const;
  };
  const [that, equals] = sides(rounding);
  if (!that || !equals) return { verdict: 'not-checkable', truncated: false, recomputed: null };
  const [thatAsPrinted, equalsAsPrinted] = sides(null);
  const recomputed = recomputedOf(equals, equalsAsPrinted);
  const asPrinted =
    thatAsPrinted !== null &&
    equalsAsPrinted !== null &&
    (stated.that.kind === 'path'
      ? overlap(that, equalsAsPrinted)
      : overlap(thatAsPrinted, equalsAsPrinted));
  if (asPrinted) return { verdict: 'reproduced', truncated: false, recomputed };
  if (overlap(that, equals)) return { verdict: 'within-rounding', truncated: false, recomputed };
  const [cutThat, cutEquals] = sides('any');
  if (cutThat && cutEquals && overlap(cutThat, cutEquals)) {
    return { verdict: 'within-rounding', truncated: true, recomputed };
  }
  return { verdict: 'inconsistent', truncated: false, recomputed };
}

/** The values of a term under a rounding rule; as printed when there is none. */
function windowOfTerm(term: Term, rule: Rounding | null): ExactInterval {
  if (!isFigure(term)) return countWindow(term);
  return rule === null && term.relation === '='
    ? point(exactValue(term))
    : windowOf(term, rule ?? 'half');
}

/** Every value of an expression; null where it has none that are bounded, or one cannot be. */
function intervalOf(
  expression: Expression,
  window: (path: Expression & { readonly kind: 'path' }) => ExactInterval | null,
): ExactInterval | null {
  switch (expression.kind) {
    case 'number': {
      const exact = parseDecimal(expression.text);
      return exact && point(rationalOf(exact));
    }
    case 'path':
      return window(expression);
    case 'negative': {
      const of = intervalOf(expression.of, window);
      return of && negated(of);
    }
    case 'operation': {
      const left = intervalOf(expression.left, window);
      const right = intervalOf(expression.right, window);
      return left && right && operate(expression.operator, left, right);
    }
  }
}

function operate(
  operator: '+' | '-' | '*' | '/',
  left: ExactInterval,
  right: ExactInterval,
): ExactInterval | null {
  if (operator === '+') return plus(left, right);
  if (operator === '-') return minus(left, right);
  const bounded = [left.low, left.high, right.low, right.high].every((end) => end !== null);
  if (!bounded) return null;
  return operator === '*' ? product(left, right) : quotient(left, right);
}

function* termsOf(expression: Expression, source: string | null): Generator<Term> {
  if (expression.kind === 'path') yield termOf(expression.printed, source);
  if (expression.kind === 'negative') yield* termsOf(expression.of, source);
  if (expression.kind === 'operation') {
    yield* termsOf(expression.left, source);
    yield* termsOf(expression.right, source);
  }
}

/** The figure of the wanted source, else the first. */
function termOf(
  printed: Extract<Expression, { kind: 'path' }>['printed'],
  source: string | null,
): Term {
  if (!('length' in printed)) return printed;
  return printed.find((each) => each.source === source) ?? printed[0];
}

/** The first figure of an expression, which the finding is about. */
function subjectOf(expression: Expression): Term | null {
  const [first] = termsOf(expression, null);
  return first ?? null;
}

function recomputedOf({ low, high }: ExactInterval, nominal: ExactInterval | null): Recomputed {
  const number = (end: Rational | null | undefined) => (end ? rationalToNumber(end) : null);
  const one = nominal?.low && nominal.low === nominal.high ? nominal.low : nominal?.low;
  return { low: number(low), high: number(high), nominal: number(one) };
}

function reason(
  { verdict, truncated, recomputed }: Judged,
  stated: Relation,
  subject: Term,
): string {
  const text = isFigure(subject) ? subject.text : countText(subject);
  const whole = Number.isInteger(recomputed?.low) && recomputed?.low === recomputed?.high;
  const decimals = whole ? 0 : (isFigure(subject) ? Math.max(subject.decimals, 0) : 1) + 1;
  if (verdict === 'not-checkable') {
    return `${stated.text} cannot be computed: a figure in it cannot be, is printed as a limit only, or would be divided by.`;
  }
  const sum = `${written(stated.equals, subject.source)} is ${spanText(recomputed, decimals)}${whole ? '' : ' before rounding'}`;
  const side = stated.that.kind === 'path' ? text : written(stated.that, subject.source);
  if (verdict === 'inconsistent') {
    return `${sum}; printed is ${side}. ${otherwise(['a misprint in one of the figures', 'missing values in one of them', 'arithmetic that the paper does not mean'])}`;
  }
  return `${sum}, printed as ${side}.${truncated ? ' It fits if digits were cut off.' : ''}`;
}

/** The arithmetic with the printed figures in it. */
function written(expression: Expression, source: string | null): string {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'path': {
      const term = termOf(expression.printed, source);
      return isFigure(term) ? term.text : countText(term);
    }
    case 'negative':
      return `−${bracketed(expression.of, source)}`;
    case 'operation': {
      const sign = { '+': '+', '-': '−', '*': '×', '/': '/' }[expression.operator];
      const [left, right] = [expression.left, expression.right].map((side) =>
        sign === '+' ? written(side, source) : bracketed(side, source),
      );
      const signed = /^[-−–]/.test(right ?? '') ? `(${right})` : right;
      return `${left} ${sign} ${signed}`;
    }
  }
}

function bracketed(expression: Expression, source: string | null): string {
  const text = written(expression, source);
  return expression.kind === 'operation' ? `(${text})` : text;
}
