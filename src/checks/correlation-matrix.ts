import { holds, overlap } from '../numeric/exact-interval.ts';
import { rational } from '../numeric/rational.ts';
import type { Correlation, Figure } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import type { Verdict } from './engine/finding.ts';
import { reportedFigure, statesMissing, windowOf, withText } from './engine/printed.ts';
import { fixed, otherwise } from './engine/words.ts';
import {
  type Contradiction,
  contradiction,
  domain,
  type Entry,
  mostTried,
  pairsOf,
  precision,
} from './samples/correlations.ts';

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

function nameOf({ label, variables }: Correlation): string {
  return label ?? `correlations of ${variables.slice(0, 3).join(', ')}`;
}

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
