import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'several-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const bundled = 'data/horisawa-2019.json';
const madeUp = 'tests/fixtures/check/made-up.json';
const wrong = join(scratch, 'wrong.json');
writeFileSync(wrong, '{ "id": "x", "cohort": {}, "scale": {} }');
const only = ['--only', 'percent-of-count'];

describe('several studies', () => {
  it('end in a table of those that have something to look at', async () => {
    const { code, stdout } = await run(['check', bundled, madeUp, wrong, ...only]);
    expect(code).toBe(2);
    const last = stdout.split(/^═+\n\n/m).at(-1);
    expect(last).toMatchInlineSnapshot(`
      "ALL STUDIES WITH SOMETHING TO LOOK AT                   do not        not  agree
                                                              follow  explained
      ────────────────────────────────────────────────────────────────────────────────
      tests/fixtures/check/made-up.json                            1          –      7
      2 studies, 40 printed figures: 14 checked, 12 agree, 0 unexplained and 1 does
      not follow from the others (in 1 study). 1 file could not be read.
      "
    `);
  });

  it('end in a sentence where there is nothing to look at', async () => {
    const { stdout } = await run(['check', bundled, 'bond-2017', '--only', 'subset-size']);
    expect(stdout.split(/^═+\n\n/m).at(-1)).toMatch(/^ALL STUDIES\n {2}2 studies, 72 printed/);
  });

  it('are told together in the log and in the summary of a step', async () => {
    const summary = join(scratch, 'summary.md');
    const { stdout } = await run(['check', bundled, madeUp, '--format', 'github', ...only], {
      env: { GITHUB_STEP_SUMMARY: summary },
    });
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^2 studies, 40 printed figures: /);
    expect(readFileSync(summary, 'utf8')).toMatch(
      /^## All studies with something to look at\n\n[\s\S]*\| tests\/fixtures\/check\/made-up.json \| 1 \|/,
    );
  });

  it('are read once each, though several names and globs mean the same', async () => {
    const names = ['data/horisawa-2019.json', './data/horisawa-2019.js*n', 'horisawa-2019'];
    const { stdout } = await run(['check', ...names, '--json', ...only]);
    const { studies } = JSON.parse(stdout);
    expect(studies.map(({ study }: { study: { id: string } }) => study.id)).toEqual([
      'horisawa-2019',
    ]);
  });

  it('are not told together when there is one', async () => {
    expect((await run(['check', madeUp])).stdout).not.toMatch(/all studies/i);
  });
});

describe('what a check notes', () => {
  it('is said once of the visits of a measure, with the place and arithmetic of each', async () => {
    const { stdout } = await run(['check', bundled, '--only', 'skew']);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain(
      `${bundled}:76:43, 77:45, 78:46 and 79:51, SD (skew): 4.33 + 2 × 0.85 = 6.03 (at 1 week), ` +
        '4.30 + 2 × 1.06 = 6.42 (at 3 months), 4.30 + 2 × 1.13 = 6.56 (at 12 months) and ' +
        "4.39 + 2 × 1.07 = 6.53 (at the last follow-up) lie above the scale's greatest score, 5: ",
    );
    expect(text.match(/ · /g)).toHaveLength(3);
    expect(text).toContain(`${bundled}:75:43, SD before (skew): 1.72 − 2 × 0.57 = 0.58 lies below`);
  });

  it('stays one finding a figure for programs', async () => {
    const { stdout } = await run(['check', bundled, '--only', 'skew', '--format', 'ndjson']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(6);
  });
});
