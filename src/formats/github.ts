import type { Finding } from '../checks/engine/finding.ts';
import { countOf, overviewOf, overviewText, type StudyCount } from '../report/check-overview.ts';
import type { Part } from '../report/document.ts';
import { messageOf, nothingToAccept, verdictWords } from '../report/finding-words.ts';
import { placeText } from '../report/place.ts';
import type { StudyReport } from '../report/report.ts';
import { upperFirst } from '../report/words.ts';
import type { Format, FormatContext } from './format.ts';
import { renderParts } from './markdown.ts';
import { type Unread, unreadFiles, unreadOf } from './unread.ts';

/** GitHub shows so many annotations of a kind for a step; the log has all of them. */
const mostShown = 10;

const kinds = ['error', 'warning', 'notice'] as const;

interface Annotation {
  readonly kind: (typeof kinds)[number];
  readonly command: string;
}

/**
 * Workflow commands of GitHub Actions, the worst of all studies first, as only ten errors, ten
 * warnings and ten notices of a step are shown as annotations. The rest is in the step summary.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: Format = async function* (reports, context) {
  const annotations: Annotation[] = [];
  const closings: string[] = [];
  const counts: StudyCount[] = [];
  for await (const report of reports) {
    annotations.push(...annotationsOf(report, context));
    closings.push(closingOf(report));
    counts.push(...countOf(report));
  }
  annotations.unshift(...unreadOf(context).map((each) => unreadAnnotation(each)));
  for (const kind of kinds) {
    const commands = annotations.filter((each) => each.kind === kind);
    for (const { command } of commands) yield `${command}\n`;
    if (commands.length > mostShown) {
      yield `GitHub shows ${mostShown} of these ${commands.length} as annotations; the summary of this step has all.\n`;
    }
  }
  if (closings.length > 1) closings.push(overviewText(counts, unreadFiles(context)));
  for (const text of closings) yield `${withoutCommands(text)}\n`;
};

/** A file that cannot be read is the gravest: of its figures nothing is known. */
function unreadAnnotation({ where, message }: Unread): Annotation {
  const title = 'The study file cannot be read';
  const command = where
    ? annotation('error', { where }, title, message, {})
    : `::error title=${escapeProperty(title)}::${escapeData(message)}`;
  return { kind: 'error', command };
}

function* annotationsOf(report: StudyReport, context: FormatContext): Generator<Annotation> {
  for (const finding of report.findings) {
    const kind = kindOf(finding);
    if (kind === null) continue;
    const title = titleOf(finding);
    yield { kind, command: annotation(kind, finding, title, messageOf(finding), context) };
  }
  for (const { where, check, because, isCheck } of report.checked?.unneeded ?? []) {
    const message = `${nothingToAccept(check, isCheck)} (“${because}”).`;
    const title = 'No longer needs to be accepted';
    yield { kind: 'notice', command: annotation('notice', { where }, title, message, context) };
  }
}

function titleOf({ verdict, level, check, label, reported, accepted }: Finding): string {
  if (accepted !== null) return `${reported} is accepted (${check})`;
  if (level === 'note') return `To note: ${label} (${check})`;
  return `${reported} ${verdictWords[verdict]} (${check})`;
}

/** What is missing is counted in the closing lines: annotations are for what can be acted on. */
function kindOf({ level, verdict, accepted }: Finding): Annotation['kind'] | null {
  if (accepted !== null || (level === 'note' && verdict !== 'not-checkable')) return 'notice';
  return level === 'error' || level === 'warning' ? level : null;
}

function annotation(
  kind: string,
  { where }: Pick<Finding, 'where'>,
  title: string,
  message: string,
  { pathOf = (file) => file }: Pick<FormatContext, 'pathOf'>,
): string {
  const { file, line, column } = where;
  const properties = {
    ...(file === null ? {} : { file: pathOf(file), line: String(line), col: String(column) }),
    title,
  };
  const list = Object.entries(properties).map(([name, text]) => `${name}=${escapeProperty(text)}`);
  const text = file === null ? `${upperFirst(placeText(where))}: ${message}` : message;
  return `::${kind} ${list.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Text of a study file must not become a command: those begin a line with "::", or have "##[". */
function withoutCommands(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('##[', '## [').replace(/^ *::/, '. ::');
}

function closingOf({ study, parts }: StudyReport): string {
  const last = parts.at(-1);
  const paragraphs = last?.kind === 'text' ? last.paragraphs : [];
  return `${study.id}: ${paragraphs.join(' ')}`;
}

/** A step's summary may be 1 MiB long; past that all of it is refused. */
const mostBytes = 1024 * 1024;
const cutShort = '\n\nThe rest is too long for the summary of a step.\n';

/** What was found in all studies, then the whole page of each, as Markdown for the summary of the step. */
export const stepSummary: Format = async function* (reports, context) {
  const counts: StudyCount[] = [];
  const pages: string[] = [];
  let bytes = 0;
  for await (const report of reports) {
    counts.push(...countOf(report));
    if (bytes > mostBytes) continue;
    const page = `${renderParts(report.parts)}\n`;
    bytes += Buffer.byteLength(page);
    pages.push(page);
  }
  const unread = unreadOf(context).map(({ text }) => ({ mark: '·', text }));
  const first: Part[] = [...overviewOf(counts, unreadFiles(context))];
  if (unread.length > 0) {
    first.push({ kind: 'list', title: 'Files that cannot be read', items: unread });
  }
  if (first.length > 0) pages.unshift(`${renderParts(first)}\n`);
  const text = pages.join('');
  const room = mostBytes - Buffer.byteLength(cutShort);
  yield Buffer.byteLength(text) > room ? wholeLines(text, room) + cutShort : text;
};

/** As many whole lines of a text as fit. */
function wholeLines(text: string, bytes: number): string {
  const cut = Buffer.from(text).subarray(0, bytes).toString('utf8');
  return cut.slice(0, cut.lastIndexOf('\n') + 1);
}
