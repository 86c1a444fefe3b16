import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { type CommandEntry, catalogue } from '../../src/cli/catalogue.ts';
import { formatsFor } from '../../src/formats/index.ts';
import { run } from './run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'check-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const bundled = 'data/horisawa-2019.json';
const madeUp = 'tests/fixtures/check/made-up.json';
// What other checks say of the same file is not what these tests are about.
const only = ['--only', 'percent-of-count'];
const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length));

describe('findings, as people see them', () => {
  it.each([60, 80, 140])('at %i columns', async (columns) => {
    const argv = ['check', madeUp, ...only];
    const { code, stdout, stderr } = await run(argv, { columns, env: { NO_COLOR: '1' } });
    expect([code, stderr]).toEqual([1, '']);
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
    await expect(stdout).toMatchFileSnapshot(`../snapshots/check/${columns}.txt`);
  });

  it('one by one, with what is missing', async () => {
    const { stdout } = await run(['check', madeUp, '--verbose', ...only]);
    await expect(stdout).toMatchFileSnapshot('../snapshots/check/verbose.txt');
  });

  it('names with --verbose the figures that no check looked at, and no others', async () => {
    const stdin = JSON.stringify({
      id: 'x',
      cohorts: { all: { n: 40 }, event: { of: 'all', n: 6, percent: '15.0' } },
      measures: { stay: { unit: 'days', cohort: 'all', median: '25' } },
    });
    const { stdout } = await run(['check', '-', '--verbose'], { stdin });
    const [, list = ''] = stdout.split('FIGURES THAT NO CHECK LOOKED AT\n');
    expect(list.split('\n\n')[0]).toMatch(
      /^ {2}· standard input:1:\d+ measures\.stay\.median: 25$/,
    );
    const brief = await run(['check', '-'], { stdin });
    expect(brief.stdout).not.toContain('NO CHECK LOOKED AT');
  });

  it('in a pipe are the same without colour', async () => {
    const piped = await run(['check', madeUp, ...only]);
    const terminal = await run(['check', madeUp, ...only], { columns: 80 });
    expect(terminal.stdout).toContain('\u001b[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour is made of them
    expect(terminal.stdout.replace(/\u001b\[\d+m/g, '')).toBe(piped.stdout);
  });
});

describe('the bundled study', () => {
  it('agrees with itself, and the closing lines say what that is worth', async () => {
    const { code, stdout } = await run(['check', bundled]);
    expect(code).toBe(0);
    expect(stdout).toContain('29 printed figures');
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain(
      '29 printed figures, all checked: 29 agree with one another, 0 do not. Agreement says nothing ' +
        'about 3 of them (18, 9, 7: smaller counts would pass as well), and little about the last digits: of ',
    );
    expect(text).toMatch(
      /last-digit slips in the means and SDs, (none|\d+) would show\. This compares printed figures with one another\. It cannot show that they are right\. $/,
    );
    expect(text).not.toMatch(/misconduct/);
  });

  it('has no finding to look at under any rounding rule', async () => {
    for (const rule of ['half', 'half-up', 'half-even', 'any']) {
      expect((await run(['check', bundled, '--rounding', rule])).code).toBe(0);
    }
  });
});

describe('the exit code', () => {
  it('is 2 when no study is named: never the bundled one', async () => {
    const { code, stdout, stderr } = await run(['check']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('no study named');
  });

  it('is 2 when a glob matches nothing', async () => {
    const { code, stderr } = await run(['check', `${scratch}/*.json`]);
    expect(code).toBe(2);
    expect(stderr).toContain('no file matches');
  });

  it('is 1 when a figure is to be looked at, 0 when it is accepted or milder', async () => {
    const code = async (...rest: string[]) => (await run(['check', madeUp, ...only, ...rest])).code;
    expect(await code()).toBe(1);
    expect(await code('--fail-on', 'inconsistent')).toBe(1);
    expect(await code('--fail-on', 'impossible-as-entered')).toBe(0);
    expect(await code('--fail-on', 'not-checkable')).toBe(1);
    expect((await run(['check', bundled, ...only, '--fail-on', 'within-rounding'])).code).toBe(0);
    expect((await run(['check', bundled, ...only, '--fail-on', 'pass'])).code).toBe(1);
  });

  it('is 2 when a file is wrong, though another has a finding; the others are still done', async () => {
    const wrong = join(scratch, 'wrong.json');
    writeFileSync(wrong, '{ "id": "x", "cohort": {} }');
    const { code, stdout, stderr } = await run(['check', wrong, madeUp, ...only]);
    expect(code).toBe(2);
    expect(stderr).toContain('unknown key "cohort"');
    expect(stdout).toContain('DOES NOT FOLLOW FROM THE OTHERS');
  });
});

describe('options', () => {
  it('--list names every check, with what it needs', async () => {
    const { code, stdout } = await run(['check', '--list']);
    expect(code).toBe(0);
    for (const { id } of checks) expect(stdout).toContain(`  ${id} `);
    expect(stdout).toContain('Needs');
  });

  it('--only and --skip choose, with commas or by repeating', async () => {
    const ran = async (...rest: string[]) =>
      JSON.parse((await run(['check', bundled, '--json', ...rest])).stdout).studies[0].checked
        .checks;
    const ids = checks.map(({ id }) => id);
    const [first = '', second = first] = ids;
    expect(await ran()).toEqual(ids);
    expect(await ran('--only', `${second},${first}`)).toEqual([...new Set([first, second])]);
    expect(await ran('--only', first, '--only', second)).toEqual([...new Set([first, second])]);
    if (ids.length > 1) expect(await ran('--skip', first)).toEqual(ids.slice(1));
  });

  it('a check that ran on nothing is listed, with what it needs', async () => {
    const stdin = '{ "id": "empty", "cohorts": { "all": { "n": 4 } } }';
    const { code, stdout } = await run(['check', '-', ...only], { stdin });
    expect(code).toBe(0);
    expect(stdout).toMatch(/CHECKS WITH NOTHING TO RUN ON\n {2}percent-of-count {2}needs /);
  });

  it.each([
    [
      ['--only', 'percent-of-cuont'],
      /no check "percent-of-cuont"\. Did you mean "percent-of-count"\?/,
    ],
    [['--skip', 'nonsense'], /--list" lists them all/],
    [['--only', 'percent-of-count', '--skip', 'percent-of-count'], /leave no check to run/],
    [['--fail-on', 'eror'], /Did you mean "error"\? Possible are reproduced/],
    [['--alpha', '5'], /--alpha is a number between 0 and 1/],
    [['--rounding', 'up'], /--rounding is one of half, /],
    [['--format', 'xml'], /possible are table, .*github, junit, sarif, tap/],
    [['--format', 'github', '--format', 'tap'], /two formats go to stdout/],
  ])('%j is refused with a reason', async (rest, reason) => {
    const { code, stdout, stderr } = await run(['check', bundled, ...rest]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
  });

  it('formats repeat, each with a file', async () => {
    const [json, xml] = [join(scratch, 'out.json'), join(scratch, 'out.xml')];
    const { code, stdout } = await run([
      ...['check', madeUp, '--format', 'github', '--format', `json:${json}`],
      ...['--format', `junit:${xml}`],
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('::error ');
    expect(JSON.parse(readFileSync(json, 'utf8')).studies[0].findings[0].level).toBe('error');
    expect(readFileSync(xml, 'utf8')).toContain('<testsuites ');
  });

  it('--json may stand beside --format json', async () => {
    const { code, stdout } = await run(['check', madeUp, '--json', '--format', 'json', ...only]);
    expect([code, JSON.parse(stdout).studies.length]).toEqual([1, 1]);
  });

  it('formats of findings are for check alone', async () => {
    const { code, stderr } = await run(['summarize', '--format', 'github']);
    expect(code).toBe(2);
    expect(stderr).toContain('unknown format "github"; possible are table, json');
  });
});

describe('the help of a command', () => {
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['check', Object.keys(formatsFor('check'))],
    ['summarize', Object.keys(formatsFor('report'))],
    ['bounds', Object.keys(formatsFor('report'))],
  ];
  it.each(kinds)('%s names the formats that it can print', async (name, formats) => {
    const entry = catalogue.find((each): each is CommandEntry => each.name === name);
    expect(entry?.formats).toEqual(formats);
    const { stdout } = await run([name, '--help']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`output format: ${formats.join(', ')}; may`);
  });
});

describe('explain', () => {
  it.each(checks)('says what $id shows, and what it cannot', async ({ id, title }) => {
    const { code, stdout } = await run(['explain', id]);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(title);
    for (const heading of ['NEEDS', 'SHOWS', 'CANNOT', 'EXAMPLE', 'GRAVEST VERDICT']) {
      expect(stdout).toContain(heading);
    }
  });

  it.each(['check', 'checks', 'verdicts'])('%s says what verdicts mean', async (topic) => {
    const text = (await run(['explain', topic])).stdout.replace(/\s+/g, ' ');
    expect(text).toContain('impossible-as-entered (error)');
    expect(text).toContain('ask the authors');
    expect(text).toContain('It is not evidence of misconduct.');
  });

  it('lists the checks, and knows when one is nearly named', async () => {
    expect((await run(['explain'])).stdout).toContain('CHECKS OF PRINTED FIGURES');
    const { code, stderr } = await run(['explain', 'percent-of-conut']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "percent-of-count"?');
  });
});
