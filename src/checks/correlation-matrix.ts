import type { Rounding } from '../numeric/decimal.ts';
import { holds, overlap } from '../numeric/exact-interval.ts';
import {
  addRationals,
  compareRationals,
  multiplyRationals,
  type Rational,
  rational,
} from '../numeric/rational.ts';
import { smallestEigenvector } from '../numeric/symmetric-eigen.ts';
import type { Correlation, Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Verdict } from './engine/finding.ts';
import { reportedFigure, statesMissing, windowOf, withText } from './engine/printed.ts';
import { fixed, otherwise } from './engine/words.ts';

/**
 * A correlation table is that of some data: no weighted sum of standardized variables has a
 * variance below zero (the matrix is positive semi-definite) for some correlations that round to
 * the printed ones; unprinted ones may be anything from −1 to 1. A table is called impossible only
 * with weights that show it: their variance, exactly in fractions and with every correlation at the
 * end of its rounding interval that helps most, is below zero. Correlations of different patients
 * (pairwise deletion), or estimated from categories, need not obey this. Where both halves are
 * printed they agree, and what stands on the diagonal is 1, unless it is something else throughout.
 */
export const correlationMatrix: Check = {
  id: 'correlation-matrix',
  title: 'A correlation table can be that of some data',
  needs: 'a table of correlations of three or more variables',
  proves: 'that no data without gaps have these correlations',
  cannot: 'tell which correlation is wrong; tables of different patients need not obey it',
  example:
    'If A correlates 0.90 with B and 0.90 with C, then B and C correlate at least 2 × 0.90² − 1 = 0.62.',
  references: [],
  gravest: 'impossible-as-entered',
  inspectSr: '4.10',
  *run(context) {
    for (const each of context.study.correlations) {
      if (!each.table) continue;
      yield* judgeHalves(context, each);
      yield* judgeDiagonal(context, each);
      yield* judgeTable(context, each);
    }
  },
};

const domain = { min: -1, max: 1 };

function nameOf({ label, variables }: Correlation): string {
  return label ?? `correlations of ${variables.slice(0, 3).join(', ')}`;
}

/** A correlation of two variables, the later one first; null when not printed. */
type Entry = (i: number, j: number) => Figure | null;

/** The half that is printed, the lower one first. */
function entryOf({ table }: Correlation): Entry {
  return (i, j) => table?.[i]?.[j] ?? table?.[j]?.[i] ?? null;
}

function* judgeHalves(context: CheckContext, correlation: Correlation): Generator<Judgement> {
  const { variables, table } = correlation;
  const pairs = pairsOf(variables.length).flatMap(([i, j]) => {
    const [lower, upper] = [table?.[i]?.[j], table?.[j]?.[i]];
    if (!lower || !upper) return [];
    const agree = overlap(
      windowOf(lower, context.rounding, domain),
      windowOf(upper, context.rounding, domain),
    );
    return [{ lower, upper, agree, name: `${variables[j]} and ${variables[i]}` }];
  });
  // Often the other half holds p-values or another group: then most entries differ.
  if (pairs.filter(({ agree }) => agree).length * 2 <= pairs.length) return;
  for (const { lower, upper, agree, name } of pairs) {
    yield {
      reported: reportedFigure(upper),
      label: `correlation of ${name}`,
      verdict: agree ? 'reproduced' : 'unexplained',
      why: agree
        ? `${upper.text} above the diagonal and ${lower.text} below it agree.`
        : `${upper.text} stands above the diagonal and ${lower.text} below it, for the same two variables. ${otherwise(['another quantity in one half of the table', 'a misprint'])}`,
      inputs: [lower.where],
    };
  }
}

