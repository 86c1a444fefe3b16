import { type Check, defaultCheckOptions } from '../checks/engine/check.ts';
import type { Method } from '../estimates/method.ts';
import { type ReferenceKey, references } from '../references.ts';
import type { Study } from '../study/model.ts';
import { type PrintableJson, printJson } from '../study/print-json.ts';
import { version } from '../version.ts';
import { buildBoundsReport } from './bounds.ts';
import { buildReport } from './build.ts';
import { buildCheckReport, idleTitle } from './check.ts';
import type { ReportOptions } from './context.ts';
import type { Heading, Part } from './document.ts';
import { formatReference } from './explain.ts';
import type { Extras } from './extras.ts';
import type { StudyReport } from './report.ts';
import { findTopic, type Topic } from './topics.ts';

/** All that can be said of one study, to send to somebody: sections in the order of reading. */
export interface FullReport {
  readonly id: string;
  readonly heading: Heading;
  readonly sections: readonly FullSection[];
  /** The study file as it was read, figures as their texts. */
  readonly file: string;
  /** How to make the report again. */
  readonly madeBy: string;
}

export interface FullSection {
  readonly id: 'short' | 'agreement' | 'figures' | 'patients' | 'care' | 'methods' | 'assumptions';
  readonly title: string;
  /** A sentence or two on what stands here. */
  readonly lead: string;
  readonly parts: readonly FullPart[];
}

/** A part, and whether it belongs to the one before it that does not. */
export type FullPart = Part & { readonly within?: boolean };

export interface FullOptions extends ReportOptions {
  readonly checks: readonly Check[];
}

/**
 * The summary, the verdicts on the printed figures, what must be true of the patients, and every
 * method that was used.
 *
 * @param find looks a method up by its id
 * @param command the command line that makes this report
 * @param extras what only some studies need, from `extrasFor(study, options)`
 */
export function buildFullReport(
  study: Study,
  options: FullOptions,
  find: (id: string) => Method | undefined,
  command: string,
  extras: Extras | null = null,
): FullReport {
  const { checks, rounding } = options;
  const summary = buildReport(study, options, extras);
  const bounds = buildBoundsReport(study, options);
  const agreement = conclusionFirst(
    buildCheckReport(study, {
      ...defaultCheckOptions,
      rounding,
      checks,
      failOn: 'error',
      verbose: false,
    }),
  );
  const [heading] = summary.parts;
  if (heading?.kind !== 'heading') throw new Error('a summary begins with its heading');
  const named = (...titles: string[]) =>
    summary.parts.filter(({ title }) => titles.includes(title));
  const rest = summary.parts.filter(
    (part) =>
      part.kind !== 'heading' &&
      !['In short', 'Notes', 'Read with care', 'More'].includes(part.title),
  );
  const sections: (FullSection | null)[] = [
    {
      id: 'short',
      title: 'In short',
      lead: '',
      parts: named('In short'),
    },
    {
      id: 'agreement',
      title: 'Do the printed figures agree with one another?',
      lead: 'Each printed figure is set against the others, as the interval of values that round to it.',
      parts: agreement,
    },
    {
      id: 'figures',
      title: 'The figures, recomputed',
      lead: 'Everything that follows from the printed figures, with as many digits as their rounding supports.',
      parts: [...rest, ...named('Notes')],
    },
    {
      id: 'patients',
      title: 'What must be true of the patients',
      lead: 'Proved for every data set that has the printed figures, without assuming what is not printed.',
      parts: grouped(withoutHeading(bounds)),
    },
    { id: 'care', title: 'Read with care', lead: '', parts: named('Read with care') },
    {
      id: 'methods',
      title: 'Methods and references',
      lead: 'By which formula each number was computed, and on which conditions it holds.',
      parts: methodParts([...summary.results, ...bounds.results], find),
    },
    {
      id: 'assumptions',
      title: 'Assumptions of the study file',
      lead: 'What is not printed and was taken to be so.',
      parts: assumptionParts(study),
    },
  ];
  return {
    id: study.id,
    heading,
    sections: sections.flatMap((section) => (section && section.parts.length > 0 ? section : [])),
    file: printJson(printable(study.raw)),
    madeBy: `Made by dystonia-stats ${version}: ${command}`,
  };
}

/** What the checks come to stands before what each says; what does not concern the study is left out. */
function conclusionFirst(report: StudyReport): Part[] {
  const parts = withoutHeading(report).filter(({ title }) => title !== idleTitle);
  return [...parts.filter(isConclusion), ...parts.filter((part) => !isConclusion(part))];
}

const isConclusion = ({ title }: Part) => title === 'In all';

function withoutHeading({ parts }: StudyReport): Part[] {
  return parts.filter(({ kind }) => kind !== 'heading');
}

/** What belongs to the conditions of one pair of visits, which stand before it. */
const belongs = /^(?:Patients|Change|The printed claims|What would change it)/;

function grouped(parts: readonly Part[]): FullPart[] {
  return parts.map((part, i) => ({ ...part, within: i > 0 && belongs.test(part.title) }));
}

/** Every method of the results once, in the order in which they first stand there. */
function methodParts(
  results: StudyReport['results'],
  find: (id: string) => Method | undefined,
): Part[] {
  const ids = [
    ...new Set(results.flatMap(({ method, ci }) => [method, ...(ci ? [ci.method] : [])])),
  ];
  return ids.flatMap((id) => {
    const method = find(id);
    if (method) return methodPart(method);
    const topic = findTopic(id);
    return topic ? topicPart(topic) : [];
  });
}

function methodPart({ id, title, formula, assumptions, references: cited }: Method): Part[] {
  const holds = assumptions.length > 0 ? [`Holds if: ${assumptions.join('; ')}.`] : [];
  return [
    {
      kind: 'text',
      title: `${id}: ${title}`,
      paragraphs: [
        formula,
        ...holds.map((text) => text.replace(/\.\.$/, '.')),
        ...citations(cited),
      ],
    },
  ];
}

function topicPart({ title, sections, references: cited }: Topic): Part[] {
  const paragraphs = sections.flatMap((section) => section.paragraphs);
  return [{ kind: 'text', title, paragraphs: [...paragraphs, ...citations(cited)] }];
}

function citations(keys: readonly ReferenceKey[]): string[] {
  return keys.map((key) => formatReference(references[key]));
}

function assumptionParts({ assumptions, notes }: Study): Part[] {
  const items = [...assumptions, ...notes].map((text) => ({ mark: '·', text }));
  return items.length > 0 ? [{ kind: 'list', title: '', items }] : [];
}

/** Plain JSON as what the printer takes. */
function printable(value: unknown): PrintableJson {
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value !== 'object' || value === null) return value as string | number | boolean | null;
  return new Map(Object.entries(value).map(([key, each]) => [key, printable(each)]));
}
