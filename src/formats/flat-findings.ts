import type { Finding } from '../checks/engine/finding.ts';
import { decimalsOf } from '../report/finding-words.ts';
import type { StudyReport } from '../report/report.ts';
import type { FlatRow } from './flat.ts';

interface FindingColumn {
  /** What stands in it, for the documentation. */
  readonly what: string;
  readonly of: (finding: Finding, study: string) => string | number | null;
}

/** The stable columns of findings in the ndjson and csv formats, one row a finding. */
export const findingColumns: Readonly<Record<string, FindingColumn>> = {
  study: { what: 'id of the study', of: (_, study) => study },
  check: { what: 'id of the check', of: ({ check }) => check },
  verdict: { what: 'what the check says', of: ({ verdict }) => verdict },
  level: { what: 'pass, note, warning or error', of: ({ level }) => level },
  decisionError: {
    what: '1 when printed and recomputed p lie on different sides of alpha, else 0',
    of: ({ decisionError }) => Number(decisionError),
  },
  file: { what: 'file of the figure; empty for standard input', of: ({ where }) => where.file },
  line: { what: 'its line, from 1', of: ({ where }) => where.line },
  column: { what: 'its column, from 1, in UTF-16 units', of: ({ where }) => where.column },
  path: { what: 'its path in the study file', of: ({ where }) => where.path },
  label: { what: 'the figure in words', of: ({ label }) => label },
  reported: { what: 'the figure as printed', of: ({ reported }) => reported },
  decimals: { what: 'its decimals', of: ({ reported }) => decimalsOf(reported) },
  low: { what: 'least recomputed value', of: ({ recomputed }) => recomputed?.low ?? null },
  high: { what: 'greatest recomputed value', of: ({ recomputed }) => recomputed?.high ?? null },
  nominal: {
    what: 'recomputed from the inputs as printed',
    of: ({ recomputed }) => recomputed?.nominal ?? null,
  },
  why: { what: 'arithmetic that a reader can redo', of: ({ why }) => why },
  conditions: {
    what: 'on what the verdict rests beside the printed figures',
    of: ({ conditions }) => conditions.join('; '),
  },
  tried: {
    what: 'other readings that were tried',
    of: ({ tried }) => tried.map(({ assumption }) => assumption).join('; '),
  },
  power: {
    what: 'share of all figures with as many decimals that would be called an error',
    of: ({ strength }) => strength?.power ?? null,
  },
  slipsCaught: {
    what: 'of the other last digits, those that would show',
    of: ({ strength }) => strength?.slips.lastDigit.caught ?? null,
  },
  slips: {
    what: 'other last digits that were tried',
    of: ({ strength }) => strength?.slips.lastDigit.of ?? null,
  },
  weakness: { what: 'what an agreement cannot show', of: ({ weakness }) => weakness },
  figures: {
    what: 'paths of all printed figures that went in',
    of: ({ figures }) => figures.join(' '),
  },
  references: { what: 'keys of the references', of: ({ references }) => references.join(' ') },
  inspectSr: { what: 'item of the INSPECT-SR checklist', of: ({ inspectSr }) => inspectSr },
  accepted: { what: 'why the study file accepts it', of: ({ accepted }) => accepted },
};

export function* flattenFindings({ study, findings }: StudyReport): Generator<FlatRow> {
  const columns = Object.entries(findingColumns);
  for (const finding of findings) {
    yield Object.fromEntries(columns.map(([name, { of }]) => [name, of(finding, study.id)]));
  }
}
