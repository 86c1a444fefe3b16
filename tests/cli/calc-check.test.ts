import { describe, expect, it } from 'vitest';
import { singleChecks } from '../../src/checks/single/index.ts';
import { run } from './run.ts';

const json = async (line: string) => {
  const { code, stdout, stderr } = await run(['calc', ...line.split(' '), '--json']);
  return { code, stderr, result: stdout === '' ? null : JSON.parse(stdout).results[0] };
};

describe('calc with a consistency check', () => {
  it.each(singleChecks)('takes the example of every field of $id', async ({ id, fields }) => {
    const values = Object.entries(fields).flatMap(([name, field]) =>
      field.optional ? [] : [`--${name}`, field.example],
    );
    const { code, stdout, stderr } = await run(['calc', id, ...values, '--json']);
    expect(stderr).toBe('');
    expect([0, 1]).toContain(code);
    const { results, schemaVersion } = JSON.parse(stdout);
    expect(schemaVersion).toBe(1);
    expect(results[0]).toMatchObject({ check: id, verdict: expect.any(String) });
    expect(stdout).not.toMatch(/NaN|Infinity/);
  });

  it('answers yes with 0 and no with 1', async () => {
    const yes = await json('grim --mean 5.18 --n 28');
    expect([yes.code, yes.result.verdict, yes.result.level]).toEqual([0, 'possible', 'pass']);
    const no = await json('grim --mean 5.19 --n 28');
    expect([no.code, no.result.verdict]).toEqual([1, 'impossible-as-entered']);
    expect(no.result.why).toContain('145/28 = 5.1786 and 146/28 = 5.2143');
    // 28 means of two decimals at most in every 100, by rounding, and 12 more by cutting off.
    expect(no.result.power).toBe(0.6);
  });

  it('takes the rounding rule, and says when digits were cut off', async () => {
    expect((await json('grim --mean 3.90 --n 11')).result.verdict).toBe('within-rounding');
    const cut = await json('grim --mean 3.90 --n 11 --rounding truncate');
    expect(cut.result.verdict).toBe('possible');
    const even = await json('grim --mean 2.03 --n 80 --rounding half-even');
    expect(even.result.verdict).not.toBe('possible');
    expect((await json('grim --mean 2.03 --n 80 --rounding up')).stderr).toContain('--rounding is');
  });

  it('gives the nearest SDs that whole numbers have', async () => {
    const { result } = await json('grimmer --mean 1.54 --sd 0.46 --n 108');
    // 50 ones and 58 twos: √(50 · 58/(108 · 107)) = 0.50096…
    expect(result.why).toContain('gives the SD 0.46: the nearest is 0.5010.');
    const debit = await json('debit --mean 0.35 --sd 0.18 --n 20');
    expect(debit.result.why).toContain(
      '7 ones of 20 have the mean 0.35 and the SD 0.4894, not 0.18',
    );
  });

  it('asks for any data set with whatever else is printed', async () => {
    const base = 'sample-exists --mean 4.30 --sd 1.13 --n 171 --min 1 --max 5 --step 1';
    expect((await json(base)).result.verdict).toBe('possible');
    expect((await json(`${base} --range 2:5 --median 5`)).result.verdict).toBe('possible');
    expect((await json(`${base} --range 3:5`)).code).toBe(1);
    const off = await json('sample-exists --mean 9 --n 10 --min 1 --max 5 --step 1');
    expect(off.result).toMatchObject({
      verdict: 'impossible-as-entered',
      why: 'Mean 9 lies above the scale’s greatest score, 5.'.replace('’', "'"),
    });
    const bounds = await json('sd-bounds --mean 8.0 --sd 4.5 --n 20 --min 0 --max 10');
    expect(bounds.result.recomputed.high).toBeCloseTo(4.1039, 4);
  });

  it('is a row with --format csv or ndjson', async () => {
    const csv = await run('calc grim --mean 5.19 --n 28 --format csv'.split(' '));
    expect(csv.code).toBe(1);
    expect(csv.stdout).toMatch(
      /^mean,n,check,verdict,why,power,low,high\r\n5\.19,28,grim,impossible-as-entered,/,
    );
    const ndjson = await run('calc grim --mean 5.18 --n 28 --format ndjson'.split(' '));
    expect(JSON.parse(ndjson.stdout)).toMatchObject({ mean: '5.18', verdict: 'possible' });
  });

  it('says what the answer is worth', async () => {
    const worth = async (line: string) => {
      const { stdout } = await run(['calc', ...line.split(' ')]);
      return stdout.split('WHAT IT IS WORTH')[1]?.replace(/\s+/g, ' ') ?? '';
    };
    // 28 means among 100 of two decimals, and 12 more that fit if digits were cut off.
    const coarse = await worth('grim --mean 5.18 --n 28');
    expect(coarse).toContain('Of all figures with as many decimals in this place, 60.0 % would be');
    // Of 171 whole numbers every mean of two decimals can be had.
    const fine = await worth('grim --mean 4.30 --n 171');
    expect(fine).toContain(
      'No figure with as many decimals in this place would be called an error.',
    );
  });

  it.each([
    ['grim --n 28', 'missing: mean (the mean as printed)'],
    ['grim --mean x --n 28', 'mean is a number as printed; got "x"'],
    ['grim --mean 5.19 --n 2.5', 'n is a whole number of at least 1; got "2.5"'],
    ['grim --mean 5.19 --n 0', 'n is a whole number of at least 1'],
    ['grim --mean 5.19 --n 28 --sd 1', 'grim has no input "--sd"'],
    ['grim --mean 5.19 --mean 5 --n 28', '--mean stands twice'],
    ['grim --n 28 --mean', '--mean lacks its value'],
    ['sample-exists --mean 3 --n 5 --min 5 --max 1 --step 1', 'min is below max'],
    ['sample-exists --mean 3 --n 5 --min 1 --max 5 --step 1 --range 3', 'range is the least'],
    ['grimm --mean 3', 'Did you mean "grim"?'],
  ])('explains what is wrong with %s', async (line, message) => {
    const { code, stderr } = await run(['calc', ...line.split(' ')]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('reads well on a narrow terminal', async () => {
    const argv = ['calc', 'grim', '--mean', '5.19', '--n', '28'];
    const { stdout } = await run(argv, { columns: 60 });
    expect(stdout).toMatchSnapshot();
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('is listed with the methods', async () => {
    const { stdout } = await run(['calc', '--list']);
    expect(stdout).toContain('CONSISTENCY CHECKS');
    expect(stdout).toContain('grimmer');
  });
});

describe('calc with a consistency check over --rows', () => {
  const rows = 'id,mean,sd,n\na,5.18,1.20,28\nb,5.19,1.20,28\nc,"4,5",1.20,28\n';

  it('adds a verdict to every row, and exits 1 when an answer is no', async () => {
    const { code, stdout, stderr } = await run(['calc', 'grim', '--rows', '-'], { stdin: rows });
    expect([code, stderr]).toEqual([1, '']);
    const lines = stdout.trimEnd().split('\r\n');
    expect(lines[0]).toBe('id,mean,sd,n,check,verdict,why,power,low,high');
    expect(lines.slice(1).map((line) => /,grim,([a-z-]+),/.exec(line)?.[1])).toEqual([
      'possible',
      'impossible-as-entered',
      'possible',
    ]);
  });

  it('writes NDJSON, and tells a bad row by its line', async () => {
    const stdin = '{"mean":"5.18","n":28}\n{"mean":"x","n":28}\n{"n":28}\n';
    const { code, stdout, stderr } = await run(['calc', 'grim', '--rows', '-'], { stdin });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ mean: '5.18', check: 'grim', verdict: 'possible' });
    expect(stderr).toBe(
      'standard input:2  mean is a number as printed; got "x"\nstandard input:3  missing: mean (the mean as printed)\n',
    );
  });
});
