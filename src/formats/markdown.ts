import type { Blocks, Part, Table } from '../report/document.ts';
import type { Format } from './format.ts';

/** Markdown with tables as on GitHub; of findings, a query that can be sent to the authors. */
export const markdown: Format = async function* (reports) {
  let first = true;
  for await (const report of reports) {
    if (!first) yield '\n---\n\n';
    first = false;
    if (report.checked === null) yield renderParts(report.parts);
    else yield (await import('./query.ts')).query(report);
  }
};

/** Parts of any page, not only of a study's report, as Markdown. */
export function renderParts(parts: readonly Part[]): string {
  return `${parts.map(renderPart).join('\n\n')}\n`;
}

function renderPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return [`# ${escapeMarkdown(part.title)}`, part.lines.map(escapeMarkdown).join('\\\n')].join(
        '\n\n',
      );
    case 'text':
      return [`## ${escapeMarkdown(part.title)}`, ...part.paragraphs.map(escapeMarkdown)].join(
        '\n\n',
      );
    case 'list':
      return [
        `## ${escapeMarkdown(part.title)}`,
        ...(part.lead ? [escapeMarkdown(part.lead)] : []),
        part.items
          .map(
            ({ mark, text }) =>
              `- ${mark === '·' ? '' : `${escapeMarkdown(mark)} `}${escapeMarkdown(text)}`,
          )
          .join('\n'),
        ...(part.closing ?? []).map(escapeMarkdown),
      ].join('\n\n');
    case 'table':
      return renderTable(part);
    case 'blocks':
      return renderBlocks(part);
  }
}

function renderBlocks({ title, lead, blocks }: Blocks): string {
  return [
    `## ${escapeMarkdown(title)}`,
    ...(lead ? [escapeMarkdown(lead)] : []),
    ...blocks.flatMap(({ place, title: name, facts, paragraphs }) => [
      `### ${escapeMarkdown(name)} (${escapeMarkdown(place)})`,
      facts
        .map(({ name: fact, value }) => `- ${escapeMarkdown(fact)}: ${escapeMarkdown(value)}`)
        .join('\n'),
      ...paragraphs.map(escapeMarkdown),
    ]),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function renderTable({ title, subtitle, columns, rows, caption }: Table): string {
  const header = columns.map(({ header, under }, i) =>
    i === 0 ? '' : [header, under].filter(Boolean).join(' '),
  );
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [
    `## ${escapeMarkdown([title, subtitle].filter(Boolean).join(', '))}`,
    [
      line(header),
      `| ${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join(' | ')} |`,
      ...rows.map(({ cells, indent = 0 }) =>
        line([`${'\u2003'.repeat(indent)}${cells[0] ?? ''}`, ...cells.slice(1)]),
      ),
    ].join('\n'),
    escapeMarkdown(caption),
  ].join('\n\n');
}

/** Text from a study file must come out as text, never as markup. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~]|&(?=#?\w+;)/g, '\\$&')
    .replace(/^(\s*\d*)([-+.)])(?=\s)/, '$1\\$2')
    .replace(/\s+/g, (space) => (space.includes('\u2003') ? space : ' '));
}
