import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { singleChecks } from '../../src/checks/single/index.ts';
import { run, words } from './run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const rows = (stdin: string, ...rest: string[]) =>
  run(['calc', 'grim', '--rows', '-', ...rest], { stdin });

describe('figures of a table', () => {
  it('keep their decimals as JSON numbers too: 28 whole numbers have a mean of 5.2, none of 5.20', async () => {
    const stdin =
      '{"mean":"5.20","n":28}\n{"mean":5.20,"n":28}\n{"mean":5.2,"n":28}\n{"mean":52.0e-1,"n":28,"x":[1.0]}\n';
    const { code, stdout } = await rows(stdin);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).verdict)).toEqual([
      'impossible-as-entered',
      'impossible-as-entered',
      'possible',
      'impossible-as-entered',
    ]);
    expect(lines[1]).toMatch(/^\{"mean":5\.20,"n":28,/);
    expect(code).toBe(1);
    const csv = (await rows(stdin, '--format', 'csv')).stdout.split('\r\n');
    expect(csv[2]).toMatch(/^5\.20,28,,grim,impossible/);
    expect(csv[4]).toMatch(/^52\.0e-1,28,\[1\],grim,/);
  });

  it('keep the decimals of numbers for methods', async () => {
    const stdin = '{"x":18,"n":171,"note":1.50}\n';
    const { stdout } = await run(['calc', 'wilson', '--rows', '-', '--format', 'csv'], { stdin });
    expect(stdout.split('\r\n')[1]).toMatch(/^18,171,1\.50,wilson,/);
  });

  it('may stand under names in capitals', async () => {
    const { stdout } = await rows('Trial,Mean,N\na,5.20,28\n');
    expect(stdout).toContain('a,5.20,28,grim,impossible-as-entered,');
  });

  it('are completed by what is typed beside the table', async () => {
    const { code, stdout } = await rows('mean,n\n5.20,28\n', '--items', '3');
    expect([code, stdout]).toEqual([0, expect.stringContaining('437/84')]);
    const method = await run(['calc', 'wilson', '--rows', '-', '--n', '40'], { stdin: 'x\n7\n' });
    expect(method.stdout).toContain('7,wilson,0.175,');
  });

  it.each([
    ['mean,n\n5,28\n', ['--mean', '3'], /a column of mean, and --mean is typed as well/],
    ['x,n\n5,28\n', [], /no column mean \(the mean as printed\)\. It has x and n/],
    ['[{"mean":"5.20","n":28}]', [], /is one JSON array\. Give one object a line/],
    [
      'mean,n\n5.20,28\n',
      ['--format', 'xml'],
      /unknown format "xml"; possible are csv, ndjson, json, /,
    ],
  ])('%j with %j is refused once, with what to do', async (stdin, rest, reason) => {
    const { code, stdout, stderr } = await rows(stdin, ...rest);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('answers to a table', () => {
  const stdin = 'trial,mean,n\na,5.18,28\nb,5.19,28\n';

  it('as JSON are one document', async () => {
    const { code, stdout } = await rows(stdin, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      results: [
        { trial: 'a', mean: '5.18', verdict: 'possible' },
        { trial: 'b', verdict: 'impossible-as-entered' },
      ],
    });
    expect(JSON.parse((await rows('mean,n\n', '--json')).stdout).results).toEqual([]);
    const method = await run(['calc', 'wilson', '--rows', '-', '--json'], { stdin: 'x,n\n7,40\n' });
    expect(JSON.parse(method.stdout).results).toMatchObject([{ x: '7', value: 0.175 }]);
  });

  it('as a table have a row each, and why an answer is no', async () => {
    const { code, stdout } = await rows(stdin, '--format', 'table');
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "GRIM: CAN WHOLE NUMBERS HAVE THIS MEAN?          mean   n  verdict
      ────────────────────────────────────────────────────────────────────────────────
      a                                                5.18  28  possible
      b                                                5.19  28  impossible-as-entered
      2 rows: 1 possible and 1 impossible-as-entered.

      WHY
        · b: No total of 28 whole numbers gives 5.19: 145/28 = 5.1786 and 146/28 =
          5.2143. What could explain it: another number of patients, scores that are
          not whole or a misprint.
      "
    `);
  });

  it('of typed figures may be a row as well', async () => {
    const argv = ['calc', 'grim', '--mean', '5.20', '--n', '28', '--format'];
    const csv = await run([...argv, 'csv']);
    expect(csv.code).toBe(1);
    expect(csv.stdout).toMatch(
      /^mean,n,check,verdict,why,power,low,high\r\n5\.20,28,grim,impossible-as-entered,/,
    );
    expect(JSON.parse((await run([...argv, 'ndjson'])).stdout)).toMatchObject({
      mean: '5.20',
      verdict: 'impossible-as-entered',
    });
  });
});

describe('calc <check> --help', () => {
  it.each(singleChecks)('says what $id takes, with lines that run', async ({ id, fields }) => {
    const { code, stdout } = await run(['calc', id, '--help']);
    expect(code).toBe(0);
    for (const name of Object.keys(fields)) expect(stdout).toContain(`  --${name} `);
    writeFileSync(
      join(scratch, 'table.csv'),
      `${Object.keys(fields).join(',')}\n${Object.values(fields)
        .map(({ example }) => example)
        .join(',')}\n`,
    );
    const lines = stdout.replace(/\n {4}/g, ' ').match(/(?<=· dystonia-stats ).*/g) ?? [];
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const ran = await run(words(line.replace('table.csv', join(scratch, 'table.csv'))));
      expect([ran.stderr, [0, 1].includes(ran.code)]).toEqual(['', true]);
    }
  });

  it('says what a method needs, and without a name what calc can do', async () => {
    expect((await run(['calc', 'wilson', '--help'])).stdout).toContain('Patients with the event');
    expect((await run(['calc', '--help'])).stdout).toContain('Usage: dystonia-stats calc');
    expect((await run(['calc', 'grimm', '--help'])).stderr).toContain('Did you mean "grim"?');
  });
});

it('a check of study files is not looked for among the methods', async () => {
  const { code, stderr } = await run(['calc', 'percent-of-count', '--n', '7']);
  expect(code).toBe(2);
  expect(stderr).toContain('"dystonia-stats check <study> --only percent-of-count" runs it');
});

it('a check goes by its long name as well, and explain by its short one', async () => {
  const argv = ['--kind', 't', '--statistic', '2.20', '--df', '28', '--p', '.9'];
  const { stdout } = await run(['calc', 'p-from-statistic', ...argv]);
  expect(stdout).toContain('Unexplained.');
  // Other figures can be unexplained, so that agreement would have a worth.
  expect(stdout).toContain('would be called an error');
  expect(stdout).not.toContain('Tried as well');
  const text = (await run(['explain', 'p'])).stdout.replace(/\s+/g, ' ');
  expect(text).toContain('p-from-statistic');
  expect(text).toContain('EXAMPLE t = 2.20 with 28 df');
  expect(text).toContain('calc p --kind t --statistic 2.20 --df 28 --p .04');
});
