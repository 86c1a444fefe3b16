import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'summarize-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const snapshot = (name: string) => `../snapshots/summarize/${name}`;
const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length));

describe('the bundled study, as people see it', () => {
  it.each([60, 80, 140])('at %i columns', async (columns) => {
    const { code, stdout, stderr } = await run(['summarize'], { columns, env: { NO_COLOR: '1' } });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
    await expect(stdout).toMatchFileSnapshot(snapshot(`${columns}.txt`));
  });
  it('in a pipe is the same without colour, and never cut', async () => {
    const piped = await run(['summarize']);
    const terminal = await run(['summarize'], { columns: 80 });
    expect(terminal.stdout).toContain('\u001b[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour is made of them
    expect(terminal.stdout.replace(/\u001b\[\d+m/g, '')).toBe(piped.stdout);
  });
  it.each(['markdown', 'csv', 'ndjson', 'json'])('as %s', async (format) => {
    const { code, stdout } = await run(['summarize', '--format', format]);
    expect(code).toBe(0);
    // The last digits of a double may differ from one version of Node to the next.
    const steady = stdout.replace(/-?\d+\.\d{11,}(e[+-]?\d+)?/g, (number) =>
      String(Number(Number(number).toPrecision(10))),
    );
    await expect(steady).toMatchFileSnapshot(snapshot(`bundled.${format}`));
  });
});

describe('the facts of the article', () => {
  it('come out of the numbers', async () => {
    const { stdout } = await run(['summarize', '--json']);
    const { results } = JSON.parse(stdout).studies[0];
    const value = (id: string) => results.find((result: { id: string }) => result.id === id);
    // 28/171 = 16.4 %, 6/171 = 3.5 %, 18 recurrences, 7 of 9 improved after repeat surgery
    expect(value('cohorts.temporary-ae.wilson').value).toBeCloseTo(0.164, 3);
    expect(value('cohorts.permanent-ae.wilson').value).toBeCloseTo(0.035, 3);
    expect(value('cohorts.recurrence.wilson').value).toBeCloseTo(18 / 171, 12);
    expect(value('cohorts.repeat-improved.wilson').value).toBeCloseTo(7 / 9, 12);
    // 79.6 % of the possible gain at 1 week, +152 % of the mean before
    expect(value('tsfd.all.1-week.pmpi_delta').value).toBeCloseTo(79.6, 1);
    expect(value('tsfd.all.1-week.percent_change_delta').value).toBeCloseTo(151.7, 1);
    // spec 4.2, found by two independent programs
    expect(value('tsfd.all.1-week.higher-1').range).toMatchObject({ low: 150, high: 171 });
    expect(value('tsfd.all.12-months.higher-3').range).toMatchObject({ low: 86, high: 155 });
    expect(value('tsfd.all.last-follow-up.scored-4').range).toMatchObject({ low: 125, high: 156 });
  });
  it('are not a success rate: 160 of 171 is shown nowhere', async () => {
    const { stdout } = await run(['summarize', '--all']);
    expect(stdout).not.toContain('160');
  });
});

describe('options', () => {
  it('--conf-level 0.9 narrows every interval', async () => {
    const results = async (...options: string[]) =>
      JSON.parse((await run(['summarize', '--json', ...options])).stdout).studies[0].results;
    const [wide, narrow] = [await results(), await results('--conf-level', '0.9')];
    for (const [i, { ci }] of narrow.entries()) {
      if (!ci) continue;
      expect(ci.level).toBe(0.9);
      expect(ci.low).toBeGreaterThan(wide[i].ci.low);
      expect(ci.high).toBeLessThan(wide[i].ci.high);
    }
  });
  it('--correlation computes at one value, several or over a range, and says so', async () => {
    const at = async (r: string) => {
      const { stdout } = await run(['summarize', '--json', '--correlation', r]);
      return JSON.parse(stdout).studies[0].results.filter(
        (result: { method: string; to: string }) =>
          result.method === 'change_t' && result.to === '1-week',
      );
    };
    const [one, ...none] = await at('0.5');
    expect(none).toEqual([]);
    // prepost.json, change_t/real-1week-r0.5 (R): se 0.05716…
    expect(one.se).toBeCloseTo(0.0571, 3);
    expect(one).toMatchObject({ correlation: 0.5, correlationFrom: 'assumed' });
    expect(await at('0.3,0.5')).toHaveLength(2);
    const [range] = await at('0.2:0.9');
    expect(range.ci.widestOver).toBe('correlation');
    expect(range.ciRange.low.low).toBeLessThan(range.ciRange.low.high);
  });
  it('--digits sets the decimals', async () => {
    const { stdout } = await run(['summarize', '--digits', '4']);
    expect(stdout).toContain('+2.6100');
  });
  it('--output writes the file whole and nothing on stdout', async () => {
    const file = join(scratch, 'out.json');
    const { code, stdout } = await run(['summarize', '--json', '--output', file]);
    expect([code, stdout]).toEqual([0, '']);
    expect(JSON.parse(readFileSync(file, 'utf8')).schemaVersion).toBe(1);
  });
  it('--format repeats, with a file each', async () => {
    const file = join(scratch, 'out.csv');
    const { stdout } = await run(['summarize', '-f', 'table', '-f', `csv:${file}`]);
    expect(stdout).toContain('IN SHORT');
    expect(readFileSync(file, 'utf8')).toMatch(/^study,id,label,/);
  });
});

describe('several studies', () => {
  const study =
    '{ "id": "small", "cohorts": { "all": { "n": 10 }, "ill": { "of": "all", "n": 3 } } }';
  it('are read from files, ids and standard input', async () => {
    const { code, stdout } = await run(['summarize', '-', 'horisawa-2019', '--json'], {
      stdin: study,
    });
    expect(code).toBe(0);
    const ids = JSON.parse(stdout).studies.map((each: { study: { id: string } }) => each.study.id);
    expect(ids).toEqual(['small', 'horisawa-2019']);
  });
  it('are done even when one of them is wrong; the exit code is 2', async () => {
    const wrong = join(scratch, 'wrong.json');
    writeFileSync(wrong, '{ "id": "x", "cohort": {} }');
    const { code, stdout, stderr } = await run(['summarize', wrong, 'horisawa-2019', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).studies).toHaveLength(1);
    expect(stderr).toContain('unknown key "cohort"');
  });
  it('leave an earlier output alone when none of them can be read', async () => {
    const file = join(scratch, 'kept.json');
    writeFileSync(file, 'kept');
    const { code } = await run(['summarize', 'no-such.json', '--json', '-o', file]);
    expect(code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });
  it('of a glob without a match are an error', async () => {
    const { code, stderr } = await run(['summarize', `${scratch}/*.none`]);
    expect(code).toBe(2);
    expect(stderr).toContain('no file matches');
  });
});

describe('figures that cannot be true', () => {
  it('are shown with a warning, and nothing is computed from them', async () => {
    const stdin = JSON.stringify({
      id: 'odd',
      cohorts: { all: { n: 20 } },
      scales: { s: { min: 0, max: 10, step: 1, stepSource: 'manual', better: 'lower' } },
      measures: {
        pain: {
          scale: 's',
          cohort: 'all',
          baseline: 'before',
          at: { before: { mean: '16.0', sd: '2.0' }, after: { mean: '4.0', sd: '-1.5' } },
        },
      },
    });
    const { code, stdout, stderr } = await run(['summarize', '-'], { stdin });
    expect(code).toBe(0);
    expect(stderr).toMatch(/warning: .*16\.0/);
    expect(stdout).toMatch(/16\.0†.*–\n/);
    expect(stdout).toContain('Nothing is computed from');
    expect(stdout).not.toMatch(/NaN|Infinity|undefined:/);
  });
});
