import { fails } from '../checks/engine/fail-on.ts';
import type { Finding } from '../checks/engine/finding.ts';
import { labelFirst, messageOf, verdictWords } from '../report/finding-words.ts';
import type { StudyReport } from '../report/report.ts';
import type { Format, FormatContext } from './format.ts';
import { type Unread, unreadOf } from './unread.ts';

/**
 * Test Anything Protocol, version 14: a subtest for each study, a point for each finding.
 *
 * @see https://testanything.org/tap-version-14-specification.html
 */
export const tap: Format = async function* (reports, context) {
  yield 'TAP version 14\n';
  let studies = 0;
  for await (const report of reports) {
    studies += 1;
    yield subtest(report, studies, context);
  }
  for (const each of unreadOf(context)) {
    studies += 1;
    yield unreadPoint(each, studies);
  }
  yield `1..${studies}\n`;
};

function unreadPoint({ where, message, text }: Unread, number: number): string {
  const at = where && { file: where.file, line: where.line, column: where.column };
  const lines = yamlLines({ message, severity: 'error', at });
  return [`not ok ${number} - ${description(text)}`, ...lines, ''].join('\n');
}

function subtest(report: StudyReport, number: number, context: FormatContext): string {
  const { study, findings, checked } = report;
  const failOn = checked?.failOn ?? 'error';
  const points = findings.flatMap((finding, i) => [
    pointLine(finding, i + 1, fails(finding, failOn)),
    ...(finding.level === 'pass' ? [] : diagnostics(finding, context)),
  ]);
  const plan = findings.length === 0 ? '1..0 # SKIP no check has anything to run on' : null;
  const lines = [plan ?? `1..${findings.length}`, ...points];
  const passes = !findings.some((finding) => fails(finding, failOn));
  return [
    `# Subtest: ${description(study.id)}`,
    ...lines.map((line) => `    ${line}`),
    `${passes ? 'ok' : 'not ok'} ${number} - ${description(study.id)}`,
    '',
  ].join('\n');
}

/** An accepted finding is a failure that is known of, which is what TODO stands for. */
function pointLine(finding: Finding, number: number, failing: boolean): string {
  const { check, label, reported, verdict, accepted } = finding;
  const ok = failing || accepted !== null ? 'not ok' : 'ok';
  const text = `${check}: ${labelFirst(label)}, ${reported} ${verdictWords[verdict]}`;
  const directive =
    accepted !== null
      ? ` # TODO accepted: ${description(accepted)}`
      : verdict === 'not-checkable'
        ? ' # SKIP an input is missing'
        : '';
  return `${ok} ${number} - ${description(text)}${directive}`;
}

function diagnostics(finding: Finding, { pathOf = (file) => file }: FormatContext): string[] {
  const { where, check, verdict, level, reported, recomputed } = finding;
  const file = where.file === null ? null : pathOf(where.file);
  const values = {
    message: messageOf(finding),
    severity: level,
    check,
    verdict,
    at: { file, line: where.line, column: where.column },
    path: where.path,
    reported,
    recomputed,
  };
  return yamlLines(values);
}

/** A block of YAML: every value is JSON on one line, which YAML reads as it is. */
function yamlLines(values: object): string[] {
  const lines = Object.entries(values).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return ['---', ...lines, '...'].map((line) => `  ${line}`);
}

/** "#" would begin a directive. */
function description(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\#]/g, '\\$&');
}
