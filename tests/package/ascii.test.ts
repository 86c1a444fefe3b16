import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { shell } from '../cli/spawn.ts';

// Built already: `npm test` builds first.
const project = resolve(import.meta.dirname, '../..');
const folder = join(project, 'dist/cli');

describe('the built program', () => {
  it('is plain ASCII, as it is read as Latin-1', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.cjs'));
    expect(files.length).toBeGreaterThan(3);
    for (const name of files) {
      const beyond = /.{0,20}[\u0080-\uffff].{0,20}/.exec(readFileSync(join(folder, name), 'utf8'));
      expect([name, beyond?.[0]]).toEqual([name, undefined]);
    }
  });

  it('reads figures as the source does: minus signs, raised points, dashes and limits', async () => {
    const study = JSON.stringify({
      id: 'signs',
      cohorts: { all: { n: 40 }, a: { of: 'all', n: '≤7', percent: '17·5' } },
      measures: {
        fall: { cohort: 'all', mean: '−1.50', sd: '0·57', range: ['−3', '1'] },
      },
      comparisons: [{ label: 'x', tests: [{ kind: 'χ²', value: '4·1', df: '1', p: '0·043' }] }],
    });
    const { code, stdout, stderr } = await run(['check', '-', '--json'], { stdin: study });
    expect(stderr).toBe('');
    const built = shell(`printf %s '${study}' | BIN check - --json`, project);
    expect([built.code, built.stderr]).toEqual([code, '']);
    expect(JSON.parse(built.stdout)).toEqual(JSON.parse(stdout));
  });
});
