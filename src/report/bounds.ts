import type { CountRange, MomentBounds, PLimit, RealRange } from '../reconstruct/change-bounds.ts';
import { generalBounds } from '../reconstruct/general-bounds.ts';
import { sampleProblem } from '../reconstruct/targets.ts';
import type { Study } from '../study/model.ts';
import { type Context, newContext, type ReportOptions } from './context.ts';
import { formatNumber, formatPAtMost, formatPercent, roundOutward } from './digits.ts';
import type { List, Part, Row, Table } from './document.ts';
import { isBeyondShortestFollowUp } from './follow-up.ts';
import { heading } from './heading.ts';
import { boundResults } from './must-be-true.ts';
import { type Pair, pairsOf } from './pairs.ts';
import { boundsOf, openBoundsOf, type PairBounds, printedChangeOf } from './patient-bounds.ts';
import type { StudyReport } from './report.ts';
import { enumerate, upperFirst, visitPhrase } from './words.ts';

export interface BoundsOptions {
  /** The change, in points, that the sentence is about; one step if null. */
  readonly threshold: number | null;
}

/** What must hold in every data set that fits the printed figures, comparison by comparison. */
export function buildBoundsReport(
  study: Study,
  options: ReportOptions,
  own: BoundsOptions,
): StudyReport {
  const { warnings } = study;
  const context = newContext(study, options, warnings);
  const pairs = pairsOf(context);
  const bounded = pairs.flatMap((pair) => {
    const bounds = boundsOf(context, pair);
    return bounds ? [{ pair, bounds }] : [];
  });
  const without = pairs.filter((pair) => !boundsOf(context, pair));
  return {
    study: { id: study.id, title: study.title },
    assumptions: study.assumptions,
    results: bounded.flatMap((row) => boundResults(context, row)),
    warnings,
    notes: context.notes.texts,
    parts: [
      heading(context, pairs),
      ...bounded.flatMap(({ pair, bounds }) => pairParts(context, pair, bounds, own)),
      ...(without.length > 0 || bounded.length === 0 ? [withoutBounds(without)] : []),
    ],
  };
}

function pairParts(
  context: Context,
  pair: Pair,
  bounds: PairBounds,
  { threshold }: BoundsOptions,
): readonly Part[] {
  if (bounds.status === 'none') return [noDataSet(pair, bounds)];
  return [
    conditionsList(context, pair, bounds, threshold),
    patientsTable(pair, bounds),
    ...(bounds.moments ? [momentsTable(bounds.moments)] : []),
    ...claimsList(pair, bounds),
  ];
}

/** "If (1) … then 150 to 171 of 171 patients scored 1 point or more higher than before." */
function conditionsList(
  context: Context,
  pair: Pair,
  bounds: PairBounds,
  threshold: number | null,
): List {
  return {
    kind: 'list',
    title: `What must be true ${visitPhrase(pair.after.label)}`,
    lead: 'If',
    items: bounds.conditions.map(({ text, caveat }, i) => ({
      mark: `(${i + 1})`,
      text: caveat ? `${text}  [${caveat}]` : text,
    })),
    closing: [
      headline(bounds, threshold),
      ...otherSteps(pair, bounds, context, threshold),
      ...openCount(context, pair, threshold),
    ],
  };
}

function boundAt({ scale, higher, lower }: PairBounds, threshold: number | null) {
  const better = scale.better ?? 'higher';
  const list = better === 'higher' ? higher : lower;
  return { better, bound: list.find(({ points }) => points === threshold) ?? list[0] };
}

function headline(bounds: PairBounds, threshold: number | null): string {
  const { better, bound } = boundAt(bounds, threshold);
  if (!bound) return 'then nothing is proved of single patients.';
  const { low, high } = bound;
  const percent = `${formatPercent(low.share)} to ${formatPercent(high.share)} %`;
  const reached = low.reached && high.reached;
  return (
    `then, whatever the individual scores were, ${low.count} to ${high.count} of ${low.of} patients ` +
    `(${percent}) scored ${pointsText(bound.points)} or more ${better} than before. ` +
    (reached
      ? 'Both ends are reached: --witness writes a data set for each.'
      : 'Both ends are proved; whether they are reached is not known.')
  );
}

const pointsText = (points: number): string => (points === 1 ? '1 point' : `${points} points`);

