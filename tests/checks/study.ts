import type { CheckOptions } from '../../src/checks/engine/check.ts';
import type { Finding } from '../../src/checks/engine/finding.ts';
import { checkStudy, type StudyFindings } from '../../src/checks/engine/run.ts';
import { checks } from '../../src/checks/index.ts';
import { parseStudy } from '../../src/study/read.ts';

type TestOptions = Partial<CheckOptions> & {
  readonly strength?: boolean;
  /** Ids of the checks to run, as with --only; all if left out. */
  readonly only?: readonly string[];
};

/** A study of the given parts, as a file would have them, checked. */
export function checked(
  parts: Readonly<Record<string, unknown>>,
  options: TestOptions = {},
): StudyFindings {
  const text = JSON.stringify({ id: 'made-up', ...parts }, null, 2);
  return checkStudy(parseStudy(text, { file: 'study.json' }), {
    strength: false,
    ...options,
    known: checks.map(({ id }) => id),
    checks: options.only ? checks.filter(({ id }) => options.only?.includes(id)) : checks,
  });
}

/** The findings of one check. */
export function findingsOf(
  check: string,
  parts: Readonly<Record<string, unknown>>,
  options: TestOptions = {},
): readonly Finding[] {
  return checked(parts, options).findings.filter((finding) => finding.check === check);
}
