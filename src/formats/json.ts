import type { StudyReport } from '../report/report.ts';
import { version } from '../version.ts';
import type { Format } from './format.ts';
import { unreadByFile } from './unread.ts';

/**
 * The published shape: always `{ schemaVersion, tool, studies: [...], unread: [...] }`, for one study
 * or many. What could not be read comes last: it is known once all are through.
 */
export const json: Format = async function* (reports, context) {
  const tool = JSON.stringify({ name: 'dystonia-stats', version });
  const head = `{\n  "schemaVersion": 1,\n  "tool": ${tool},\n  "studies": [`;
  let before = `${head}\n`;
  for await (const report of reports) {
    yield before + indented(published(report));
    before = ',\n';
  }
  const files = unreadByFile(context);
  const unread = files.length === 0 ? '[]' : `[\n${files.map(indented).join(',\n')}\n  ]`;
  // Without a report the head is still to come.
  const [start, end] = before.startsWith('{') ? [head, ']'] : ['', '\n  ]'];
  yield `${start}${end},\n  "unread": ${unread}\n}\n`;
};

/** The parts that a person reads are layout, not data, and made only where they are read. */
function published(report: StudyReport): Omit<StudyReport, 'parts'> {
  const { study, assumptions, results, findings, checked, warnings, notes } = report;
  return { study, assumptions, results, findings, checked, warnings, notes };
}

/** A value as it stands two levels in. */
function indented(value: unknown): string {
  return JSON.stringify([[value]], null, 2).slice('[\n  [\n'.length, -'\n  ]\n]'.length);
}
