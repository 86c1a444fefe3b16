import type { Finding } from '../checks/engine/finding.ts';
import { byFigure } from '../report/finding-blocks.ts';
import { labelFirst, recomputedText, sentencesOf } from '../report/finding-words.ts';
import type { StudyReport } from '../report/report.ts';
import { enumerate } from '../report/words.ts';
import { escapeMarkdown } from './markdown.ts';

/**
 * The findings of a study as a letter that an editor can send to its authors: what was computed
 * from what, and a question. It asks; that a figure is wrong is not for an editor's program to say.
 */
export function query({ study, findings, checked }: StudyReport): string {
  const open = findings.filter(
    ({ level, accepted }) => (level === 'error' || level === 'warning') && accepted === null,
  );
  const figures = byFigure(open);
  const count = checked?.count ?? null;
  const blocks = [
    `# The figures in “${escapeMarkdown(study.title)}”`,
    'Dear authors,',
    figures.length === 0
      ? nothingOpen(count?.checked ?? 0)
      : opening(figures.length, count?.checked ?? 0),
    ...figures.flatMap((group, i) => question(group, i + 1)),
    ...(figures.length === 0 ? [] : [thanks(figures.length)]),
    ...acceptedLine(findings),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function opening(open: number, checked: number): string {
  const [these, them] = open === 1 ? ['one of them', 'it'] : [`${open} of them`, 'them'];
  return (
    `we computed the printed figures of your article again from one another, as far as they allow it ` +
    `(${checked} figures). We could not reproduce ${these}, and would be grateful if you could check ${them}. ` +
    'A slip in copying the figures on our side is possible too: please compare with your own records first.'
  );
}

function nothingOpen(checked: number): string {
  return checked === 0
    ? 'no printed figure of your article could be computed from the others. We have no question.'
    : `we computed the printed figures of your article again from one another, as far as they allow it (${checked} figures). All of them agree, and we have no question.`;
}

function question(findings: readonly Finding[], number: number): readonly string[] {
  const [first] = findings;
  if (!first) return [];
  const again = recomputedText(first);
  const facts = [
    `printed: ${first.reported}`,
    ...(again === null ? [] : [`computed again: ${again}`]),
    `where: line ${first.where.line} of our transcription`,
  ];
  return [
    `## ${number}. ${escapeMarkdown(labelFirst(first.label))}`,
    facts.map((fact) => `- ${escapeMarkdown(fact)}`).join('\n'),
    ...findings.flatMap((finding) => sentencesOf(finding)).map(escapeMarkdown),
    asks(findings),
  ];
}

function asks(findings: readonly Finding[]): string {
  if (findings.some(({ verdict }) => verdict === 'unexplained')) {
    return 'Could you tell us how this figure was computed, and from how many patients?';
  }
  const impossible = findings.some(({ verdict }) => verdict === 'impossible-as-entered');
  const ofSample = findings.some(({ figures }) =>
    figures.some((path) => /\.(?:mean|sd)\b/.test(path)),
  );
  if (impossible && ofSample) {
    return 'Could you check the mean, the SD and the number of patients, and tell us whether the conditions hold?';
  }
  return 'Could you check this figure and those that it is computed from?';
}

function thanks(open: number): string {
  const [each, it] = open === 1 ? ['It', 'it'] : ['Each of them', 'them'];
  return (
    `${each} can have a simple reason, such as a misprint, missing values or a method that the article ` +
    `does not name. We only compared printed figures with one another, and draw no conclusion from ${it}. Thank you.`
  );
}

function acceptedLine(findings: readonly Finding[]): readonly string[] {
  const accepted = findings.filter((each) => each.accepted !== null);
  if (accepted.length === 0) return [];
  const list = accepted.map(
    ({ label, reported, accepted: why }) => `${label} (${reported}): ${why}`,
  );
  const text = enumerate(list).replace(/\.$/, '');
  return [escapeMarkdown(`We do not ask about what is explained already: ${text}.`)];
}
