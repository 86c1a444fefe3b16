import type { Where } from '../../errors.ts';
import { everyPrinted } from '../../study/every.ts';
import type { Acceptance, Study } from '../../study/model.ts';
import {
  type Check,
  type CheckContext,
  type CheckOptions,
  defaultCheckOptions,
  type Judgement,
} from './check.ts';
import { type Caught, type Finding, gravity, levelOf } from './finding.ts';
import { lastDigitSlips, strengthOf } from './strength.ts';

export interface RunOptions extends Partial<CheckOptions> {
  readonly checks: readonly Check[];
  /** Ids of all checks that there are, where only some are run: an acceptance may name one of them. */
  readonly known?: readonly string[];
  /** Whether to try other figures in the place of each printed one; false saves most of the work. */
  readonly strength?: boolean;
}

/** What all checks together say of a study. Plain data. */
export interface StudyFindings {
  readonly findings: readonly Finding[];
  /** Checks that found nothing to run on, and what they need. */
  readonly idle: readonly { readonly check: string; readonly needs: string }[];
  /** Acceptances for which there is nothing to accept, or no such check. */
  readonly unneeded: readonly {
    readonly where: Where;
    readonly check: string;
    readonly because: string;
    /** False where no check has this id. */
    readonly isCheck: boolean;
  }[];
  readonly count: FigureCount;
  /** How many findings could be tried with other figures, and whether that was done. */
  readonly strength: { readonly triable: number; readonly tried: boolean };
  /** Of each figure that was tried, the changes of its last digit that some check would show. */
  readonly slips: readonly FigureSlips[];
}

export interface FigureSlips {
  readonly path: string;
  readonly lastDigit: Caught;
}

/** How many printed figures at least one check touched, and what came of it. */
export interface FigureCount {
  readonly printed: number;
  readonly checked: number;
  /** Paths of figures that no check could do anything with. */
  readonly notChecked: readonly string[];
  /** Figures by the gravest verdict of a finding about them, or a pass if others rest on them. */
  readonly agree: number;
  readonly withinRounding: number;
  readonly unexplained: number;
  readonly wrong: number;
  readonly accepted: number;
}

/** Beyond so many findings none is tried with other figures, which takes a millisecond or more each. */
const mostWithStrength = 300;

interface Judged {
  readonly check: Check;
  readonly judgement: Judgement;
}

/**
 * Checks the printed figures of a study against one another. Deterministic: findings come in the
 * order of the checks, then of the file.
 * `strength: false` leaves out what each check would have caught, and with it most of the work.
 *
 * @param options.checks the checks to run: `checks` has them all
 * @param options.known the ids of all checks, where only some are run: acceptances of the others wait
 * @param options.rounding how the printed figures were rounded; `half` (ties either way) if left out
 * @param options.alpha the level of significance where a comparison states none; 0.05 if left out
 * @example
 * const text = `{
 *   "id": "doe-2020", "title": "A trial",
 *   "cohorts": {
 *     "all": { "n": 40 },
 *     "headache": { "of": "all", "n": 7, "percent": "17.0" }
 *   }
 * }`;
 * // 7/40 is 17.5 %.
 * checkStudy(parseStudy(text, { file: null }), { checks }).findings[0]?.verdict // → "inconsistent"
 */
export function checkStudy(study: Study, options: RunOptions): StudyFindings {
  const context: CheckContext = {
    ...defaultCheckOptions,
    ...options,
    study,
    running: new Set(options.checks.map(({ id }) => id)),
    impossible: new Set(
      study.warnings
        // Limits in the other order are taken in theirs.
        .filter(({ kind }) => kind !== 'constant' && kind !== 'order')
        .map(({ path }) => path),
    ),
  };
  const judged: Judged[] = [];
  const idle: { check: string; needs: string }[] = [];
  for (const check of options.checks) {
    const before = judged.length;
    for (const judgement of check.run(context)) judged.push({ check, judgement });
    if (judged.length === before) idle.push({ check: check.id, needs: check.needs });
  }
  const triable = judged.filter(isTriable).length;
  const tried = (options.strength ?? true) && triable <= mostWithStrength;
  const printed = new Set([...everyPrinted(study)].map(({ path }) => path));
  const findings = judged.map((each) => findingOf(each, printed, tried));
  return {
    findings,
    idle,
    unneeded: unneededAcceptances(study, findings, options),
    count: countFigures([...printed], findings),
    strength: { triable, tried },
    slips: tried ? slipsOf(judged.filter(isTriable)) : [],
  };
}

