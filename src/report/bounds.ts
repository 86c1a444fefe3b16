import { InputError } from '../errors.ts';
import type { CountLimit } from '../reconstruct/change-bounds.ts';
import { generalBounds } from '../reconstruct/general-bounds.ts';
import { sampleProblem } from '../reconstruct/targets.ts';
import type { Study } from '../study/model.ts';
import { boundSubject, momentResults } from './bound-results.ts';
import { momentsTable, patientsTable } from './bound-tables.ts';
import { claimsList } from './claims.ts';
import { type Context, newContext, type ReportOptions } from './context.ts';
import { formatPercent } from './digits.ts';
import type { List } from './document.ts';
import { isBeyondShortestFollowUp } from './follow-up.ts';
import { heading } from './heading.ts';
import { boundResults } from './must-be-true.ts';
import { type Pair, pairsOf } from './pairs.ts';
import {
  boundsOf,
  type Condition,
  type GeneralChange,
  generalBoundsOf,
  openBoundsOf,
  type PairBounds,
  printedChangeOf,
} from './patient-bounds.ts';
import type { Result, StudyReport } from './report.ts';
import { boundMethod, newResult } from './results.ts';
import { joined, type Section } from './section.ts';
import { sensitivity } from './sensitivity.ts';
import { enumerate, pointsText, upperFirst, visitPhrase } from './words.ts';

/**
 * What must hold in every data set that fits the printed figures, comparison by comparison.
 *
 * @param tell called with what is to come next: on a wide scale a comparison takes a second
 * @throws InputError when `options.threshold` is no difference of scores on any scale of the study
 */
export function buildBoundsReport(
  study: Study,
  options: ReportOptions,
  tell: (next: string) => void = () => {},
): StudyReport {
  const { warnings } = study;
  const context = newContext(study, options, warnings);
  const pairs = pairsOf(context);
  const tellEach = (what: string) => (i: number) =>
    tell(`${study.id}: ${what}, comparison ${i + 1} of ${pairs.length}`);
  requireThreshold(context, pairs, tellEach('what must be true'));
  const next = tellEach('what would change it');
  const sections = pairs.flatMap((pair, i) => {
    next(i);
    return pairSection(context, pair) ?? [];
  });
  const { results, parts } = joined(sections);
  const without = pairs.filter(
    (pair) => !boundsOf(context, pair) && !generalBoundsOf(context, pair),
  );
  return {
    study: { id: study.id, title: study.title },
    assumptions: study.assumptions,
    results,
    findings: [],
    checked: null,
    warnings: warnings.map(({ where, message }) => ({ where, message })),
    notes: context.notes.texts,
    parts: [
      heading(context, pairs),
      ...parts,
      ...(without.length > 0 || sections.length === 0 ? [withoutBounds(without)] : []),
    ],
  };
}

/** A change that no two scores of any scale have between them is a mistake of whoever asked. */
function requireThreshold(
  context: Context,
  pairs: readonly Pair[],
  next: (i: number) => void,
): void {
  const { threshold } = context.options;
  const bounded = pairs.flatMap((pair, i) => {
    next(i);
    return boundsOf(context, pair) ?? [];
  });
  const differences = bounded.filter(({ status }) => status !== 'none');
  if (threshold === null || differences.length === 0) return;
  if (differences.some(({ higher }) => higher.some(({ points }) => points === threshold))) return;
  const hints = differences.map(({ scale, scores }) => {
    const [first = 0, second = 0] = scores;
    const distance = Number((second - first).toPrecision(12));
    return `On ${scale.name} scores are ${distance} apart, from ${scale.min} to ${scale.max}`;
  });
  throw new InputError([
    {
      message: `--threshold ${threshold}: no two scores differ by so many points`,
      hint: [...new Set(hints)].join('. '),
    },
  ]);
}

/** What is proved of one pair of visits; null when nothing is. */
function pairSection(context: Context, pair: Pair): Section | null {
  const bounds = boundsOf(context, pair);
  if (bounds) return boundedSection(context, pair, bounds);
  const general = generalBoundsOf(context, pair);
  return general && generalSection(context, pair, general);
}

function boundedSection(context: Context, pair: Pair, bounds: PairBounds): Section {
  const { conditions, moments } = bounds;
  if (bounds.status === 'none')
    return { results: [noneResult(context, pair, bounds)], parts: [noDataSet(pair, bounds)] };
  const unit = pair.measure.unit ?? 'points';
  const moved = sensitivity(context, pair, bounds);
  return {
    results: [
      ...boundResults(context, { pair, bounds }),
      ...(moments ? momentResults(boundSubject(context, pair, conditions), unit, moments) : []),
      ...moved.results,
    ],
    parts: [
      conditionsList(context, pair, bounds),
      patientsTable(pair, bounds),
      ...(moments
        ? [
            momentsTable(
              moments,
              'Over every data set on the same conditions, rounded outward.',
              unit,
            ),
          ]
        : []),
      ...claimsList(pair, bounds),
      ...moved.parts,
    ],
  };
}

