import type { StudyReport } from '../report/report.ts';
import { version } from '../version.ts';
import type { Format } from './format.ts';

/** The published shape: always `{ schemaVersion, tool, studies: [...] }`, for one study or many. */
export const json: Format = async function* (reports) {
  const tool = JSON.stringify({ name: 'dystonia-stats', version });
  yield `{\n  "schemaVersion": 1,\n  "tool": ${tool},\n  "studies": [`;
  let separator = '\n';
  for await (const report of reports) {
    yield separator + indent(JSON.stringify(published(report), null, 2), 4);
    separator = ',\n';
  }
  yield '\n  ]\n}\n';
};

/** The parts that a person reads are layout, not data. */
function published({ parts: _, ...data }: StudyReport): Omit<StudyReport, 'parts'> {
  return data;
}

function indent(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by));
}
