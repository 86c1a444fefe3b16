import type { Blocks, List, Part, Table } from '../report/document.ts';
import { version } from '../version.ts';
import type { Format } from './format.ts';

/**
 * LaTeX to \input into a paper: sections, lists and tables with the rules of booktabs. Made for
 * pdfLaTeX with its usual UTF-8 input; signs beyond Latin letters are written as commands.
 */
export const latex: Format = async function* (reports) {
  yield `% Made by dystonia-stats ${version}. Needs \\usepackage[T1]{fontenc}, {textcomp} and {booktabs}.\n`;
  for await (const { parts } of reports) yield `\n${parts.map(renderPart).join('\n\n')}\n`;
};

function renderPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return [
        `\\section*{${escapeLatex(part.title)}}`,
        // A DOI is one long word: justified, it would stand in the margin.
        ...(part.lines.length > 0
          ? [`{\\raggedright ${part.lines.map(paragraph).join('\\\\\n')}\\par}`]
          : []),
      ].join('\n');
    case 'text':
      return [title(part.title), ...part.paragraphs.map(paragraph)].join('\n\n');
    case 'list':
      return renderList(part);
    case 'table':
      return renderTable(part);
    case 'blocks':
      return renderBlocks(part);
  }
}

function renderList({ title: name, lead, items, closing = [] }: List): string {
  return [
    title(name),
    ...(lead ? [paragraph(lead)] : []),
    [
      '\\begin{itemize}',
      ...items.map(({ mark, text }) =>
        mark === '·'
          ? `\\item ${paragraph(text)}`
          : `\\item[{${escapeLatex(mark)}}] ${paragraph(text)}`,
      ),
      '\\end{itemize}',
    ].join('\n'),
    ...closing.map(paragraph),
  ].join('\n\n');
}

function renderBlocks({ title: name, lead, blocks }: Blocks): string {
  return [
    title(name),
    ...(lead ? [paragraph(lead)] : []),
    ...blocks.flatMap((block) => [
      `\\paragraph{${escapeLatex(block.title)}} \\texttt{${escapeLatex(block.place)}}`,
      ...(block.facts.length > 0
        ? [
            [
              '\\begin{description}',
              ...block.facts.map(
                (fact) => `\\item[{${escapeLatex(fact.name)}}] ${paragraph(fact.value)}`,
              ),
              '\\end{description}',
            ].join('\n'),
          ]
        : []),
      ...block.paragraphs.map(paragraph),
    ]),
  ].join('\n\n');
}

function renderTable({ title: name, subtitle, columns, rows, caption }: Table): string {
  const line = (cells: readonly string[]) => `${cells.join(' & ')} \\\\`;
  const under = columns.map((column) => escapeLatex(column.under ?? ''));
  return [
    '\\begin{table}[htbp]',
    '\\centering\\small',
    `\\caption{${escapeLatex([name, subtitle].filter(Boolean).join(', '))}}`,
    `\\begin{tabular}{${columns.map(({ align }) => (align === 'right' ? 'r' : 'l')).join('')}}`,
    '\\toprule',
    line(columns.map(({ header }) => escapeLatex(header))),
    ...(under.some(Boolean) ? [line(under)] : []),
    '\\midrule',
    ...rows.map(({ cells, indent = 0 }) =>
      line(
        columns.map((_, i) => {
          const cell = escapeLatex(cells[i] ?? '');
          const inset = i === 0 && indent > 0 ? `\\hspace*{${indent}em}` : '';
          // A bracket after \\ would be read as its option.
          return inset + (i === 0 && cell.startsWith('[') ? `{${cell}}` : cell);
        }),
      ),
    ),
    '\\bottomrule',
    '\\end{tabular}',
    `\\par\\smallskip\\begin{minipage}{0.95\\linewidth}\\footnotesize ${paragraph(caption)}\\end{minipage}`,
    '\\end{table}',
  ].join('\n');
}

function title(text: string): string {
  return `\\subsection*{${escapeLatex(text)}}`;
}

/** A paragraph, with `code` between backticks as a typewriter would have it. */
function paragraph(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((piece) =>
      piece.length > 2 && piece.startsWith('`') && piece.endsWith('`')
        ? `\\texttt{${escapeLatex(piece.slice(1, -1))}}`
        : escapeLatex(piece),
    )
    .join('');
}

/** Text from a study file comes out as text, never as a command. */
function escapeLatex(text: string): string {
  return [...text.replace(/[\s\u2003]+/g, (space) => (space.includes('\u00a0') ? '\u00a0' : ' '))]
    .map((character) => signs[character] ?? character)
    .join('')
    .replace(/\p{Cc}/gu, '');
}

const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  '`': '\\textasciigrave{}',
  '\u00a0': '~',
  '\u2009': '\\,',
  '\u202f': '\\,',
  '−': '\\textminus{}',
  '–': '--',
  '—': '---',
  '“': '\\textquotedblleft{}',
  '”': '\\textquotedblright{}',
  '‘': '\\textquoteleft{}',
  '’': '\\textquoteright{}',
  '…': '\\dots{}',
  '·': '\\textperiodcentered{}',
  '•': '\\textbullet{}',
  '†': '\\dag{}',
  '‡': '\\ddag{}',
  '≤': '\\ensuremath{\\leq}',
  '≥': '\\ensuremath{\\geq}',
  '≠': '\\ensuremath{\\neq}',
  '≈': '\\ensuremath{\\approx}',
  '→': '\\ensuremath{\\rightarrow}',
  '×': '\\texttimes{}',
  '±': '\\textpm{}',
  '√': '\\ensuremath{\\surd}',
  '∞': '\\ensuremath{\\infty}',
  Δ: '\\ensuremath{\\Delta}',
  Σ: '\\ensuremath{\\Sigma}',
  Φ: '\\ensuremath{\\Phi}',
  α: '\\ensuremath{\\alpha}',
  δ: '\\ensuremath{\\delta}',
  η: '\\ensuremath{\\eta}',
  λ: '\\ensuremath{\\lambda}',
  μ: '\\ensuremath{\\mu}',
  ρ: '\\ensuremath{\\rho}',
  σ: '\\ensuremath{\\sigma}',
  τ: '\\ensuremath{\\tau}',
  φ: '\\ensuremath{\\varphi}',
  χ: '\\ensuremath{\\chi}',
};
