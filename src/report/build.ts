import type { Study } from '../study/model.ts';
import { allMethods } from './all-methods.ts';
import { readWithCare } from './care.ts';
import { change } from './change.ts';
import { newContext, type ReportOptions } from './context.ts';
import type { Part } from './document.ts';
import type { Extras } from './extras.ts';
import { heading } from './heading.ts';
import { improvement } from './improvement.ts';
import { inShort } from './in-short.ts';
import { individualValues } from './individual-values.ts';
import { mustBeTrue } from './must-be-true.ts';
import { notComputed } from './not-computed.ts';
import { pairsOf } from './pairs.ts';
import { events, patients } from './proportions.ts';
import type { StudyReport } from './report.ts';
import { scores } from './scores.ts';
import { joined, type SectionBuilder, uniqueById } from './section.ts';

/** Where to go from here. */
const more: Part = {
  kind: 'text',
  title: 'More',
  paragraphs: [
    '`summarize --all` has every method, `bounds` all that is proved of the patients with data sets ' +
      'to load elsewhere, `explain d_av` the formula and sources of a method, `--json` full precision.',
  ],
};

/**
 * Recomputes what the study allows: results for scripts, parts for people, from the same numbers.
 *
 * @param extras what only some studies need, from `extrasFor(study, options)`
 */
export function buildReport(
  study: Study,
  options: ReportOptions,
  extras: Extras | null = null,
): StudyReport {
  const { warnings } = study;
  const context = newContext(study, options, warnings, extras?.convert);
  const pairs = pairsOf(context);
  const sections: readonly SectionBuilder[] = [
    patients,
    events,
    scores,
    individualValues,
    change,
    improvement,
    ...(extras?.sections ?? []),
    mustBeTrue,
    allMethods,
    ...(extras?.last ?? []),
  ];
  const main = joined(sections.map((section) => section(context, pairs)));
  const results = uniqueById(main.results);
  let parts: readonly Part[] | null = null;
  const partsOf = () => [
    heading(context, pairs),
    inShort(context, pairs, results, main.inShort),
    ...main.parts,
    notComputed(results),
    context.notes.list(),
    readWithCare(context, pairs),
    more,
  ];
  return {
    study: { id: study.id, title: study.title },
    assumptions: study.assumptions,
    results,
    findings: [],
    checked: null,
    warnings: warnings.map(({ where, message }) => ({ where, message })),
    notes: context.notes.texts,
    // Scripts have no use for them.
    get parts() {
      parts ??= partsOf().filter((part) => part !== null);
      return parts;
    },
  };
}
