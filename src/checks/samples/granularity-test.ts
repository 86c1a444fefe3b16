import type { Rounding } from '../../numeric/decimal.ts';
import type { Figure } from '../../study/model.ts';
import type { CheckContext, Judgement } from '../engine/check.ts';
import type { Tried, Verdict } from '../engine/finding.ts';
import { reportedFigure, withText } from '../engine/printed.ts';
import { otherwise } from '../engine/words.ts';
import { countText, rowsOf } from './rows.ts';
import { attempt } from './sample.ts';
import { type SampleRow, sampleRowOf, textsOf } from './sample-readings.ts';

/** Figures of a row, as one of the tests that are known by name takes them. */
export interface TestedFigures {
  readonly mean: string;
  /** Empty for a test of the mean alone. */
  readonly sd: string;
  readonly n: number;
  readonly items: number;
  readonly sdKind: 'sample' | 'population';
}

/** A test that is known by name, applied to the rows of a study. */
export interface NamedTest {
  /** The figure that it is about. */
  readonly about: 'mean' | 'sd';
  readonly applies: (row: SampleRow) => boolean;
  readonly possible: (figures: TestedFigures, rounding: Rounding) => boolean;
  /** Arithmetic that a reader can redo, without what else could explain it. */
  readonly why: (figures: TestedFigures, possible: boolean, rounding: Rounding) => string;
}

/**
 * Runs a test on every row that `sample-exists` is not run on: that includes this test, and one
 * misprint is told once. With --only it runs on all.
 */
export function* runNamedTest(context: CheckContext, test: NamedTest): Generator<Judgement> {
  if (context.running.has('sample-exists')) return;
  for (const row of rowsOf(context.study)) {
    const sample = sampleRowOf(context, row);
    if (sample && test.applies(sample)) yield* judge(sample, test);
  }
}

/** Rows of means of whole numbers with a sample or population SD. */
export function hasWholeScores({ scale, row, figures }: SampleRow, needsSd: boolean): boolean {
  const kind = figures.spread?.kind;
  const divisorKnown = kind === 'sd' || kind === 'spread';
  const whole = scale.step === 1 && Number.isInteger(scale.min) && row.items >= 1;
  return whole && figures.mean !== null && (!needsSd || divisorKnown);
}

function* judge(sample: SampleRow, test: NamedTest): Generator<Judgement> {
  const { figures, row } = sample;
  const figure: Figure | null =
    test.about === 'mean' ? figures.mean : (figures.spread?.figure ?? null);
  const [mean, sd] = textsOf(figures);
  if (!figure || mean === null) return;
  const decision = decideTest(sample, test, mean, sd ?? '');
  const [n] = sample.numbers;
  const tested = testedOf(sample, mean, sd ?? '', n ?? 1);
  const fails = decision.verdict === sample.worst && !decision.fits;
  const why = test.why(tested, decision.stated, sample.rounding);
  const soft =
    fails && sample.because !== null ? ` Not called impossible, as ${sample.because}.` : '';
  yield {
    reported: reportedFigure(figure),
    label: `${test.about === 'mean' ? 'mean' : 'SD'} ${row.place}`,
    verdict: decision.verdict,
    why: fails
      ? `${why}${soft} ${otherwise(['another number of patients', 'scores that are not whole', 'a misprint'])}`
      : why + (decision.assumption ? ` It fits ${decision.assumption}.` : ''),
    conditions: [
      `${countText(row.statistics)} patients were scored, none missing${row.statistics.nStated ? '' : ' (not printed, assumed)'}`,
      row.items > 1
        ? `every score is the mean of ${row.items} whole numbers`
        : 'every score is a whole number',
    ],
    tried: decision.tried,
    inputs: [figures.mean, figures.spread?.figure]
      .flatMap((each) => (each ? [each.where] : []))
      .concat(row.statistics.n.where),
    instead: {
      verdict: (text) =>
        test.about === 'mean'
          ? isOffScale(sample, text)
            ? sample.worst
            : decideTest(sample, test, text, sd ?? '').verdict
          : decideTest(sample, test, mean, text).verdict,
      range:
        test.about === 'mean'
          ? { low: sample.scale.min, high: sample.scale.max }
          : { low: 0, high: sample.scale.max - sample.scale.min },
    },
  };
}

/** Such a mean is told when the file is read. */
function isOffScale({ scale, figures }: SampleRow, text: string): boolean {
  const other = figures.mean && withText(figures.mean, text);
  return !other || other.low > scale.max || other.high < scale.min;
}

interface TestDecision {
  readonly verdict: Verdict;
  /** Whether the figures fit as the file says. */
  readonly stated: boolean;
  readonly fits: boolean;
  readonly assumption: string | null;
  readonly tried: readonly Tried[];
}

function testedOf({ row, spread }: SampleRow, mean: string, sd: string, n: number): TestedFigures {
  const sdKind = spread === 'population' ? 'population' : 'sample';
  return { mean, sd, n, items: row.items, sdKind };
}

function decideTest(sample: SampleRow, test: NamedTest, mean: string, sd: string): TestDecision {
  const { numbers, rounding, row, worst } = sample;
  const fits = (n: number, rule: Rounding, other: Partial<TestedFigures> = {}) =>
    // What is too large to decide is not called anything.
    attempt(() => test.possible({ ...testedOf(sample, mean, sd, n), ...other }, rule)) ?? true;
  if (numbers.some((n) => fits(n, rounding))) {
    return { verdict: 'possible', stated: true, fits: true, assumption: null, tried: [] };
  }
  const { how } = row.statistics;
  const canCut = rounding !== 'any' && rounding !== 'truncate' && how?.rounded === undefined;
  const tried: Tried[] = [];
  const attempts: readonly (readonly [string, Verdict, () => boolean])[] = [
    ...(canCut
      ? [
          [
            'if digits were cut off',
            'within-rounding',
            () => numbers.some((n) => fits(n, 'any')),
          ] as const,
        ]
      : []),
    ...(test.about === 'sd' && how?.sd === undefined
      ? [
          [
            'if the SD divides by n, not n − 1',
            'possible',
            () => numbers.some((n) => fits(n, rounding, { sdKind: 'population' })),
          ] as const,
        ]
      : []),
    ...(test.about === 'sd' && how?.sd === undefined && canCut
      ? [
          [
            'if the SD divides by n and digits were cut off',
            'within-rounding',
            () => numbers.some((n) => fits(n, 'any', { sdKind: 'population' })),
          ] as const,
        ]
      : []),
  ];
  for (const [assumption, verdict, does] of attempts) {
    const found = does();
    tried.push({ assumption, low: null, high: null, fits: found });
    if (found) return { verdict, stated: false, fits: true, assumption, tried };
  }
  return { verdict: worst, stated: false, fits: false, assumption: null, tried };
}
