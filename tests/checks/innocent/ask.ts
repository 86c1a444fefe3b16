import type { Finding } from '../../../src/checks/engine/finding.ts';
import { checkStudy } from '../../../src/checks/engine/run.ts';
import { checks } from '../../../src/checks/index.ts';
import { parseStudy } from '../../../src/study/read.ts';
import { madeUpStudy } from './studies.ts';

function isAbout({ check, where }: Finding, path: string): boolean {
  return where.path.startsWith(path) || `${check}: ${where.path}`.startsWith(path);
}

/** What all checks said of made-up studies, each under the default rule and under its own. */
export interface Asked {
  readonly studies: number;
  readonly figures: number;
  readonly answers: number;
  readonly errors: readonly string[];
  /** Warnings although every method behind the figures is one that is computed. */
  readonly warnings: readonly string[];
  /** Warnings about figures of a method, or of patients, that the file leaves open. */
  readonly explained: number;
}

export function askOfMadeUp(from: number, to: number): Asked {
  const [errors, warnings]: [string[], string[]] = [[], []];
  let [figures, answers, explained] = [0, 0, 0];
  for (let seed = from; seed <= to; seed++) {
    const { file, rule, others } = madeUpStudy(seed);
    const study = parseStudy(JSON.stringify(file), { file: 'made-up.json' });
    for (const rounding of new Set(['half', rule] as const)) {
      const { findings, count } = checkStudy(study, { checks, rounding, strength: false });
      figures += count.printed;
      answers += findings.length;
      for (const finding of findings) {
        if (finding.level === 'error') errors.push(told(finding));
        if (finding.level !== 'warning') continue;
        if (others.some((path) => isAbout(finding, path))) explained += 1;
        else warnings.push(told(finding));
      }
    }

    function told({ check, where, reported, why }: Finding): string {
      return `seed ${seed}, rounded ${rule}: ${check}, ${where.path} ${reported}: ${why}`;
    }
  }
  return { studies: to - from + 1, figures, answers, errors, warnings, explained };
}