function* judgeDiagonal(context: CheckContext, correlation: Correlation): Generator<Judgement> {
  const diagonal = correlation.variables.flatMap((name, i) => {
    const figure = correlation.table?.[i]?.[i];
    return figure ? [{ figure, name }] : [];
  });
  const isOne = ({ figure }: { readonly figure: Figure }) =>
    holds(windowOf(figure, context.rounding), rational(1n));
  // Reliabilities or SDs stand there when none is 1.
  if (!diagonal.some(isOne)) return;
  for (const each of diagonal) {
    const one = isOne(each);
    yield {
      reported: reportedFigure(each.figure),
      label: `correlation of ${each.name} with itself`,
      verdict: one ? 'reproduced' : 'unexplained',
      why: one
        ? 'A variable correlates 1 with itself.'
        : `A variable correlates 1 with itself; printed is ${each.figure.text}. ${otherwise(['a reliability printed in its place', 'a misprint'])}`,
      inputs: [],
    };
  }
}

function* judgeTable(context: CheckContext, correlation: Correlation): Generator<Judgement> {
  const { variables } = correlation;
  if (variables.length < 3 || correlation.table === null) return;
  const entry = entryOf(correlation);
  const printed = pairsOf(variables.length).flatMap(([i, j]) => entry(i, j) ?? []);
  const [first] = printed;
  if (!first) return;
  if (printed.some(({ where }) => context.impossible.has(where.path))) {
    const why = 'A correlation of the table cannot be, so the table is not computed with.';
    const label = nameOf(correlation);
    yield { reported: reportedFigure(first), label, verdict: 'not-checkable', why, inputs: [] };
    return;
  }
  const excused = isExcused(context, correlation);
  const shown = contradiction(entry, variables.length, context.rounding);
  const cut = shown && contradiction(entry, variables.length, 'any') === null;
  const verdictOf = (found: Contradiction | null, fitsCut: boolean): Verdict =>
    found === null
      ? 'possible'
      : fitsCut
        ? 'within-rounding'
        : excused
          ? 'unexplained'
          : 'impossible-as-entered';
  const verdict = verdictOf(shown, cut === true);
  const subject = (shown && !cut && entry(...shown.pair)) || first;
  yield {
    reported: reportedFigure(subject),
    label: nameOf(correlation),
    verdict,
    why: tableReason(correlation, entry, shown, cut === true),
    conditions:
      verdict === 'impossible-as-entered'
        ? [
            'all correlations are of the same patients, without missing values',
            'they are correlations of the values themselves or of their ranks',
          ]
        : [],
    inputs: printed.filter((figure) => figure !== subject).map(({ where }) => where),
    ...(variables.length > mostTried
      ? {}
      : {
          instead: {
            verdict: (text: string) => {
              const other = withText(subject, text);
              if (!other) return 'not-checkable';
              const put: Entry = (i, j) => {
                const figure = entry(i, j);
                return figure === subject ? other : figure;
              };
              const found = contradiction(put, variables.length, context.rounding);
              const fits = found !== null && contradiction(put, variables.length, 'any') === null;
              return verdictOf(found, fits);
            },
            range: { low: -1, high: 1 },
          },
        }),
  };
}

/** Whether the correlations may be of different patients, or no plain correlations. */
function isExcused({ study }: CheckContext, { how, n }: Correlation): boolean {
  const kind = how?.correlation;
  const plain = kind === undefined || /pearson|spearman|kendall|product.?moment/i.test(kind);
  const model = how?.model ?? how?.adjusted ?? how?.pooled;
  const vague = n !== null && n.low !== n.high;
  return !plain || model !== undefined || vague || statesMissing(study, how);
}

function pairsOf(size: number): (readonly [number, number])[] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: i }, (__, j) => [i, j] as const),
  ).flat();
}

/** Weights of a sum of variables whose variance is below zero whatever the rounding was. */
interface Contradiction {
  readonly weights: readonly bigint[];
  /** The greatest variance that the sum can have, over that of the weights: below zero. */
  readonly variance: number;
  /** The pair that contributes most to it. */
  readonly pair: readonly [number, number];
}

/** Ends of a correlation, within −1 and 1. */
interface Ends {
  readonly low: Rational;
  readonly high: Rational;
}