/** What is left of the bound when an assumed step is halved. */
function otherSteps(
  pair: Pair,
  bounds: PairBounds,
  context: Context,
  threshold: number | null,
): string[] {
  const { scale } = bounds;
  const printed = printedChangeOf(context, pair);
  const { better, bound } = boundAt(bounds, threshold);
  if (scale.stepSource !== 'assumed' || !printed || !bound) return [];
  if (typeof printed.after.n !== 'number' || better !== 'higher') return [];
  const half = { ...printed.scale, step: scale.step / 2 };
  const before = sampleProblem({ ...printed.before, scale: half });
  const after = sampleProblem({ ...printed.after, n: printed.after.n, scale: half });
  const steps = Math.round(bound.points / half.step);
  const [least] = generalBounds(before, [after], { steps: [steps], search: false }).higher;
  if (!least) return [];
  return [
    `Without (3), with scores ${half.step} apart, at least ${least.low.count} of ${least.low.of}.`,
  ];
}

/** The bound over every n that fits, where the n of a visit is in doubt. */
function openCount(context: Context, pair: Pair, threshold: number | null): string[] {
  if (pair.after.nStated || !isBeyondShortestFollowUp(context, pair.after)) return [];
  const open = openBoundsOf(context, pair);
  if (open?.status !== 'exact') return [];
  const { better, bound } = boundAt(open, threshold);
  if (!bound) return [];
  const { lowShare } = bound;
  return [
    `Without (2): n ${visitPhrase(pair.after.label)} is not printed, and the shortest follow-up is ` +
      `shorter. However many were scored (${countsText(open.n.after)} fit), at least ` +
      `${formatPercent(Math.floor(lowShare.share * 1000) / 1000)} % of them scored ` +
      `${pointsText(bound.points)} or more ${better}.`,
  ];
}

/** "20, 33, 37 … 171: 108 numbers". */
function countsText(counts: readonly number[]): string {
  if (counts.length <= 6) return enumerate(counts.map(String));
  return `${counts.slice(0, 3).join(', ')} … ${counts.at(-1)}: ${counts.length} numbers of patients`;
}

function patientsTable(pair: Pair, bounds: PairBounds): Table {
  const row = (label: string, { low, high }: CountRange): Row => ({
    cells: [
      label,
      `${low.count}`,
      `${high.count}`,
      `${formatPercent(low.share)}–${formatPercent(high.share)}`,
      low.reached && high.reached ? 'reached' : 'proved',
    ],
  });
  return {
    kind: 'table',
    id: `patients-${pair.path}`,
    title: 'Patients',
    subtitle: `of ${bounds.n.before}, ${pair.label} against ${pair.before.label.toLowerCase()}`,
    columns: [
      { header: '', align: 'left' },
      { header: 'least', align: 'right' },
      { header: 'greatest', align: 'right' },
      { header: '%', align: 'right' },
      { header: 'ends', align: 'right', giveWay: 1 },
    ],
    rows: [
      ...bounds.higher.map((one) => row(`scored ≥${pointsText(one.points)} higher`, one)),
      ...(bounds.same ? [row('scored the same', bounds.same)] : []),
      ...bounds.lower.map((one) => row(`scored ≥${pointsText(one.points)} lower`, one)),
      ...bounds.scored.map((one) => row(`scored ${one.score} or more`, one)),
    ],
    caption:
      bounds.status === 'exact'
        ? `Each end is reached by some data set that has the printed figures: all ${bounds.dataSets.pairs} pairs of score distributions were gone through.`
        : 'Each end is proved for every data set that has the printed figures; some may not be reached.',
  };
}

function momentsTable(moments: MomentBounds): Table {
  const row = (label: string, { low, high }: RealRange, decimals: number): Row => ({
    cells: [label, real(low.value, decimals, Math.floor), real(high.value, decimals, Math.ceil)],
  });
  const pRow = (label: string, { low, high }: { low: PLimit; high: PLimit }): Row => ({
    cells: [label, pText(low), pText(high)],
  });
  return {
    kind: 'table',
    id: 'moments',
    title: 'Change',
    columns: [
      { header: '', align: 'left' },
      { header: 'least', align: 'right' },
      { header: 'greatest', align: 'right' },
    ],
    rows: [
      ...(moments.correlation
        ? [row('correlation of the two visits', moments.correlation, 2)]
        : []),
      row('SD of the change, points', moments.sdChange, 2),
      row('d_z', moments.dz, 1),
      row('paired t', moments.t, 1),
      pRow('P, paired t test', moments.p),
      pRow('P, sign test', moments.signTest),
    ],
    caption: 'Over every data set on the same conditions.',
  };
}

