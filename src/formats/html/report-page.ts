import { type ComponentChild, h } from 'preact';
import type { FullReport, FullSection } from '../../report/full.ts';
import { renderPage } from './page.ts';
import { renderParts, withLinks } from './parts.ts';

/** A picture that was drawn before, as SVG text whose texts are escaped, for two widths of screen. */
export interface DrawnPicture {
  readonly section: FullSection['id'];
  readonly wide: string;
  readonly narrow: string;
  /** The command that draws it alone. */
  readonly caption: string;
}

export interface ReportPage {
  readonly report: FullReport;
  readonly pictures: readonly DrawnPicture[];
}

/** A self-contained report of one study or several: one file that loads and runs nothing. */
export function renderReportPage(pages: readonly ReportPage[]): string {
  const [first] = pages;
  const one = pages.length === 1;
  const title = one ? (first?.report.heading.title ?? '') : `${pages.length} studies`;
  const styles = pages.flatMap(({ pictures }) =>
    pictures.flatMap(({ wide, narrow }) => stylesOf(wide + narrow)),
  );
  return renderPage({ title: `${title} · dystonia-stats`, styles }, [
    h('a', { class: 'skip', href: '#content' }, 'Skip to the content'),
    one ? null : h('header', { class: 'top' }, h('h1', null, title)),
    h('main', { id: 'content' }, [
      ...pages.map((page, i) => study(page, one ? '' : `s${i + 1}-`, one ? 1 : 2)),
    ]),
    h('footer', null, [
      h('p', null, first?.report.madeBy ?? ''),
      h(
        'p',
        null,
        'This page is one file. It loads nothing, runs nothing and sends nothing anywhere. The ' +
          'numbers compare printed figures with one another; they cannot show that the figures are right.',
      ),
    ]),
  ]);
}

function study({ report, pictures }: ReportPage, prefix: string, rank: 1 | 2): ComponentChild {
  const { heading, sections, file } = report;
  return h('article', { 'aria-labelledby': `${prefix}title` }, [
    h(`h${rank}`, { id: `${prefix}title` }, heading.title),
    h(
      'p',
      { class: 'lines' },
      heading.lines.map((line) => h('span', null, withLinks(line))),
    ),
    contents(sections, prefix, rank),
    ...sections.map((section) =>
      sectionOf(
        section,
        pictures.filter((picture) => picture.section === section.id),
        prefix,
        rank,
      ),
    ),
    h('section', { 'aria-labelledby': named(`${prefix}file`, prefix) }, [
      h(`h${rank + 1}`, { id: `${prefix}file` }, 'The study file'),
      h('p', null, 'Every figure as it was printed. With this file the report can be made again.'),
      h('pre', { tabindex: 0, 'aria-labelledby': `${prefix}file` }, h('code', null, file)),
    ]),
  ]);
}

function contents(sections: readonly FullSection[], prefix: string, rank: 1 | 2): ComponentChild {
  const id = `${prefix}contents`;
  const entries = [...sections, { id: 'file', title: 'The study file' }];
  return h('nav', { class: 'contents', 'aria-labelledby': named(id, prefix) }, [
    h(`h${rank + 1}`, { id }, 'Contents'),
    h(
      'ol',
      null,
      entries.map((entry) => h('li', null, h('a', { href: `#${prefix}${entry.id}` }, entry.title))),
    ),
  ]);
}

function sectionOf(
  { id, title, lead, parts }: FullSection,
  pictures: readonly DrawnPicture[],
  prefix: string,
  rank: 1 | 2,
): ComponentChild {
  const name = `${prefix}${id}`;
  // A section that holds one part of the same title needs no second heading.
  const only = parts.length === 1 && (parts[0]?.title === title || parts[0]?.title === '');
  return h('section', { 'aria-labelledby': named(name, prefix) }, [
    h(`h${rank + 1}`, { id: name }, title),
    lead ? h('p', null, lead) : null,
    ...pictures.map(figure),
    ...renderParts(parts, { prefix: `${name}-`, rank: rank === 1 ? 2 : 3, untitled: only }),
  ]);
}

/** With several studies on a page, “In short” is that of one of them. */
function named(id: string, prefix: string): string {
  return prefix === '' ? id : `${id} ${prefix}title`;
}

function figure({ wide, narrow, caption }: DrawnPicture): ComponentChild {
  return h('figure', null, [
    // Made by our own renderer, which escapes every text of a study file.
    h('div', { class: 'broad', dangerouslySetInnerHTML: { __html: wide } }),
    h('div', { class: 'slim', dangerouslySetInnerHTML: { __html: narrow } }),
    h('figcaption', null, ['Made with ', h('code', null, caption)]),
  ]);
}

/** The style sheets of a picture, which the page must allow. */
function stylesOf(svg: string): string[] {
  return [...svg.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style = '']) => style);
}