function isTriable({ judgement: { instead, verdict } }: Judged): boolean {
  return instead !== undefined && verdict !== 'not-checkable';
}

/** A slip shows when any check about the figure shows it. */
function slipsOf(judged: readonly Judged[]): FigureSlips[] {
  const byPath = new Map<string, Judgement[]>();
  for (const { judgement } of judged) {
    const { path } = judgement.reported.where;
    byPath.set(path, [...(byPath.get(path) ?? []), judgement]);
  }
  return [...byPath].flatMap(([path, judgements]) => {
    const insteads = judgements.flatMap(({ instead }) => (instead ? [instead] : []));
    const lastDigit = lastDigitSlips(judgements[0]?.reported.text ?? '', insteads);
    return lastDigit.of === 0 ? [] : [{ path, lastDigit }];
  });
}

function findingOf(
  { check, judgement }: Judged,
  printed: ReadonlySet<string>,
  tried: boolean,
): Finding {
  const { reported, verdict, instead } = judgement;
  // A count that is not printed can be among the inputs, but it is no figure that went in.
  const inputs = judgement.inputs.map(({ path }) => path).filter((path) => printed.has(path));
  const known = levelOf(verdict);
  const level = judgement.note && known === 'pass' ? 'note' : known;
  const shows = level === 'warning' || level === 'error';
  return {
    check: check.id,
    verdict,
    level,
    decisionError: judgement.decisionError ?? false,
    where: reported.where,
    label: judgement.label,
    reported: reported.text,
    recomputed: judgement.recomputed ?? null,
    why: judgement.why,
    conditions: judgement.conditions ?? [],
    tried: judgement.tried ?? [],
    strength:
      tried && instead && verdict !== 'not-checkable' ? strengthOf(reported.text, instead) : null,
    weakness: judgement.weakness ?? null,
    figures: [...new Set([reported.where.path, ...inputs])],
    references: check.references,
    inspectSr: check.inspectSr,
    accepted: shows
      ? (reported.accept.find((each) => each.check === check.id)?.because ?? null)
      : null,
  };
}

function unneededAcceptances(
  study: Study,
  findings: readonly Finding[],
  { checks, known = [] }: RunOptions,
): StudyFindings['unneeded'] {
  const used = new Set(
    findings
      .filter(({ accepted }) => accepted !== null)
      .map(({ check, where }) => `${check} ${where.path}`),
  );
  const run = new Set(checks.map(({ id }) => id));
  const all = new Set([...run, ...known]);
  // A cell accepts for its count and its percentage, which are told once.
  const open = new Map<string, StudyFindings['unneeded'][number]>();
  for (const { where, check, because } of acceptancesOf(study)) {
    const key = `${check} ${where.path}`;
    const isCheck = all.has(check);
    if ((run.has(check) || !isCheck) && !used.has(key)) {
      open.set(key, { where, check, because, isCheck });
    }
  }
  return [...open.values()];
}

function* acceptancesOf(study: Study): Generator<Acceptance & { readonly where: Where }> {
  for (const found of everyPrinted(study)) {
    const { accept, where } = 'figure' in found ? found.figure : found.count;
    for (const each of accept) yield { ...each, where };
  }
}

function countFigures(paths: readonly string[], findings: readonly Finding[]): FigureCount {
  const gravest = new Map<string, Finding>();
  const touched = new Set<string>();
  for (const finding of findings) {
    if (finding.verdict === 'not-checkable') continue;
    for (const path of finding.figures) touched.add(path);
    const known = gravest.get(finding.where.path);
    if (!known || gravity(finding.verdict) > gravity(known.verdict)) {
      gravest.set(finding.where.path, finding);
    }
  }
  const checked = paths.filter((path) => touched.has(path));
  const tally = { agree: 0, withinRounding: 0, unexplained: 0, wrong: 0, accepted: 0 };
  for (const path of checked) {
    const finding = gravest.get(path);
    if (finding?.accepted != null) tally.accepted += 1;
    else if (finding?.level === 'error') tally.wrong += 1;
    else if (finding?.level === 'warning') tally.unexplained += 1;
    else if (finding?.verdict === 'within-rounding') tally.withinRounding += 1;
    else tally.agree += 1;
  }
  const notChecked = paths.filter((path) => !touched.has(path));
  return { printed: paths.length, checked: checked.length, notChecked, ...tally };
}