const one = rational(1n);
const minusOne = rational(-1n);

/** Weights that show that no data have the table; null when none are found, which proves nothing. */
function contradiction(entry: Entry, size: number, rounding: Rounding): Contradiction | null {
  const ends = new Map<number, Ends>();
  for (const [i, j] of pairsOf(size)) {
    const figure = entry(i, j);
    const { low, high } = figure ? windowOf(figure, rounding, domain) : { low: null, high: null };
    ends.set(i * size + j, {
      low: low && compareRationals(low, minusOne) > 0 ? low : minusOne,
      high: high && compareRationals(high, one) < 0 ? high : one,
    });
  }
  const all = Array.from({ length: size }, (_, i) => i);
  // The middles of the intervals are one choice: if they can hold together, nothing contradicts.
  if (isPositiveDefinite(middlesOf(all, ends, size))) return null;
  // Three variables are the easiest to follow; then as few of the table as its weights need.
  if (size <= mostTriples) {
    for (const [a, b] of pairsOf(size)) {
      for (let c = 0; c < b; c++) {
        const found = isDoubtful([a, b, c], ends, size) ? among([a, b, c], ends, size) : null;
        if (found) return found;
      }
    }
  }
  return size > 3 ? among(all, ends, size) : null;
}

/** Whether a matrix has a Cholesky factor: a quick answer, not a proof. */
function isPositiveDefinite(matrix: readonly (readonly number[])[]): boolean {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const line: number[] = [];
    for (let j = 0; j <= i; j++) {
      const before = factor[j] ?? line;
      let rest = row[j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (line[k] ?? 0) * (before[k] ?? 0);
      if (i === j && rest <= 1e-12) return false;
      line.push(i === j ? Math.sqrt(rest) : rest / (before[j] ?? 1));
    }
    factor.push(line);
  }
  return true;
}

/**
 * Whether three correlations may contradict one another. As angles, arccos r, no one is larger than
 * the two others together, and all three are not more than a full turn: to be proved by weights.
 */
function isDoubtful(
  [a, b, c]: readonly [number, number, number],
  ends: ReadonlyMap<number, Ends>,
  size: number,
): boolean {
  const angles = [a * size + b, a * size + c, b * size + c].map((key) => {
    const { low, high } = ends.get(key) ?? { low: minusOne, high: one };
    return { least: Math.acos(numberOf(high)), most: Math.acos(numberOf(low)) };
  });
  const turn = angles.reduce((sum, { least }) => sum + least, 0);
  const most = angles.reduce((sum, angle) => sum + angle.most, 0);
  return (
    turn > 2 * Math.PI - 1e-9 || angles.some((angle) => angle.least > most - angle.most - 1e-9)
  );
}

/** The matrix of the middles of the intervals; 0 where nothing is printed. */
function middlesOf(
  variables: readonly number[],
  ends: ReadonlyMap<number, Ends>,
  size: number,
): number[][] {
  return variables.map((a) =>
    variables.map((b) => {
      if (a === b) return 1;
      const found = ends.get(Math.max(a, b) * size + Math.min(a, b));
      return found ? (numberOf(found.low) + numberOf(found.high)) / 2 : 0;
    }),
  );
}

/** Of larger tables it would take too long to try other figures. */
const mostTried = 5;

/** In larger tables the triples are not gone through. */
const mostTriples = 25;

/**
 * Searches weights for some of the variables: the eigenvector of the smallest eigenvalue, first of
 * the middles of the intervals, then of the ends that speak most against the last weights.
 */
