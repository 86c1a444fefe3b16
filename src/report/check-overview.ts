import type { Part, Row } from './document.ts';
import type { StudyReport } from './report.ts';
import { enumerate } from './words.ts';

/** What the checks found in one study, in numbers. */
export interface StudyCount {
  /** Its file, as two may have one id; the id where it came from standard input. */
  readonly study: string;
  readonly printed: number;
  readonly checked: number;
  readonly agree: number;
  readonly unexplained: number;
  readonly wrong: number;
}

/** The numbers of a report of `check`; none for one of another command. */
export function countOf({ study, findings, checked }: StudyReport): readonly StudyCount[] {
  if (checked === null) return [];
  const { printed, checked: done, agree, withinRounding, unexplained, wrong } = checked.count;
  const file = findings[0]?.where.file ?? study.id;
  return [
    { study: file, printed, checked: done, agree: agree + withinRounding, unexplained, wrong },
  ];
}

/** Title of what is said of all studies together. */
export const overviewTitle = 'All studies';

/**
 * What the checks found in all studies together, with a row for each that has something to look
 * at, as with many of them nobody reads every page. Nothing for one study alone.
 *
 * @param unread how many files could not be read
 */
export function overviewOf(counts: readonly StudyCount[], unread: number): readonly Part[] {
  if (counts.length === 0 || counts.length + unread < 2) return [];
  const open = counts.filter(({ wrong, unexplained }) => wrong + unexplained > 0);
  const text = overviewText(counts, unread);
  if (open.length === 0) return [{ kind: 'text', title: overviewTitle, paragraphs: [text] }];
  const right = (header: string, under: string) => ({ header, under, align: 'right' }) as const;
  const worst = [...open].sort((a, b) => b.wrong - a.wrong || b.unexplained - a.unexplained);
  return [
    {
      kind: 'table',
      id: 'overview',
      title: `${overviewTitle} with something to look at`,
      columns: [
        { header: '', align: 'left' },
        right('do not', 'follow'),
        right('not', 'explained'),
        right('agree', ''),
      ],
      rows: worst.map(
        ({ study, ...of }): Row => ({
          cells: [study, ...[of.wrong, of.unexplained, of.agree].map(cell)],
        }),
      ),
      caption: text,
    },
  ];
}

const cell = (count: number): string => (count === 0 ? '–' : String(count));

/** "3 studies, 83 printed figures: 80 checked, 78 agree, 2 do not follow from the others (in 1 study)." */
export function overviewText(counts: readonly StudyCount[], unread: number): string {
  const sum = (of: (count: StudyCount) => number) =>
    counts.reduce((all, each) => all + of(each), 0);
  const [wrong, unexplained] = [sum((each) => each.wrong), sum((each) => each.unexplained)];
  const within = (of: (count: StudyCount) => number) => {
    const studies = counts.filter((each) => of(each) > 0).length;
    return studies === 0 ? '' : ` (in ${some(studies, 'study', 'studies')})`;
  };
  const found = [
    `${sum((each) => each.checked)} checked`,
    `${sum((each) => each.agree)} agree`,
    `${unexplained} unexplained${within((each) => each.unexplained)}`,
    `${wrong} ${wrong === 1 ? 'does' : 'do'} not follow from the others${within((each) => each.wrong)}`,
  ];
  const figures = some(
    sum((each) => each.printed),
    'printed figure',
    'printed figures',
  );
  const sentence = `${some(counts.length, 'study', 'studies')}, ${figures}: ${enumerate(found)}.`;
  if (unread === 0) return sentence;
  return `${sentence} ${some(unread, 'file', 'files')} could not be read.`;
}

const some = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`;
