import type { Finding, Verdict } from '../checks/engine/finding.ts';
import type { Block, Blocks } from './document.ts';
import { recomputedText, sentencesOf, verdictWords } from './finding-words.ts';
import { isNoted } from './noted.ts';
import { placeText } from './place.ts';
import { enumerate, upperFirst } from './words.ts';

/** Headings over findings that are to be looked at, worst first. */
const headings: readonly (readonly [verdict: Verdict, title: string, lead?: string])[] = [
  ['impossible-as-entered', 'Possible in no data set, as entered'],
  ['inconsistent', 'Does not follow from the others'],
  [
    'unexplained',
    'Not explained by the others',
    'Something that the study file does not state, such as the method or who was analysed, can be behind these.',
  ],
];

/** What is to be looked at, one block a figure, under the gravest verdict on it. */
export function toLookAt(findings: readonly Finding[]): readonly Blocks[] {
  const open = findings.filter(
    ({ level, accepted }) => (level === 'error' || level === 'warning') && accepted === null,
  );
  const figures = byFigure(open);
  return headings.flatMap(([verdict, title, lead]) =>
    section(
      title,
      figures.filter(([first]) => first?.verdict === verdict),
      lead,
    ),
  );
}

/** Findings that the study file accepts, with the reason. */
export function acceptedBlocks(findings: readonly Finding[]): readonly Blocks[] {
  return section('Accepted', byFigure(findings.filter(({ accepted }) => accepted !== null)));
}

/** Every finding that is not to be looked at, for those who want to see all. */
export function otherBlocks(findings: readonly Finding[]): readonly Blocks[] {
  const of = (...verdicts: readonly Verdict[]) =>
    byFigure(findings.filter((each) => verdicts.includes(each.verdict) && !isNoted(each)));
  return [
    ...section('Not checkable', of('not-checkable')),
    ...section('Agrees within rounding', of('within-rounding')),
    ...section('Agrees', of('reproduced', 'possible')),
  ];
}

/** All findings about one figure, the gravest first. */
export type FigureFindings = readonly Finding[];

/** The findings about each figure together; figures come in the order of their first finding. */
export function byFigure(findings: readonly Finding[]): readonly FigureFindings[] {
  const figures = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = figures.get(finding.where.path);
    if (known) known.push(finding);
    else figures.set(finding.where.path, [finding]);
  }
  return [...figures.values()];
}

function section(
  title: string,
  figures: readonly FigureFindings[],
  lead?: string,
): readonly Blocks[] {
  if (figures.length === 0) return [];
  const blocks = withoutRepeats(figures.map(blockOf));
  return [{ kind: 'blocks', title, blocks, ...(lead === undefined ? {} : { lead }) }];
}

/** Sentences that findings of many figures share. */
const shared = /^(?:On condition that|Nor is it reproduced)\b/;

/**
 * What stands under a figure word for word as under an earlier one (its conditions, what was tried)
 * is not said again: the place is named where it stands.
 */
function withoutRepeats(blocks: readonly Block[]): readonly Block[] {
  const first = new Map<string, string>();
  return blocks.map((block) => {
    const { place } = block;
    const isRepeat = (text: string) => shared.test(text) && first.has(text);
    const repeats = block.paragraphs.filter(isRepeat);
    const places = [...new Set(repeats.map((text) => first.get(text)))];
    for (const text of block.paragraphs) if (!first.has(text)) first.set(text, place);
    if (repeats.length === 0) return block;
    const paragraphs = block.paragraphs.filter((text) => !repeats.includes(text));
    const what = repeats.map((text) =>
      text.startsWith('On') ? 'the conditions' : 'the readings that do not reproduce it either',
    );
    const sentence = `${upperFirst(enumerate([...new Set(what)]))} are those of ${enumerate(places.map(String))}.`;
    return { ...block, paragraphs: [...paragraphs, sentence] };
  });
}

function blockOf(findings: FigureFindings): Block {
  const [first] = findings as readonly [Finding, ...Finding[]];
  const again = recomputedText(first);
  return {
    place: placeText(first.where),
    title: first.label,
    facts: [
      { name: 'printed', value: first.reported },
      ...(again === null ? [] : [{ name: 'recomputed', value: again }]),
      { name: 'check', value: findings.map((each) => checkText(each, first)).join('; ') },
    ],
    paragraphs: findings.flatMap((finding, i) => {
      const [why = '', ...rest] = sentencesOf(finding);
      return [i === 0 ? why : `${finding.check}: ${why}`, ...rest, ...worthOf(finding)];
    }),
  };
}

/** The check, with what it says where that differs from what the heading says. */
function checkText({ check, verdict, inspectSr }: Finding, first: Finding): string {
  const item = inspectSr === null ? '' : ` (INSPECT-SR\u00a0${inspectSr})`;
  return check + item + (verdict === first.verdict ? '' : `: ${verdictWords[verdict]}`);
}

/** What an agreement is worth. */
function worthOf({ level, weakness, strength }: Finding): readonly string[] {
  if (level !== 'pass') return [];
  const slips = strength?.slips.lastDigit;
  return [
    weakness === null ? '' : `This agreement is weak: ${weakness}.`,
    slips
      ? `Of ${slips.of} other last digits ${slips.caught === 0 ? 'none' : slips.caught} would show.`
      : '',
  ].filter(Boolean);
}
