import type { Check, CheckOptions } from '../checks/engine/check.ts';
import type { FailOn } from '../checks/engine/fail-on.ts';
import { type Finding, gravity } from '../checks/engine/finding.ts';
import { checkStudy, type StudyFindings } from '../checks/engine/run.ts';
import { checks as everyCheck } from '../checks/index.ts';
import type { Where } from '../errors.ts';
import { everyPrinted } from '../study/every.ts';
import type { Study } from '../study/model.ts';
import { closing } from './check-closing.ts';
import { checksTable } from './checks-table.ts';
import type { List, Part } from './document.ts';
import { acceptedBlocks, otherBlocks, toLookAt } from './finding-blocks.ts';
import { nothingToAccept } from './finding-words.ts';
import { notedList } from './noted.ts';
import { placeText } from './place.ts';
import type { StudyReport } from './report.ts';

/** Title of the list of checks that a study has nothing for. */
export const idleTitle = 'Checks with nothing to run on';

export interface CheckReportOptions extends CheckOptions {
  readonly checks: readonly Check[];
  readonly failOn: FailOn;
  /** Whether passes and what is missing are shown one by one; the data has them all anyway. */
  readonly verbose: boolean;
}

/** Checks the printed figures of a study against one another: findings for scripts, parts for people. */
export function buildCheckReport(study: Study, options: CheckReportOptions): StudyReport {
  const { checks, rounding, alpha, failOn } = options;
  const known = everyCheck.map(({ id }) => id);
  const { findings, ...checked } = checkStudy(study, { checks, known, rounding, alpha });
  const sorted = worstFirst(findings);
  return {
    study: { id: study.id, title: study.title },
    assumptions: study.assumptions,
    results: [],
    findings: sorted,
    checked: { checks: checks.map(({ id }) => id), rounding, alpha, failOn, ...checked },
    warnings: study.warnings.map(({ where, message }) => ({ where, message })),
    notes: [],
    parts: partsOf(study, { findings: sorted, ...checked }, options),
  };
}

/** By gravity, then as they stand in the file, then in the order of the checks. */
function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      gravity(b.verdict) - gravity(a.verdict) ||
      a.where.line - b.where.line ||
      a.where.column - b.where.column,
  );
}

interface Place {
  readonly where: Where;
  readonly text: string;
}

function partsOf(
  study: Study,
  found: StudyFindings,
  { checks, verbose }: CheckReportOptions,
): readonly Part[] {
  const printed = printedPlaces(study);
  const textOf = new Map([...printed].map(([path, { text }]) => [path, text]));
  const { findings } = found;
  const parts: (Part | null)[] = [
    { kind: 'heading', title: study.title, lines: [study.file ?? 'standard input'] },
    ...toLookAt(findings),
    ...acceptedBlocks(findings),
    unneededList(found),
    notedList(findings, verbose),
    ...(verbose ? otherBlocks(findings) : []),
    verbose ? untouchedList(found, printed) : null,
    checksTable(
      findings,
      checks.map(({ id }) => id),
      textOf,
    ),
    idleList(found, verbose || checks.length <= 3),
    closing(found, textOf, { verbose, leftOut: checks.length < everyCheck.length }),
  ];
  return parts.filter((part) => part !== null);
}

function printedPlaces(study: Study): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const found of everyPrinted(study)) {
    const { where, text } = 'figure' in found ? found.figure : found.count;
    const limits = 'count' in found ? `${found.count.low} to ${found.count.high ?? '?'}` : '';
    places.set(found.path, { where, text: text ?? limits });
  }
  return places;
}

function unneededList({ unneeded }: StudyFindings): List | null {
  if (unneeded.length === 0) return null;
  return {
    kind: 'list',
    title: 'No longer needs to be accepted',
    items: unneeded.map(({ where, check, because, isCheck }) => ({
      mark: '·',
      text: `${placeText(where)}: ${nothingToAccept(check, isCheck)} (“${because}”).`,
    })),
  };
}

/** Figures of which no check said anything, not even what is missing. */
function untouchedList(
  { count, findings }: StudyFindings,
  printed: ReadonlyMap<string, Place>,
): List | null {
  const told = new Set(findings.map(({ where }) => where.path));
  const items = count.notChecked.flatMap((path) => {
    const place = printed.get(path);
    if (!place || told.has(path)) return [];
    const text = `${placeText(place.where)}  ${path}: ${place.text}`;
    return [{ mark: '·', text }];
  });
  return items.length === 0
    ? null
    : { kind: 'list', title: 'Figures that no check looked at', items };
}

function idleList({ idle }: StudyFindings, full: boolean): Part | null {
  if (idle.length === 0) return null;
  const title = idleTitle;
  if (full) {
    const items = idle.map(({ check, needs }) => ({ mark: check, text: `needs ${needs}` }));
    return { kind: 'list', title, items };
  }
  const ids = idle.map(({ check }) => check).join(', ');
  return { kind: 'text', title, paragraphs: [`${ids} (--list says what each needs).`] };
}
