import exported, { type Builder, type TestSuite } from 'junit-report-builder';
import { fails } from '../checks/engine/fail-on.ts';
import type { Finding } from '../checks/engine/finding.ts';
import { labelFirst, messageOf, verdictWords } from '../report/finding-words.ts';
import { placeText } from '../report/place.ts';
import type { StudyReport } from '../report/report.ts';
import type { Format, FormatContext } from './format.ts';
import { unreadOf } from './unread.ts';

// Its types say that the builder is a property of what it exports; it is what it exports.
const builder = exported as unknown as Builder;

/** JUnit XML: a suite for each study, a case for each finding. What is at --fail-on is a failure, a file that cannot be read an error. */
export const junit: Format = async function* (reports, context) {
  const document = builder.newBuilder().name('dystonia-stats check');
  for await (const report of reports) {
    const suite = document.testSuite().name(report.study.id);
    for (const finding of report.findings) addCase(suite, finding, report, context);
  }
  const unread = unreadOf(context);
  const files = unread.length > 0 ? document.testSuite().name('study files') : null;
  for (const { where, message, text } of unread) {
    const test = files
      ?.testCase()
      .className('study files')
      .name(where ? text : message);
    if (where?.file) test?.file(where.file);
    test?.error(message, 'unreadable', text);
  }
  yield `${document.build()}\n`;
};

function addCase(
  suite: TestSuite,
  finding: Finding,
  { study, checked }: StudyReport,
  { pathOf = (file) => file }: FormatContext,
): void {
  const { check, label, where, verdict, accepted } = finding;
  const message = messageOf(finding);
  const place = where.file === null ? null : { ...where, file: pathOf(where.file) };
  const test = suite
    .testCase()
    .className(`${study.id}.${check}`)
    .name(`${labelFirst(label)} (${where.path})`);
  if (place) test.file(place.file);
  if (fails(finding, checked?.failOn ?? 'error')) {
    test.failure(message, verdict).stacktrace(`${placeText(place ?? where)}  ${message}`);
    return;
  }
  if (verdict === 'not-checkable' || accepted !== null) test.skipped();
  test.standardOutput(
    `${placeText(place ?? where)}  ${finding.reported} ${verdictWords[verdict]}. ${message}`,
  );
}
