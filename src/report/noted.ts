import type { Finding } from '../checks/engine/finding.ts';
import type { Where } from '../errors.ts';
import type { List } from './document.ts';
import { placeText } from './place.ts';
import { enumerate } from './words.ts';

/** Whether a finding is an agreement of which a reader should know something. */
export function isNoted({ level, verdict }: Finding): boolean {
  return level === 'note' && verdict !== 'not-checkable';
}

/**
 * Agreement of which a reader should know something. What a check says of several figures of one
 * measure in the same words is said once, with the place of each and the arithmetic of the first.
 *
 * @param verbose with the arithmetic of all
 */
export function notedList(findings: readonly Finding[], verbose: boolean): List | null {
  const groups = new Map<string, Said[]>();
  for (const finding of findings.filter(isNoted)) {
    const said = saidOf(finding);
    const key = JSON.stringify([finding.check, subjectOf(finding.where), said.says]);
    groups.set(key, [...(groups.get(key) ?? []), said]);
  }
  const items = [...groups.values()].map((group) => ({
    mark: '·',
    text: itemText(group, verbose),
  }));
  return items.length === 0 ? null : { kind: 'list', title: 'To note', items };
}

/** A note, with the arithmetic that it begins with by itself. */
interface Said {
  readonly finding: Finding;
  /** "1.72 − 2 × 0.57 = 0.58"; null where the sentence begins with a word. */
  readonly arithmetic: string | null;
  readonly says: string;
}

function saidOf(finding: Finding): Said {
  const found = /^([^\p{L}]+ = [^\p{L}]+) (lies .*)$/su.exec(finding.why);
  const [, arithmetic = null, says = finding.why] = found ?? [];
  return { finding, arithmetic, says };
}

/** The measure of a figure, or the part of the file that it stands in. */
function subjectOf({ path }: Where): string {
  return /^measures\.[^.[]+/.exec(path)?.[0] ?? /^[^.[]*/.exec(path)?.[0] ?? '';
}

const mostShown = 5;

function itemText(group: readonly Said[], verbose: boolean): string {
  const [first] = group as readonly [Said, ...Said[]];
  const { finding, arithmetic, says } = first;
  if (group.length === 1) {
    return `${placeText(finding.where)}, ${finding.label} (${finding.check}): ${finding.why}`;
  }
  const places = placesText(group.map((each) => each.finding.where));
  const { head, rest } = split(group.map((each) => each.finding.label));
  if (arithmetic === null) {
    const labels = [head, enumerate(rest)].filter(Boolean).join(' ');
    return `${places}, ${labels} (${finding.check}): ${says}`;
  }
  const all = group.map((said, i) => `${said.arithmetic} (${rest[i]})`);
  const isLong = !verbose && all.length > mostShown + 1;
  const each = isLong
    ? [...all.slice(0, mostShown), `${all.length - mostShown} more like these`]
    : all;
  const heading = [places, head].filter(Boolean).join(', ');
  return `${heading} (${finding.check}): ${enumerate(each)} ${says.replace(/^lies/, 'lie')}`;
}

/** "study.json:41:27, 42:27 and 43:27": the file once. */
function placesText(places: readonly Where[]): string {
  return enumerate(
    places.map((where, i) =>
      i > 0 && where.file === places[0]?.file ? `${where.line}:${where.column}` : placeText(where),
    ),
  );
}

/** Words that belong to what follows them. */
const leading = /(?:^| )(?:at|the|after|of|in)$/;

/** The words that all labels begin with, and what follows them in each. */
function split(labels: readonly string[]): {
  readonly head: string;
  readonly rest: readonly string[];
} {
  const words = labels.map((label) => label.split(' '));
  const [first = []] = words;
  const most = Math.min(...words.map(({ length }) => length)) - 1;
  let count = 0;
  while (count < most && words.every((each) => each[count] === first[count])) count += 1;
  while (count > 0 && leading.test(first.slice(0, count).join(' '))) count -= 1;
  return {
    head: first.slice(0, count).join(' ').replace(/,$/, ''),
    rest: words.map((each) => each.slice(count).join(' ')),
  };
}
