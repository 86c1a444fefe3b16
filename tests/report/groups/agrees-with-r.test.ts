import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/report/report.ts';
import { bundled, fixture, reportOf, resultOf } from './studies.ts';

interface RCase {
  readonly study: string;
  readonly id: string;
  readonly call: string;
  readonly expected: Readonly<Record<string, number>>;
}

const { cases }: { readonly cases: readonly RCase[] } = JSON.parse(
  readFileSync('tests/fixtures/r/groups-in-studies.json', 'utf8'),
);

function found({ ci, details, ...result }: Result, key: string): unknown {
  if (key === 'low' || key === 'high') return ci?.[key];
  return key in result ? result[key as keyof typeof result] : details[key];
}

const studies = [...new Set(cases.map(({ study }) => study))];

describe.each(studies)('%s: what is computed agrees with R', async (study) => {
  const loaded = study === 'three-arms' ? await fixture('three-arms.jsonc') : await bundled(study);
  const report = await reportOf(loaded);
  const own = cases.filter((each) => each.study === study);
  it.each(own)('$id by $call', ({ id, expected }) => {
    const result = resultOf(report, id);
    for (const [key, value] of Object.entries(expected)) {
      // The data have the means and SDs to about 1e-15.
      const allowed = Math.max(1e-9 * Math.abs(value), 1e-12);
      expect(Math.abs((found(result, key) as number) - value), key).toBeLessThanOrEqual(allowed);
    }
  });
});