/** Rounded outward: no data set has a value outside of what is printed. */
function real(value: number | null, decimals: number, outward: (value: number) => number): string {
  return value === null ? 'none' : formatNumber(roundOutward(value, decimals, outward), decimals);
}

function pText({ value, logValue }: PLimit): string {
  return value === null ? 'none' : formatPAtMost(value, logValue);
}

/** Each printed claim: does it hold in every, some or no data set, and by which test. */
function claimsList(pair: Pair, bounds: PairBounds): readonly List[] {
  const items = [...pClaim(pair, bounds), ...meanClaim(pair, bounds)];
  return items.length === 0 ? [] : [{ kind: 'list', title: 'The printed claims', items }];
}

function pClaim({ p, test }: Pair, { moments }: PairBounds) {
  const figure = p?.[0];
  if (figure?.relation !== '<' || !moments) return [];
  const limit = Math.log(figure.value);
  const tests = [
    { name: 'paired t test', of: moments.p },
    { name: 'sign test', of: moments.signTest },
  ];
  const verdicts = tests.map(({ name, of: { low, high } }) => {
    const [least, most] = [low.logValue, high.logValue];
    if (most !== null && most < limit)
      return `in every data set by the ${name} (largest P ${pText(high)})`;
    if (least !== null && least >= limit) return `in no data set by the ${name}`;
    return `in some data sets by the ${name}`;
  });
  return [
    {
      mark: `“P ${figure.text}”`,
      text:
        `holds ${enumerate(verdicts)}. ${test ? `The test named is: ${test}.` : 'No test is named.'} ` +
        'P says that the scores differ; it does not say why.',
    },
  ];
}

function meanClaim(pair: Pair, bounds: PairBounds) {
  const { claim } = pair;
  if (claim !== 'improved' && claim !== 'worsened') return [];
  const better = bounds.scale.better;
  const [pre, post] = [pair.before.mean?.[0], pair.after.mean?.[0]];
  if (!better || !pre || !post) return [];
  const rises = post.low > pre.high;
  const falls = post.high < pre.low;
  const wanted = (better === 'higher') === (claim === 'improved') ? rises : falls;
  const opposite = (better === 'higher') === (claim === 'improved') ? falls : rises;
  const verdict = wanted
    ? 'holds for the mean in every data set that fits'
    : opposite
      ? 'holds for the mean in no data set that fits'
      : 'is not settled for the mean: the two overlap when rounded';
  const against = (better === 'higher') === (claim === 'improved') ? 'lower' : 'higher';
  const [worse] = bounds[against];
  const single = worse
    ? ` Of single patients it is not settled: ${worse.low.count} to ${worse.high.count} of ${worse.low.of} may have scored ${against} than before.`
    : '';
  return [
    { mark: `“${claim}”`, text: `${verdict}.${worse && worse.high.count > 0 ? single : ''}` },
  ];
}

function noDataSet(pair: Pair, bounds: PairBounds): List {
  return {
    kind: 'list',
    title: `No data set fits ${visitPhrase(pair.after.label)}`,
    lead: `${upperFirst(bounds.reason ?? 'no data set has the printed figures')}, if`,
    items: bounds.conditions.map(({ text, caveat }, i) => ({
      mark: `(${i + 1})`,
      text: caveat ? `${text}  [${caveat}]` : text,
    })),
    closing: [
      'A misprint, other scores in between, another number of patients or another way of computing ' +
        'the SD can explain it. Compare the figures with the source first.',
    ],
  };
}

/** Comparisons of which nothing is proved, with what they lack. */
function withoutBounds(pairs: readonly Pair[]): List {
  return {
    kind: 'list',
    title: 'Nothing proved',
    items: pairs.map((pair) => ({
      mark: '·',
      text: `${pair.measure.label}, ${pair.label}: ${lacks(pair)}`,
    })),
    closing:
      pairs.length > 0 ? [] : ['The study has no measure at two visits of the same patients.'],
  };
}

function lacks({ measure, before, after }: Pair): string {
  const missing = [
    !measure.scale && 'a scale',
    measure.scale?.step === null &&
      "the scale's step (a source must state it, or it must be assumed)",
    !(before.mean && before.sd) && 'mean and SD before',
    !(after.mean && after.sd) && 'mean and SD after',
  ].filter((what) => typeof what === 'string');
  return missing.length > 0
    ? `missing: ${enumerate(missing)}`
    : 'the number of patients is not known';
}