function among(
  variables: readonly number[],
  ends: ReadonlyMap<number, Ends>,
  size: number,
): Contradiction | null {
  const endsOf = (i: number, j: number) => {
    const [a, b] = [variables[Math.max(i, j)] ?? 0, variables[Math.min(i, j)] ?? 0];
    return ends.get(Math.max(a, b) * size + Math.min(a, b)) ?? { low: minusOne, high: one };
  };
  let matrix = middlesOf(variables, ends, size);
  for (let step = 0; step < 4; step++) {
    const vector = smallestEigenvector(matrix);
    const sign = (vector.find((weight) => Math.abs(weight) > 1 / precision) ?? 1) < 0 ? -1 : 1;
    const weights = vector.map((weight) => BigInt(Math.round(sign * weight * precision)));
    const sum = greatestVariance(weights, endsOf);
    if (compareRationals(sum.variance, zero) < 0) {
      const squares = weights.reduce((total, weight) => total + weight * weight, 0n);
      const full = Array.from({ length: size }, () => 0n);
      for (const [at, weight] of weights.entries()) full[variables[at] ?? 0] = weight;
      const [i, j] = sum.pair.map((at) => variables[at] ?? 0).sort((a, b) => b - a);
      const variance = numberOf(sum.variance) / Number(squares);
      return { weights: full, variance, pair: [i ?? 0, j ?? 0] };
    }
    matrix = matrix.map((row, i) =>
      row.map((_, j) => {
        if (i === j) return 1;
        const { low, high } = endsOf(i, j);
        return numberOf((weights[i] ?? 0n) * (weights[j] ?? 0n) > 0n ? high : low);
      }),
    );
  }
  return null;
}

const zero = rational(0n);
const precision = 10_000;

function numberOf({ numerator, denominator }: Rational): number {
  return Number(numerator) / Number(denominator);
}

/** Σ w² + 2 Σ w w r with every r at the end that makes it greatest. */
function greatestVariance(
  weights: readonly bigint[],
  endsOf: (i: number, j: number) => Ends,
): { readonly variance: Rational; readonly pair: readonly [number, number] } {
  let variance = rational(weights.reduce((sum, weight) => sum + weight * weight, 0n));
  let least: { readonly term: Rational; readonly pair: readonly [number, number] } | null = null;
  for (const [i, j] of pairsOf(weights.length)) {
    const product = (weights[i] ?? 0n) * (weights[j] ?? 0n);
    if (product === 0n) continue;
    const { low, high } = endsOf(i, j);
    const term = multiplyRationals(rational(2n * product), product > 0n ? high : low);
    variance = addRationals(variance, term);
    if (!least || compareRationals(term, least.term) < 0) least = { term, pair: [i, j] };
  }
  return { variance, pair: least?.pair ?? [1, 0] };
}

function tableReason(
  { variables }: Correlation,
  entry: Entry,
  shown: Contradiction | null,
  cut: boolean,
): string {
  if (!shown || cut) {
    const rounded = cut ? ' if digits were cut off' : '';
    return `No weighted sum of the ${variables.length} variables was found whose variance would be below zero: some data can have these correlations${rounded}.`;
  }
  const used = shown.weights.flatMap((weight, at) => (weight === 0n ? [] : [{ weight, at }]));
  const terms = used
    .map(({ weight, at }, index) => {
      const size = fixed(Math.abs(Number(weight)) / precision, 2);
      const sign = weight < 0n ? '− ' : index === 0 ? '' : '+ ';
      return `${sign}${size} × ${variables[at]}`;
    })
    .join(' ');
  const correlations = pairsOf(used.length)
    .slice(0, 6)
    .flatMap(([i, j]) => {
      const [a, b] = [used[j]?.at ?? 0, used[i]?.at ?? 0];
      const figure = entry(b, a);
      return figure ? [`${figure.text} (${variables[a]}, ${variables[b]})`] : [];
    });
  const least = fixed(shown.variance, Math.abs(shown.variance) < 0.01 ? 4 : 2);
  const more = used.length > 4 ? ', …' : '';
  const together = `The correlations ${correlations.join(', ')}${more} cannot hold together`;
  return `${together}: the sum ${terms} of the standardized variables would have a variance of at most ${least}, and no variance is below zero. ${otherwise(['correlations of different patients (missing values left out pair by pair)', 'correlations estimated from categories', 'a misprint'])}`;
}
