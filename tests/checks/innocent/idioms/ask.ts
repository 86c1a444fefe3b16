import { checkStudy } from '../../../../src/checks/engine/run.ts';
import { checks } from '../../../../src/checks/index.ts';
import { parseStudy } from '../../../../src/study/read.ts';
import { Draw } from '../draw.ts';
import { Pen } from './idiom.ts';
import { idioms } from './index.ts';

/** What all checks said of studies in every idiom, under the default rule, the study's own and any. */
export interface AskedOfIdioms {
  readonly idioms: number;
  readonly studies: number;
  readonly answers: number;
  readonly errors: readonly string[];
  /** Warnings although the file names a method that is computed. */
  readonly warnings: readonly string[];
}

export function askOfIdioms(from: number, to: number): AskedOfIdioms {
  const [errors, warnings]: [string[], string[]] = [[], []];
  let [studies, answers] = [0, 0];
  for (const [name, write] of Object.entries(idioms)) {
    for (let seed = from; seed <= to; seed++) {
      const idiom = write(new Pen(new Draw(seed)));
      if (!idiom) continue;
      studies += 1;
      const study = parseStudy(JSON.stringify({ id: name, ...idiom.parts }), {
        file: 'idiom.json',
      });
      for (const rounding of new Set(['half', idiom.rule, 'any'] as const)) {
        const { findings } = checkStudy(study, { checks, rounding, strength: false });
        answers += findings.length;
        for (const { check, level, where, reported, why } of findings) {
          const told = `${level}: ${name}, seed ${seed}, rounded ${idiom.rule}: ${check}, ${where.path} ${reported}: ${why}`;
          if (level === 'error') errors.push(told);
          if (level === 'warning' && idiom.named) warnings.push(told);
        }
      }
    }
  }
  return { idioms: Object.keys(idioms).length, studies, answers, errors, warnings };
}