/** For scripts: that no data set fits, and why. */
function noneResult(context: Context, pair: Pair, { conditions, reason }: PairBounds): Result {
  const subject = boundSubject(context, pair, conditions);
  return {
    ...newResult({ ...boundMethod, quantity: 'data-sets' }, subject, {
      value: 0,
      reason: `impossible: ${reason}`,
    }),
    id: `${subject.path}.data-sets`,
    label: `${subject.label}: data sets that fit`,
  };
}

/** Without a step: what |r| ≤ 1 and the rounding leave, and called that. */
function generalSection(
  context: Context,
  pair: Pair,
  { moments, conditions }: GeneralChange,
): Section {
  const missing = lacks(pair);
  const lead = `${upperFirst(missing)}. So nothing is proved of single patients, and no figure is called impossible. If`;
  const unit = pair.measure.unit ?? 'points';
  const of = `${pair.measure.label}, ${visitPhrase(pair.after.label)}`;
  const closing = moments
    ? 'then the general bounds below hold, for any scores whatever: a correlation lies between −1 and ' +
      '1, so the SD of the change lies between the difference and the sum of the two SDs.'
    : 'then no correlation from −1 to 1 gives all of them: compare the figures with the source.';
  const list: List = {
    kind: 'list',
    title: `General bounds: ${of}`,
    lead,
    items: numbered(conditions),
    closing: [closing],
  };
  if (!moments) return { results: [], parts: [list] };
  const moved = sensitivity(context, pair, null);
  return {
    results: [
      ...momentResults(boundSubject(context, pair, conditions), unit, moments),
      ...moved.results,
    ],
    parts: [
      list,
      momentsTable(
        moments,
        'General bounds, over the rounding of the printed figures; they need not be reached.',
        unit,
      ),
      ...moved.parts,
    ],
  };
}

const numbered = (conditions: readonly Condition[]) =>
  conditions.map(({ text, caveat }, i) => ({
    mark: `(${i + 1})`,
    text: caveat ? `${text}  [${caveat}]` : text,
  }));

/** "If (1) … then 150 to 171 of 171 patients scored 1 point or more higher than before." */
function conditionsList(context: Context, pair: Pair, bounds: PairBounds): List {
  const { threshold } = context.options;
  return {
    kind: 'list',
    title: `What must be true ${visitPhrase(pair.after.label)}`,
    lead: 'If',
    items: numbered(bounds.conditions),
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
  const { low, high, lowShare, highShare } = bound;
  const percent = `${formatPercent(lowShare.share)} to ${formatPercent(highShare.share)} %`;
  const isOpen = bounds.n.after.length > 1;
  const those = isOpen
    ? `${low.count} to ${high.count} patients (${percent} of those scored again)`
    : `${low.count} to ${high.count} of ${low.of} patients (${percent})`;
  const reached = low.reached && high.reached;
  return (
    `then, whatever the individual scores were, ${those} scored ` +
    `${pointsText(bound.points)} or more ${better} than before. ` +
    (reached
      ? 'Both ends are reached: --witness writes a data set for each.'
      : `${nearestText(low, 'At least')} ${nearestText(high, 'At most')}`)
  );
}

/** "At least 162 is proved; some data set has 164." */
function nearestText({ count, nearest, reached }: CountLimit, end: string): string {
  if (reached) return `${end} ${count} is reached: --witness writes a data set.`;
  const known = nearest
    ? `some data set has ${nearest.count}`
    : 'whether it is reached is not known';
  return `${end} ${count} is proved; ${known}.`;
}

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
  if (typeof printed.after.n !== 'number') return [];
  const half = { ...printed.scale, step: scale.step / 2 };
  const { rounding, sdKind } = context.options;
  const rules = { scale: half, rounding, sdKind };
  const before = sampleProblem({ ...printed.before, ...rules });
  const after = sampleProblem({ ...printed.after, n: printed.after.n, ...rules });
  const steps = Math.round(bound.points / half.step);
  const [least] = generalBounds(before, [after], { steps: [steps], search: false })[better];
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

function noDataSet(pair: Pair, bounds: PairBounds): List {
  return {
    kind: 'list',
    title: `No data set fits ${visitPhrase(pair.after.label)}`,
    lead: `${upperFirst(bounds.reason ?? 'no data set has the printed figures')}, if`,
    items: numbered(bounds.conditions),
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

/** What a pair lacks for bounds of single patients. */
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
