import { everyPrinted } from '../study/every.ts';
import { pathPhrase } from '../study/label.ts';
import type { Study, Warning } from '../study/model.ts';
import { comparedIn, comparisonLabel } from './comparisons/compared.ts';
import { beyondRanks, rankedOf } from './comparisons/ranked.ts';
import type { Check, CheckContext, Judgement, Reported } from './engine/check.ts';
import { reportedCount, reportedFigure, usable } from './engine/printed.ts';
import { otherwise, upperFirst } from './engine/words.ts';

/**
 * A figure that no such quantity can have: 164 %, an SD below zero, a correlation of 1.2, a p-value
 * above 1, a mean off its scale, limits in the wrong order. The reader of the file has found them,
 * so that nothing is computed from them; here they become findings. Figures that lie within their
 * bounds are not listed: that alone says next to nothing.
 */
export const valueBounds: Check = {
  id: 'value-bounds',
  title: 'A figure lies within what such a quantity can be',
  needs: 'a figure that no such quantity can have, also a U or W with its numbers of patients',
  proves: 'that no data give this figure as the quantity that it is entered as',
  cannot: 'say anything about a figure that lies within its bounds',
  example: 'A mean of 5.2 on a scale from 1 to 5 lies above every score.',
  references: [],
  gravest: 'impossible-as-entered',
  inspectSr: '4.10',
  *run(context) {
    yield* ofRanks(context);
    const { study } = context;
    const warnings = study.warnings.filter(({ kind }) => kind === 'value' || kind === 'order');
    if (warnings.length === 0) return;
    const places = placesOf(study);
    for (const warning of warnings) {
      const reported = places.get(warning.path);
      if (reported) yield judge(warning, reported);
    }
  },
};

function judge({ message, kind }: Warning, reported: Reported): Judgement {
  return {
    reported,
    label: pathPhrase(reported.where.path),
    verdict: kind === 'order' ? 'unexplained' : 'impossible-as-entered',
    why: `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${otherwise([
      ...(kind === 'order' ? ['limits printed in the other order'] : []),
      'a misprint',
      'a figure copied from another row or column',
      'another quantity than the one that it is entered as',
    ])}`,
    conditions: ['the figure is copied as printed'],
    inputs: [],
  };
}

/** U is a number of pairs, and W a sum of ranks: the numbers of patients limit both. */
function* ofRanks(context: CheckContext): Generator<Judgement> {
  for (const comparison of context.study.comparisons) {
    for (const test of comparison.tests) {
      const value = usable(context, test.value);
      if (!value || (test.kind !== 'U' && test.kind !== 'W')) continue;
      const ranks = rankedOf(context, comparison, test, comparedIn(context, comparison));
      // Without groups or visits a number beside W need not be that of the pairs.
      const beyond = ranks?.known ? beyondRanks({ kind: test.kind, value, ranks }) : null;
      if (!beyond) continue;
      const { inEveryReading, words } = beyond;
      yield {
        reported: reportedFigure(value),
        label: `${test.kind} of ${comparisonLabel(context.study, comparison)}`,
        verdict: inEveryReading ? 'impossible-as-entered' : 'unexplained',
        why: `${upperFirst(words)}; printed is ${test.kind} = ${value.text}. ${otherwise([
          ...(inEveryReading ? [] : ['a sum of ranks that is called U']),
          'another number of patients',
          'a misprint',
        ])}`,
        conditions: ['the test is of no more patients than are entered'],
        inputs: [],
      };
    }
  }
}

function placesOf(study: Study): ReadonlyMap<string, Reported> {
  const places = new Map<string, Reported>();
  for (const found of everyPrinted(study)) {
    // A cell's percentage stands in the same place as its count, and is what can be too large.
    places.set(
      found.path,
      'figure' in found ? reportedFigure(found.figure) : reportedCount(found.count),
    );
  }
  return places;
}
