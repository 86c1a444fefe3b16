import type { Count } from '../study/model.ts';
import type { Check, CheckContext, Judgement } from './engine/check.ts';
import { passes } from './engine/finding.ts';
import { cohortOf, reportedCount } from './engine/printed.ts';
import { otherwise } from './engine/words.ts';
import { type Row, rowsOf, scoresText } from './samples/rows.ts';
import { attempt, factsOf, sampleOf } from './samples/sample.ts';
import {
  decideRow,
  isQuick,
  type SampleRow,
  sampleRowOf,
  textsOf,
} from './samples/sample-readings.ts';
import { conditionsOf, figuresText } from './samples/sample-words.ts';

/** With more patients than this their numbers are not gone through. */
const mostNumbers = 2000;

/**
 * Which numbers of patients fit every printed figure of a row together: a row whose own n is printed
 * and does not fit is told with the numbers that do. Where the n of a row is not printed,
 * `sample-exists` names the nearest that fits.
 */
export const analysedN: Check = {
  id: 'analysed-n',
  title: 'The number of patients fits every printed figure of its row together',
  needs:
    'a mean or an SD on a scale with its step, and a number of patients printed for the row itself',
  proves: 'that the figures of a row cannot be of the stated number of patients',
  cannot: 'tell the true number: mostly many numbers fit',
  example:
    'A mean of 3.14 of whole scores fits 7, 14, 21, 22 … patients and not the stated 20: 62/20 = 3.10, 63/20 = 3.15.',
  references: ['brown2017'],
  gravest: 'impossible-as-entered',
  inspectSr: '4.6',
  *run(context) {
    for (const row of rowsOf(context.study)) {
      const sample = sampleRowOf(context, row);
      if (sample) yield* judge(context, row, sample);
    }
  },
};

function* judge(context: CheckContext, row: Row, sample: SampleRow): Generator<Judgement> {
  const { n, nStated } = row.statistics;
  if (!nStated) return;
  const { numbers, figures, scale, worst, because } = sample;
  const [mean, spread] = textsOf(figures);
  const most = numbers.at(-1) ?? 0;
  const largest = Math.min(Math.max(largestOf(context, n), most), mostNumbers);
  const fits = (count: number, withText: [string | null, string | null] = [mean, spread]) => {
    const facts = factsOf(row, figures, count, sample.rounding);
    const reading = {
      n: count,
      step: scale.step,
      spread: sample.spread,
      rounding: sample.rounding,
    };
    const read = sampleOf(scale, row.items, facts, reading);
    return read === null || read.has(...withText) !== 'no';
  };
  const isSlow = sample.stated.some(({ slow }) => slow);
  const stated = sample.stated.some((each) => each.has(mean, spread) !== 'no');
  const tried = stated ? [] : candidates(largest, most, isSlow);
  const fitting = tried.filter((count) => fits(count));
  // Figures that fit no number are wrong among themselves: that is for sample-exists to tell.
  if (!stated && fitting.length === 0) return;
  const decision = decideRow(sample, mean, spread);
  const { verdict } = decision;
  if (!stated && passes(verdict)) return;
  const what = figuresText(sample);
  const scores = `${reportedCount(n).text} scores, each ${scoresText(scale, row.items)},`;
  const soft = because === null ? '' : ` Not called impossible, as ${because}.`;
  yield {
    reported: reportedCount(n),
    label: `number of patients ${row.place}`,
    verdict,
    why: stated
      ? `${scores} can have ${what}.`
      : `${scores} cannot have ${what}; ${listOf(fitting, tried)}.${soft} ${otherwise(['missing patients', 'scores between the steps', 'a misprint'])}`,
    // That so many were scored is what is asked here, not a condition.
    conditions: conditionsOf(sample, { ...decision, assumption: null }).slice(1),
    inputs: [figures.mean, figures.spread?.figure].flatMap((each) => (each ? [each.where] : [])),
    ...(isQuick(sample) && n.low === n.high && n.high !== null && !isSlow
      ? {
          instead: {
            verdict: (text: string) => {
              const count = Number(text);
              const possible =
                attempt(() => Number.isSafeInteger(count) && count > 0 && fits(count)) ?? false;
              return possible ? ('possible' as const) : worst;
            },
            range: { low: 1, high: Math.min(largest, 400) },
          },
        }
      : {}),
  };
}

/** Every number of patients; where a search takes long those near the stated one. */
function candidates(largest: number, stated: number, isSlow: boolean): number[] {
  const all = Array.from({ length: largest }, (_, i) => i + 1);
  return isSlow ? all.filter((count) => Math.abs(count - stated) <= 10) : all;
}

/** The number of patients in the group, of which some may be missing. */
function largestOf({ study }: CheckContext, n: Count): number {
  const cohort = cohortOf(study, study.cohorts[0]?.id ?? null);
  return Math.max(n.high ?? 0, cohort?.n.high ?? 0);
}

function listOf(fitting: readonly number[], tried: readonly number[]): string {
  const [from = 1] = tried;
  const to = tried.at(-1);
  const range = from === 1 ? `up to ${to}` : `from ${from} to ${to}`;
  const shown = fitting.slice(0, 8).join(', ');
  if (fitting.length <= 8) return `of the numbers ${range} these fit: ${shown}`;
  return `of the numbers ${range} ${fitting.length} fit: ${shown} … ${fitting.at(-1)}`;
}
