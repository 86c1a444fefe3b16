import type { Check } from '../checks/engine/check.ts';
import { levelOf } from '../checks/engine/finding.ts';
import { references } from '../references.ts';
import type { List, Part } from './document.ts';
import { formatReference } from './explain.ts';
import { labelFirst, verdictWords } from './finding-words.ts';

/** One check as a page: what it needs, what it shows and cannot show, an example, from where. */
export function explainCheck(check: Check): readonly Part[] {
  const { id, title, needs, proves, cannot, example, gravest, inspectSr } = check;
  const text = (heading: string, paragraph: string): Part => ({
    kind: 'text',
    title: heading,
    paragraphs: [paragraph],
  });
  const sources: List = {
    kind: 'list',
    title: 'References',
    items: check.references.map((key) => ({ mark: '·', text: formatReference(references[key]) })),
  };
  return [
    { kind: 'heading', title: `${id}: ${title}`, lines: ['A check of printed figures.'] },
    text('Needs', sentence(needs)),
    text('Shows', sentence(proves)),
    text('Cannot', sentence(cannot)),
    text('Example', sentence(example)),
    text('Gravest verdict', `${gravest} (${levelOf(gravest)}): a figure ${verdictWords[gravest]}.`),
    ...(inspectSr === null
      ? []
      : [text('INSPECT-SR', `Helps to answer item ${inspectSr} of the checklist.`)]),
    ...(sources.items.length === 0 ? [] : [sources]),
  ];
}

/** All checks with what each needs, for `check --list`. */
export function explainChecks(checks: readonly Check[]): readonly Part[] {
  return [
    {
      kind: 'list',
      title: 'Checks of printed figures',
      items: checks.map(({ id, title, needs }) => ({
        mark: id,
        text: `${title}. Needs ${needs}.`,
      })),
      closing: ['`explain <check>` says what one shows, what it cannot, and from which reference.'],
    },
  ];
}

/** All checks, one line each, for the list of all that can be explained. */
export function checkList(checks: readonly Check[]): List {
  return {
    kind: 'list',
    title: 'Checks of printed figures',
    items: checks.map(({ id, title }) => ({ mark: id, text: title })),
  };
}

function sentence(text: string): string {
  return labelFirst(/[.!?]$/.test(text) ? text : `${text}.`);
}
