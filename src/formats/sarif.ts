import type { Invocation, Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { Check } from '../checks/engine/check.ts';
import { type Finding, levelOf } from '../checks/engine/finding.ts';
import { checks } from '../checks/index.ts';
import { messageOf } from '../report/finding-words.ts';
import { version } from '../version.ts';
import type { Format, FormatContext } from './format.ts';
import { unreadOf } from './unread.ts';

/**
 * SARIF 2.1.0: what is to be looked at, with the checks as rules. A finding that the study file
 * accepts is a suppressed result. Passes are left out: programs that read SARIF would list them.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif: Format = async function* (reports, context) {
  const results: Result[] = [];
  const ran = new Set<string>();
  const fingerprint = fingerprints();
  for await (const { study, findings, checked } of reports) {
    for (const id of checked?.checks ?? []) ran.add(id);
    for (const finding of findings) {
      if (finding.level === 'error' || finding.level === 'warning') {
        results.push(resultOf(finding, fingerprint(study.id, finding), context));
      }
    }
  }
  const rules = checks.filter(({ id }) => ran.has(id));
  const positions = new Map(rules.map(({ id }, i) => [id, i]));
  const log: Log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'dystonia-stats', version, rules: rules.map(ruleOf) } },
        invocations: [invocationOf(context)],
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => ({
          ...result,
          ruleIndex: positions.get(result.ruleId ?? '') ?? -1,
        })),
      },
    ],
  };
  yield `${JSON.stringify(log, null, 2)}\n`;
};

/** Whether all files were read: what is not seen in one that was not is not mended. */
function invocationOf(context: FormatContext): Invocation {
  const unread = unreadOf(context);
  return {
    executionSuccessful: unread.length === 0,
    ...(unread.length === 0
      ? {}
      : {
          toolExecutionNotifications: unread.map(({ where, message }) => ({
            level: 'error' as const,
            message: { text: message },
            ...(where ? { locations: [locationOf({ where }, {})] } : {}),
          })),
        }),
  };
}

function ruleOf({
  id,
  title,
  proves,
  cannot,
  needs,
  example,
  gravest,
  inspectSr,
}: Check): ReportingDescriptor {
  const level = levelOf(gravest);
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `A finding shows ${proves}. It cannot ${cannot}.` },
    help: { text: `Needs ${needs}. ${example}` },
    defaultConfiguration: { level: level === 'pass' ? 'none' : level },
    // What GitHub sorts and filters alerts by. An error is a proof.
    properties: {
      tags: ['printed figures', ...(inspectSr === null ? [] : [`INSPECT-SR ${inspectSr}`])],
      precision: level === 'error' ? 'very-high' : 'medium',
      'problem.severity': level === 'error' || level === 'warning' ? level : 'recommendation',
    },
  };
}

/**
 * What the same finding has in the next run as well, though lines have moved: the study, the check
 * and the figure, and for a second finding of one check on one figure its number.
 */
function fingerprints(): (study: string, finding: Finding) => string {
  const times = new Map<string, number>();
  return (study, { check, where }) => {
    const key = `${study}:${check}:${where.path}`;
    const nth = (times.get(key) ?? 0) + 1;
    times.set(key, nth);
    return nth === 1 ? key : `${key}:${nth}`;
  };
}

function resultOf(finding: Finding, fingerprint: string, context: FormatContext): Result {
  const { check, level, verdict, accepted, reported, recomputed, figures } = finding;
  return {
    ruleId: check,
    level: level === 'pass' ? 'none' : level,
    message: { text: messageOf(finding) },
    locations: [locationOf(finding, context)],
    partialFingerprints: { 'study/check/path/v1': fingerprint },
    ...(accepted === null
      ? {}
      : { suppressions: [{ kind: 'inSource', justification: accepted } as const] }),
    properties: { verdict, reported, recomputed, figures },
  };
}

function locationOf(
  { where }: Pick<Finding, 'where'>,
  { pathOf = (file) => file }: Pick<FormatContext, 'pathOf'>,
): Location {
  const { file, line, column, endColumn, path } = where;
  const named = path === '' ? {} : { logicalLocations: [{ fullyQualifiedName: path }] };
  if (file === null) return named;
  const artifactLocation = { uri: uriOf(pathOf(file)) };
  const end = endColumn === undefined ? {} : { endColumn };
  const region = { startLine: line, startColumn: column, ...end };
  return { physicalLocation: { artifactLocation, region }, ...named };
}

/** A path as a URI: relative as it is, one from the root as a file. */
function uriOf(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${encoded.slice(4)}` : encoded;
}
