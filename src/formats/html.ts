import { h } from 'preact';
import type { StudyReport } from '../report/report.ts';
import type { Format } from './format.ts';
import { renderPage } from './html/page.ts';
import { renderParts } from './html/parts.ts';

/** One page with everything that a person reads, in a file that loads nothing. */
export const html: Format = async function* (reports) {
  const all: StudyReport[] = [];
  for await (const report of reports) all.push(report);
  const title = all.length === 1 ? (all[0]?.study.title ?? '') : `${all.length} studies`;
  yield renderPage({ title }, [
    h('main', null, [
      all.length === 1 ? null : h('h1', null, title),
      ...all.map(({ parts }, i) =>
        h(
          'article',
          null,
          renderParts(parts, { prefix: `s${i}-`, rank: all.length === 1 ? 1 : 2 }),
        ),
      ),
    ]),
  ]);
};
