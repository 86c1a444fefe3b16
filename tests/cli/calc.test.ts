import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const first = async (...argv: string[]) => {
  const { code, stdout } = await run(['calc', ...argv, '--json']);
  expect(code).toBe(0);
  return JSON.parse(stdout).results[0];
};

describe('calc', () => {
  it('gives what R gives: wilson of 28 of 171 (prop.test, correct = FALSE)', async () => {
    const { value, ci } = await first('wilson', '--x', '28', '--n', '171');
    expect(value).toBeCloseTo(0.16374269005847952, 12);
    expect(ci.low).toBeCloseTo(0.11578529307840416, 12);
    expect(ci.high).toBeCloseTo(0.2264759716372122, 12);
  });
  it('takes ids, aliases, hyphens, --name=value and negative numbers', async () => {
    const byId = await first('change_t', ...pair('--mean-pre', '-1.5'));
    const byAlias = await first('paired-t', ...pair('--meanPre=-1.5'));
    expect(byAlias.value).toBe(byId.value);
    // 1 − (−1.5)
    expect(byId.value).toBe(2.5);
  });
  it('compares all variants of a quantity', async () => {
    const { stdout } = await run(['calc', 'wilson', '--x', '3', '--n', '20', '--compare']);
    for (const id of ['wilson', 'clopper_pearson', 'blaker', 'midp']) expect(stdout).toContain(id);
  });
  it('is a row with --format csv or ndjson, a row a variant with --compare', async () => {
    const csv = await run('calc wilson --x 18 --n 171 --format csv'.split(' '));
    expect(csv.stdout).toMatch(/^x,n,method,value,.*\r\n18,171,wilson,0\.10526/);
    const line = 'calc wilson --x 18 --n 171 --compare --format ndjson --rounding-interval';
    const { stdout } = await run(line.split(' '));
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((each) => JSON.parse(each));
    expect(rows.length).toBeGreaterThan(10);
    for (const { x, n, roundingInterval } of rows) {
      expect([x, n, roundingInterval.proved]).toEqual(['18', '171', true]);
    }
  });
  it('goes to several places at once, as other commands do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'calc-'));
    try {
      const [json, csv] = [join(folder, 'a.json'), join(folder, 'a.csv')];
      const argv = 'calc wilson --x 18 --n 171 --format table'.split(' ');
      const formats = ['--format', `json:${json}`, '--format', `csv:${csv}`];
      expect((await run([...argv, ...formats])).stdout).toMatch(/^wilson: /);
      expect(JSON.parse(readFileSync(json, 'utf8')).results[0].method).toBe('wilson');
      expect(readFileSync(csv, 'utf8')).toMatch(/^x,n,method,.*\r\n18,171,wilson,/);
    } finally {
      rmSync(folder, { recursive: true });
    }
    const { code, stderr } = await run('calc wilson --x 1 --n 2 --json --format csv'.split(' '));
    expect([code, stderr]).toEqual([2, expect.stringContaining('two formats go to stdout')]);
  });
  it('keeps the digits of what is small: a p-value, a rate per day', async () => {
    // R: 2 * pt(-20, 40), 12/110000 and qchisq(c(0.025, 0.975), c(24, 26))/220000
    const p = await run('calc p_t --t 20 --df 40'.split(' '));
    expect(p.stdout).toMatch(/^p value +1\.9e−22$/m);
    const compared = await run('calc p_t --t 20 --df 40 --compare'.split(' '));
    expect(compared.stdout).toMatch(/^p_t +1\.9e−22 /m);
    const rate = await run('calc rate_exact --x 12 --time 110000'.split(' '));
    expect(rate.stdout).toMatch(/^rate +0\.000109$/m);
    expect(rate.stdout).toMatch(/\[0\.000056, 0\.000191\]$/m);
  });
  it('says why there is no number', async () => {
    const { code, stdout } = await run(['calc', 'logit', '--x', '0', '--n', '20']);
    expect(code).toBe(0);
    expect(stdout).toContain('No interval: the logit of 0 is not finite.');
    expect(stdout).not.toMatch(/NaN|Infinity/);
  });
  it.each([
    [['wilsn'], 'Did you mean "wilson"?'],
    [['wilson', '--x', '3'], 'missing: n (patients)'],
    [['wilson', '--y', '3', '--n', '4'], 'wilson has no input "--y"'],
    [['wilson', '--x', 'three', '--n', '4'], 'x is a number; got "three"'],
    [['wilson', '--x', '5', '--n', '4'], 'x must not exceed n'],
    [['wilson', '--x', '1', '--x', '2', '--n', '4'], '--x stands twice'],
    [['wilson', '--n', '4', '--x'], '--x lacks its value'],
    [
      ['wilson', '18', '171'],
      '"18" and "171" stand without the name of an input. wilson takes --x',
    ],
    [['wilson', '--x', '1e400', '--n', '4'], '"1e400" is too large to compute with'],
    [['wilson', '--x', '3', '--n', '1,234'], 'Write "1234" or "1.234"'],
    [['wilson', '--x', '<5', '--n', '9'], 'x is a number; got "<5", a bound'],
    [['goodman', '--counts', '1,a'], 'counts is whole numbers with commas; got "1,a"'],
    // Two of three letters are other ones: no slip.
    [['foo'], 'no method or check is called "foo". "dystonia-stats calc --list" lists them all'],
  ])('explains what is wrong with %j', async (argv, message) => {
    const { code, stdout, stderr } = await run(['calc', ...argv]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
  it('prints by-products, lists of numbers, and that an interval lies outside of its limits', async () => {
    const text = async (line: string) => (await run(['calc', ...line.split(' ')])).stdout;
    expect(await text('wan-iqr --n 11 --q1 4 --median 7 --q3 9')).toMatch(/^sd +4\.2412$/m);
    const sides = await text('fisher-one-sided --x1 0 --n1 15 --x2 4 --n2 17');
    expect(sides).toMatch(/^pLess +\.066$/m);
    expect(await text('anova --ns 20,20,20 --means 12.4,8.6,10.5 --sds 3.84,3.12,3.48')).toMatch(
      /^df2 +57$/m,
    );
    expect(await text('nnt --x1 0 --n1 15 --x2 4 --n2 17')).toMatch(/through\s+infinity/);
  });
  it('lists every method by design', async () => {
    const { stdout } = await run(['calc', '--list']);
    expect(stdout).toContain('TWO GROUPS');
  });
});

describe('calc --rows', () => {
  it('goes from a table of trials to a table with g and its limits, texts as they stood', async () => {
    const { code, stdout } = await run([
      'calc',
      'hedges-g',
      '--rows',
      'tests/fixtures/table/two-groups.csv',
    ]);
    expect(code).toBe(0);
    const [header, doe, roe] = stdout.trimEnd().split('\r\n');
    expect(header).toMatch(/^trial,n1,mean1,sd1,n2,mean2,sd2,method,value,/);
    expect(doe).toMatch(/^"Doe, 2020",20,5\.20,1\.1,22,4\.4,1\.30,g_exact_ci,0\.649/);
    expect(roe).toMatch(/^Roe 2021,.*,g_exact_ci,-0\.1447/);
  });
  it('reads NDJSON from standard input, and tells a bad row by its line', async () => {
    const stdin = '{ "id": 1, "x": 18, "n": 171.0 }\n\n{"x":5,"n":4}\n{"x":"3","n":9}\n';
    const { code, stdout, stderr } = await run(['calc', 'wilson', '--rows', '-'], { stdin });
    expect(code).toBe(2);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\{ "id": 1, "x": 18, "n": 171\.0,"method":"wilson","value":0\.105/);
    expect(lines.map((line) => JSON.parse(line).value)).toEqual([18 / 171, 3 / 9]);
    expect(stderr).toBe('standard input:3  x must not exceed n; got x = 5 and n = 4\n');
  });
  it.each(['wilson', 'grim'])('%s does the other rows when one is no JSON', async (name) => {
    const row = '{"x":18,"n":171,"mean":"5.18"}';
    const stdin = `${row}\n{"x":5\n[1]\n${row}\n`;
    const { code, stdout, stderr } = await run(['calc', name, '--rows', '-'], { stdin });
    expect(code).toBe(2);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).toMatch(
      /^standard input:2 {2}is no JSON.*\nstandard input:3 {2}an object is ex/,
    );
  });
  it('writes one document from any table with --json, and NDJSON where it is named', async () => {
    const expected = { x: '3', n: '9', method: 'wilson', value: 1 / 3 };
    const argv = ['calc', 'wilson', '--rows', '-'];
    const stdin = 'x,n\n3,9\n3,9\n';
    const { stdout } = await run([...argv, '--json'], { stdin });
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, results: [expected, expected] });
    const ndjson = await run([...argv, '--format', 'ndjson'], { stdin });
    const lines = ndjson.stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([expected, expected]);
  });
  it.each([
    ['--format xml', 'unknown format "xml"; possible are csv, ndjson, json, table, markdown'],
    ['--format csv:a.csv --json', 'rows go to one place: name one format'],
  ])('writes rows, to one place: not %s', async (more, message) => {
    const line = `calc wilson --rows tests/fixtures/table/two-groups.csv ${more}`;
    const { code, stderr } = await run(line.split(' '));
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
  it('shows rows as a page: what went in, what came out, and why a result is missing', async () => {
    const stdin = 'trial,n1,mean1,sd1,n2,mean2,sd2\na,20,5.20,1.1,22,4.4,1.30\nb,9,2,0,9,2,0\n';
    const argv = ['calc', 'hedges-g', '--rows', '-', '--digits', '3', '--format', 'table'];
    const { code, stdout } = await run(argv, { stdin });
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "G_EXACT_CI: HEDGES' G WITH EXACT LIMITS
                      n1  mean1  sd1  n2  mean2   sd2  standardized difference         CI 95 %
      ────────────────────────────────────────────────────────────────────────────────────────
      a               20   5.20  1.1  22    4.4  1.30                    0.649  [0.034, 1.257]
      b                9      2    0   9      2     0                     none               –
      2 rows.

      WHY
        · b: the pooled SD is 0.
      "
    `);
  });
  it('names the columns that are missing once, of a table without rows too', async () => {
    const { code, stdout, stderr } = await run(['calc', 'wilson', '--rows', '-'], { stdin: 'x\n' });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('standard input has no column n (patients). It has x');
  });
  it('has no variants side by side', async () => {
    const argv = ['calc', 'wilson', '--compare', '--rows', 'tests/fixtures/table/means.csv'];
    const { code, stderr } = await run(argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--compare is of one calculation')]);
  });
  it('has done the rows before one that ends the reading', async () => {
    const stdin = `x,n\n${'3,9\n'.repeat(2000)}"3,9\n`;
    const { code, stdout, stderr } = await run(['calc', 'wilson', '--rows', '-'], { stdin });
    expect(code).toBe(2);
    expect(stdout.split('\r\n').length).toBeGreaterThan(1000);
    expect(stderr).toMatch(/^standard input:2002:1\n/);
  });
  it.each([
    ['', 'is empty'],
    ['x,x\n1,2\n', 'the column "x" stands twice'],
    ['{"x":1\n', 'is no JSON'],
    ['x,n\n"1,2\n', 'quote'],
  ])('refuses %j', async (stdin, message) => {
    const { code, stderr } = await run(['calc', 'wilson', '--rows', '-'], { stdin });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

const pair = (...pre: string[]) => [
  ...['--n', '20', '--sdPre', '2', '--meanPost', '1', '--sd-post', '2', '--correlation', '0.5'],
  ...pre,
];

describe('calc --rounding-interval', () => {
  const student =
    'calc student-t --n1 20 --mean1 5.2 --sd1 1.1 --n2 22 --mean2 4.4 --sd2 1.3 --rounding-interval'.split(
      ' ',
    );
  it('shows each number as printed and over the rounding of the inputs', async () => {
    const { code, stdout } = await run(student);
    expect(code).toBe(0);
    // 5.15 − 4.45 and 5.25 − 4.35
    expect(stdout).toMatch(/^mean difference +0\.8000 +\[ 0\.7000, +0\.9000\]$/m);
    expect(stdout).toMatch(/^ +its low limit +0\.0449 +\[−0\.0862, +0\.1761\]$/m);
    expect(stdout).toMatch(
      /counts\s+are exact\. No inputs that round so give a result outside: proved/,
    );
  });
  it('takes another rule of rounding: cut off, 5.2 is 5.2 to 5.3', async () => {
    const { stdout } = await run([...student, '--rounding', 'truncate', '--json']);
    const [{ roundingInterval }] = JSON.parse(stdout).results;
    expect(roundingInterval).toMatchObject({ rounding: 'truncate', proved: true });
    expect(roundingInterval.value.low).toBeCloseTo(5.2 - 4.5, 12);
    expect(roundingInterval.value.high).toBeCloseTo(5.3 - 4.4, 12);
    expect(roundingInterval.value.nominal).toBeCloseTo(0.8, 12);
  });
  it('takes counts, and degrees of freedom without decimals, as exact', async () => {
    const { stdout } = await run('calc wilson --x 18 --n 171 --rounding-interval'.split(' '));
    expect(stdout).toContain('All inputs are exact: there is nothing to round.');
    const df = (text: string) =>
      run(['calc', 'p_t', '--t', '2.31', '--df', text, '--rounding-interval', '--json']);
    const [whole, fraction] = [await df('40'), await df('40.0')].map(
      ({ stdout }) => JSON.parse(stdout).results[0].roundingInterval.df,
    );
    expect([whole.low, whole.high]).toEqual([40, 40]);
    expect(fraction.high).toBeCloseTo(40.05, 12);
  });
  it('marks what is searched only', async () => {
    const line = 'calc rate-ratio --x1 12 --t1 100 --x2 25 --t2 110 --rounding-interval';
    const { stdout } = await run(line.split(' '));
    expect(stdout).toMatch(/^P +\.071 +\[\.\d+, \.\d+\] \*$/m);
    expect(stdout).toMatch(/\* P: not proved, corners and a\s+search only\./);
  });
  it('says why there is no number, and no more', async () => {
    const line = 'calc cv --n 20 --mean 0.0 --sd 1.1 --rounding-interval';
    const { stdout } = await run(line.split(' '));
    expect(stdout).toMatch(/No estimate: a coefficient of variation needs a mean above 0\.\n\n/);
  });
  it('works beside other variants, and for rows', async () => {
    const { stdout } = await run([...student, '--compare']);
    expect(stdout).toMatch(/^md_z +0\.8000 +\[0\.7000, 0\.9000\]/m);
    const table = 'tests/fixtures/table/two-groups.csv';
    const rows = await run(['calc', 'md_z', '--rows', table, '--rounding-interval']);
    const [header = '', doe = ''] = rows.stdout.split('\r\n');
    const cells = Object.fromEntries(
      // The first cell is quoted and holds a comma.
      doe
        .split(',')
        .slice(1)
        .map((cell, i) => [header.split(',')[i], cell]),
    );
    expect(Number(cells['valueLeast'])).toBeCloseTo(5.195 - 4.45, 12);
    expect(Number(cells['valueGreatest'])).toBeCloseTo(5.205 - 4.35, 12);
    expect(cells['proved']).toBe('true');
    const stdin = '{"t":"2.31","df":40}\n';
    const ndjson = await run(['calc', 'p_t', '--rows', '-', '--rounding-interval'], { stdin });
    expect(JSON.parse(ndjson.stdout).roundingInterval).toMatchObject({ proved: true });
  });
  it('says that --rounding alone does nothing', async () => {
    const { code, stderr } = await run('calc p_z --z 2 --rounding any'.split(' '));
    expect(code).toBe(2);
    expect(stderr).toContain('--rounding goes with --rounding-interval');
  });
});
