import type { Finding } from '../checks/engine/finding.ts';
import type { Table } from './document.ts';
import { decimalsOf } from './finding-words.ts';
import { enumerate, inWords } from './words.ts';

/** One row a check: how many figures it looked at, what it said, and what it would have caught. */
export function checksTable(
  findings: readonly Finding[],
  checks: readonly string[],
  textOf: ReadonlyMap<string, string>,
): Table | null {
  const groups = checks
    .map((check) => findings.filter((finding) => finding.check === check))
    .filter((group) => group.length > 0);
  if (groups.length === 0) return null;
  const right = (header: string, under: string, giveWay?: number) =>
    ({ header, under, align: 'right', ...(giveWay === undefined ? {} : { giveWay }) }) as const;
  const caught = groups.map(caughtText);
  const tried = caught.some((text) => text !== '–');
  return {
    kind: 'table',
    id: 'checks',
    title: 'What was checked',
    columns: [
      { header: '', align: 'left' },
      right('figures', ''),
      right('agree', ''),
      right('within', 'rounding', 3),
      right('to look', 'at'),
      right('not', 'checkable', 2),
      ...(tried ? [right('catches,', 'of others', 1)] : []),
    ],
    rows: groups.map((group, i) => ({
      cells: [
        group[0]?.check ?? '',
        String(group.length),
        count(group, ({ verdict }) => verdict === 'reproduced' || verdict === 'possible'),
        count(group, ({ verdict }) => verdict === 'within-rounding'),
        count(group, ({ level }) => level === 'error' || level === 'warning'),
        count(group, ({ verdict }) => verdict === 'not-checkable'),
        ...(tried ? [caught[i] ?? ''] : []),
      ],
    })),
    caption: [
      tried
        ? 'Catches: of all other figures with as many decimals, the share that would be called an error in this one’s place.'
        : '',
      caught.includes(warnsOnly)
        ? 'Warns only: others would be called unexplained, none an error.'
        : '',
      ...groups.flatMap((group) => catchesNothing(group, textOf)),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function count(group: readonly Finding[], which: (finding: Finding) => boolean): string {
  const found = group.filter(which).length;
  return found === 0 ? '–' : String(found);
}

const warnsOnly = 'warns only';

/** "99.8 %", "35 to 62 %", "nothing", or that other figures would at most be unexplained. */
function caughtText(group: readonly Finding[]): string {
  const powers = group.flatMap(({ strength }) => strength?.power ?? []);
  if (powers.length === 0) return '–';
  const [least, most] = [Math.min(...powers), Math.max(...powers)];
  if (most === 0) return group.some(warns) ? warnsOnly : 'nothing';
  const [low, high] = [percent(least), percent(most)];
  return low === high ? `${low} %` : `${low} to ${high} %`;
}

/** A share in percent: one that is not all, or not nothing, is never printed as if it were. */
function percent(share: number): string {
  const rounded = (100 * share).toFixed(share > 0.1 && share < 0.9 ? 0 : 1);
  if (share < 1 && Number(rounded) === 100) return '>99.9';
  if (share > 0 && Number(rounded) === 0) return '<0.1';
  return rounded.replace(/\.0$/, '');
}

/** Whether a slip in any of the digits would show. */
function warns({ strength }: Finding): boolean {
  return strength !== null && strength.slips.anyDigit.caught > 0;
}

/** In plain words what a green tick would hide. */
function catchesNothing(
  group: readonly Finding[],
  textOf: ReadonlyMap<string, string>,
): readonly string[] {
  const blind = group.filter((each) => each.strength?.power === 0 && !warns(each));
  const [first] = blind;
  if (!first) return [];
  const settings = [...new Set(blind.map((finding) => settingOf(finding, textOf)))];
  const which = blind.length === group.length ? '' : ` for ${blind.length} of ${group.length}`;
  return [`${first.check} catches nothing${which} at ${enumerate(settings.slice(0, 3))}.`];
}

/** "n = 171 with two decimals". */
function settingOf({ figures, reported }: Finding, textOf: ReadonlyMap<string, string>): string {
  const counts = figures.filter((path) => /\.n$/.test(path)).map((path) => textOf.get(path));
  const decimals = Math.max(decimalsOf(reported), 0);
  const digits = `${inWords(decimals)} ${decimals === 1 ? 'decimal' : 'decimals'}`;
  return counts.length === 1 ? `n = ${counts[0]} with ${digits}` : digits;
}
