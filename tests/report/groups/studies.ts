import { methods } from '../../../src/estimates/index.ts';
import { buildReport } from '../../../src/report/build.ts';
import { defaultOptions, type ReportOptions } from '../../../src/report/context.ts';
import { extrasFor } from '../../../src/report/extras.ts';
import type { Result, StudyReport } from '../../../src/report/report.ts';
import type { Study } from '../../../src/study/model.ts';
import { loadStudy, parseStudy } from '../../../src/study/read.ts';

/** The report of a study, as `summarize` builds it. */
export async function reportOf(
  study: Study,
  options: Partial<ReportOptions> = {},
): Promise<StudyReport> {
  const settings = { ...defaultOptions, witnesses: false, ...options };
  return buildReport(study, settings, await extrasFor(study, settings));
}

export const fixture = (name: string) => loadStudy(`tests/fixtures/study/${name}`);
export const bundled = (id: string) => loadStudy(`data/${id}.json`);

/** A study written in the test. */
export const studyOf = (raw: object): Study =>
  parseStudy(JSON.stringify({ id: 'made-up', ...raw }), { file: null, jsonc: false });

/** The result of that id, which must be there. */
export function resultOf({ results }: StudyReport, id: string): Result {
  const found = results.find((result) => result.id === id);
  if (!found) throw new Error(`no result ${id} among ${results.map((each) => each.id).join(', ')}`);
  return found;
}

export { methods };
