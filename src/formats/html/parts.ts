import { type ComponentChild, h } from 'preact';
import type { Blocks, Heading, List, Part, Table, Text } from '../../report/document.ts';

/** Where a part stands in a page: what its ids begin with, and the rank of its heading. */
export interface Standing {
  /** Begins every id, so that several studies can share a page. */
  readonly prefix: string;
  /** 1 for the title of the page. */
  readonly rank: 1 | 2 | 3 | 4;
  /** True when the heading stands outside: the only part of a section with its title. */
  readonly untitled?: boolean;
}

/** Parts of any page as HTML. Texts are escaped by the renderer, whatever a study file holds. */
export function renderParts(
  parts: readonly (Part & { readonly within?: boolean })[],
  standing: Standing,
): ComponentChild[] {
  return parts.map((part, i) => {
    const rank = part.within ? (Math.min(standing.rank + 1, 4) as Standing['rank']) : standing.rank;
    return renderPart(part, partId(part, i, standing.prefix), { ...standing, rank });
  });
}

function renderPart(part: Part, id: string, standing: Standing): ComponentChild {
  switch (part.kind) {
    case 'heading':
      return heading(part, id, standing);
    case 'text':
      return text(part, id, standing);
    case 'list':
      return list(part, id, standing);
    case 'table':
      return table(part, id, standing);
    case 'blocks':
      return blocks(part, id, standing);
  }
}

/** The id of a part's heading, for a table of contents. */
export function partId(part: Part, position: number, prefix: string): string {
  const words = part.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${prefix}${position}-${words.replace(/^-|-$/g, '').slice(0, 40)}`;
}

function heading({ title, lines }: Heading, id: string, { rank }: Standing): ComponentChild {
  return h('div', null, [
    h(`h${rank}`, { id }, title),
    lines.length > 0
      ? h(
          'p',
          { class: 'lines' },
          lines.map((line) => h('span', null, withLinks(line))),
        )
      : null,
  ]);
}

function text({ title, paragraphs }: Text, id: string, standing: Standing): ComponentChild {
  return section(id, title, standing, [
    ...paragraphs.map((paragraph) => h('p', null, withCode(paragraph))),
  ]);
}

function list(
  { title, lead, items, closing = [] }: List,
  id: string,
  standing: Standing,
): ComponentChild {
  return section(id, title, standing, [
    lead ? h('p', null, lead) : null,
    h(
      'ul',
      { class: 'marked' },
      items.map(({ mark, text }) =>
        h('li', null, [
          h('span', { class: 'mark' }, mark === '·' ? '•' : mark),
          h('span', null, withCode(text)),
        ]),
      ),
    ),
    ...closing.map((sentence) => h('p', null, withCode(sentence))),
  ]);
}

function blocks(
  { title, lead, blocks: all }: Blocks,
  id: string,
  standing: Standing,
): ComponentChild {
  return section(id, title, standing, [
    lead ? h('p', null, withCode(lead)) : null,
    ...all.map(({ place, title: name, facts, paragraphs }) =>
      h('div', { class: 'block' }, [
        h('p', null, [h('strong', null, name), ' ', h('code', null, place)]),
        facts.length > 0
          ? h(
              'dl',
              null,
              facts.map((fact) =>
                h('div', null, [h('dt', null, fact.name), h('dd', null, fact.value)]),
              ),
            )
          : null,
        ...paragraphs.map((paragraph) => h('p', null, withCode(paragraph))),
      ]),
    ),
  ]);
}

function table(
  { title, subtitle, columns, rows, caption }: Table,
  id: string,
  standing: Standing,
): ComponentChild {
  const head = columns.map(({ header, under, align }) =>
    header === ''
      ? h('td', null)
      : h('th', { scope: 'col', class: alignClass(align) }, [
          header,
          under ? h('span', { class: 'under' }, under) : null,
        ]),
  );
  const body = rows.map(({ cells, indent = 0 }) =>
    h(
      'tr',
      null,
      columns.map(({ align }, i) => {
        const inner = cells[i] ?? '';
        // A row that goes on from the one above has no header of its own.
        return i === 0 && inner !== ''
          ? h('th', { scope: 'row', class: indent > 0 ? `in-${Math.min(indent, 3)}` : null }, inner)
          : h('td', { class: alignClass(align) }, inner);
      }),
    ),
  );
  return section(
    id,
    title,
    standing,
    [
      h('div', { class: 'wide', role: 'group', tabindex: 0, 'aria-labelledby': id }, [
        h('table', null, [h('thead', null, h('tr', null, head)), h('tbody', null, body)]),
      ]),
      h('p', null, withCode(caption)),
    ],
    subtitle,
  );
}

/** A section below its heading. No landmark: many have the same name, such as “Change”. */
function section(
  id: string,
  title: string,
  { rank, untitled }: Standing,
  inner: readonly ComponentChild[],
  subtitle?: string,
): ComponentChild {
  if (untitled) return h('div', null, [...inner]);
  const beside = subtitle ? [' ', h('small', null, subtitle)] : null;
  return h('section', null, [h(`h${rank + 1}`, { id }, [title, beside]), ...inner]);
}

function alignClass(align: 'left' | 'right'): string | null {
  return align === 'right' ? 'right' : null;
}

/** `code` between backticks, as the texts of commands are written. */
function withCode(text: string): ComponentChild[] {
  return unbroken(text)
    .split(/(`[^`]+`)/)
    .map((piece) =>
      piece.length > 2 && piece.startsWith('`') && piece.endsWith('`')
        ? h('code', null, piece.slice(1, -1))
        : piece,
    );
}

/** A number and its percent sign stay on one line. */
function unbroken(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00a0%');
}

/** A DOI leads to its article; nothing else does, as a study file could name any address. */
export function withLinks(text: string): ComponentChild[] {
  return text
    .split(/(doi:10\.\d{4,9}\/[^\s"<>]*[^\s"<>.,;)])/)
    .map((piece) =>
      piece.startsWith('doi:10.')
        ? h('a', { href: `https://doi.org/${encodeURI(piece.slice(4))}` }, piece)
        : piece,
    );
}
