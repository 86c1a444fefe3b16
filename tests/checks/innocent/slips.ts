import type { Finding } from '../../../src/checks/engine/finding.ts';
import { checkStudy } from '../../../src/checks/engine/run.ts';
import { checks } from '../../../src/checks/index.ts';
import { parseStudy } from '../../../src/study/read.ts';
import { Draw } from './draw.ts';
import { madeUpStudy } from './studies.ts';

/** What a check claimed to catch of wrong figures in made-up studies, and what it caught. */
export interface Share {
  readonly check: string;
  readonly kind: 'any figure' | 'one digit';
  readonly claimed: number;
  readonly caught: number;
  readonly draws: number;
  /** How far the two are apart, in standard errors of the draws. */
  readonly standardErrors: number;
}

const ofScores = ['sample-exists', 'analysed-n', 'grim', 'grimmer', 'debit', 'correlation-matrix'];

type Json = Record<string, unknown>;

/**
 * Made-up studies with one printed figure replaced at a time, written, read and checked anew by the
 * check that spoke of it: by any figure with as many decimals, and by a slip of one digit.
 */
export function sharesCaught(from: number, to: number, perCheck = 4): readonly Share[] {
  const tallies = new Map<
    string,
    { claimed: number; caught: number; draws: number; variance: number }
  >();
  for (let seed = from; seed <= to; seed++) {
    const draw = new Draw(seed + 1e6);
    const { file } = madeUpStudy(seed);
    // Those of whole scores are tried in false-alarms/power.ts; a search for each figure takes long.
    for (const check of checks.filter(({ id }) => !ofScores.includes(id))) {
      const ask = (text: string, strength: boolean) => {
        const study = parseStudy(text, { file: 'made-up.json' });
        return { study, findings: checkStudy(study, { checks: [check], strength }).findings };
      };
      const { findings } = ask(JSON.stringify(file), true);
      const found = findings.filter(
        ({ strength, where, reported }) => strength && textAt(file, where.path) === reported,
      );
      for (let k = 0; k < Math.min(perCheck, found.length); k++) {
        const finding = draw.one(found);
        for (const kind of ['any figure', 'one digit'] as const) {
          const instead =
            kind === 'any figure' ? anyFigure(finding, draw) : oneDigit(finding, draw);
          if (instead === null) continue;
          const text = JSON.stringify(replacedAt(file, finding.where.path, instead));
          const levels = kind === 'any figure' ? ['error'] : ['error', 'warning'];
          const { findings: after, study } = ask(text, false);
          // What cannot be true by itself is told when the file is read.
          const alone = study.warnings.some(
            ({ kind: why, path }) => why !== 'constant' && path === finding.where.path,
          );
          // A slip may show at other figures of the row too: the claim is of this one.
          const shown = after.some(
            ({ where, label, level }) =>
              where.path === finding.where.path &&
              label === finding.label &&
              levels.includes(level),
          );
          note(check.id, kind, claimOf(finding, kind), shown || alone);
        }
      }
    }
  }
  return [...tallies].map(([key, { claimed, caught, draws, variance }]) => {
    const [check = '', kind] = key.split(': ');
    const distance = Math.abs(caught - claimed) / Math.max(Math.sqrt(variance), 0.5);
    return {
      check,
      kind: kind as Share['kind'],
      claimed: claimed / draws,
      caught: caught / draws,
      draws,
      standardErrors: distance,
    };
  });

  function note(check: string, kind: string, claimed: number, caught: boolean): void {
    const key = `${check}: ${kind}`;
    const tally = tallies.get(key) ?? { claimed: 0, caught: 0, draws: 0, variance: 0 };
    tallies.set(key, tally);
    tally.claimed += claimed;
    tally.caught += caught ? 1 : 0;
    tally.draws += 1;
    tally.variance += claimed * (1 - claimed);
  }
}

function claimOf({ strength }: Finding, kind: Share['kind']): number {
  if (kind === 'any figure') return strength?.power ?? 0;
  const { caught, of } = strength?.slips.anyDigit ?? { caught: 0, of: 1 };
  return caught / Math.max(of, 1);
}

function anyFigure({ strength, reported }: Finding, draw: Draw): string | null {
  const { power, range } = strength ?? {};
  if (power == null || !range || !/^\d+(?:\.\d+)?$/.test(reported)) return null;
  const decimals = reported.split('.')[1]?.length ?? 0;
  const unit = 10 ** decimals;
  const units = draw.whole(Math.ceil(range.low * unit), Math.floor(range.high * unit));
  return (units / unit).toFixed(decimals);
}

function oneDigit({ reported }: Finding, draw: Draw): string | null {
  const digits = [...reported].flatMap((each, at) => (/\d/.test(each) ? [at] : []));
  if (digits.length === 0) return null;
  const at = draw.one(digits);
  const digit = (Number(reported[at]) + draw.whole(1, 9)) % 10;
  return reported.slice(0, at) + digit + reported.slice(at + 1);
}

const keysOf = (path: string): string[] => path.split(/[.[\]]+/).filter((key) => key !== '');

function textAt(file: Json, path: string): unknown {
  return keysOf(path).reduce<unknown>((at, key) => (at as Json | undefined)?.[key], file);
}

function replacedAt(file: Json, path: string, text: string): Json {
  const copy = structuredClone(file);
  const keys = keysOf(path);
  const last = keys.pop() as string;
  const inside = keys.reduce<Json>((at, key) => at[key] as Json, copy);
  inside[last] = text;
  return copy;
}
