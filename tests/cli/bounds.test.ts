import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mean, sampleCorrelation, sampleStandardDeviation } from 'simple-statistics';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dystonia-stats-bounds-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const pairings = 'tests/fixtures/study/pairings.json';

interface Row {
  readonly id: string;
  readonly value: number | null;
  readonly range: { readonly low: number | null; readonly high: number | null } | null;
  readonly details: Readonly<Record<string, number | boolean | null>>;
  readonly reason: string | null;
  readonly assumptions: readonly string[];
  readonly logPRange: { readonly low: number | null; readonly high: number | null } | null;
}

/** What a person reads, on one line: where it breaks depends on the width. */
const read = async (argv: readonly string[]) =>
  (await run(argv, { env: { COLUMNS: '120' } })).stdout.replace(/\s+/g, ' ');

async function resultsOf(argv: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const { stdout } = await run([...argv, '--json']);
  const { studies } = JSON.parse(stdout) as { studies: { results: Row[] }[] };
  return new Map(studies.flatMap(({ results }) => results).map((row) => [row.id, row]));
}

const ends = (row: Row | undefined) => [row?.range?.low, row?.range?.high];

describe('bounds of the bundled study', () => {
  it.each([
    ['1-week', [150, 171], [118, 171], [67, 148], [128, 164], [0, 12]],
    ['3-months', [139, 171], [112, 166], [80, 153], [116, 158], [0, 18]],
    ['12-months', [134, 171], [115, 163], [86, 155], [119, 156], [0, 20]],
    ['last-follow-up', [139, 171], [121, 164], [96, 156], [125, 156], [0, 17]],
  ])('%s: what two independent methods found', async (visit, one, two, three, scored, lower) => {
    const results = await resultsOf(['bounds']);
    const at = (name: string) => ends(results.get(`tsfd.all.${visit}.${name}`));
    expect([at('higher-1'), at('higher-2'), at('higher-3')]).toEqual([one, two, three]);
    expect(at('scored-4')).toEqual(scored);
    expect(at('lower-1')).toEqual(lower);
  });

  it('says the conditions in the same breath, and what is left without them', async () => {
    const { code, stdout, stderr } = await run(['bounds'], { env: { COLUMNS: '200' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /whatever the individual scores were, 150 to 171 of 171 patients \(87\.7 to 100 %\)\s+scored 1 point or more higher/,
    );
    expect(stdout).toMatch(/Without \(3\), with scores 0\.5 apart, at least 121 of 171\./);
    expect(stdout).toMatch(/20, 33, .*at least\s+65\.0 % of them/);
    expect(stdout).toMatch(/largest P 2\.4e−59/);
    expect(stdout).toMatch(/largest P 6\.4e−34/);
    expect(stdout).toMatch(/No correlation from −1 to 1 changes it/);
    expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('dividing the SDs by n, at least 150, 138, 133 and 138', async () => {
    const results = await resultsOf(['bounds', '--population-sd']);
    const least = ['1-week', '3-months', '12-months', 'last-follow-up'].map(
      (visit) => ends(results.get(`tsfd.all.${visit}.higher-1`))[0],
    );
    expect(least).toEqual([150, 138, 133, 138]);
  });

  it('gives correlation, SD of change, d_z, t, P and both tipping points to scripts', async () => {
    const results = await resultsOf(['bounds']);
    const at = (name: string) => results.get(`tsfd.all.1-week.${name}`);
    expect(at('correlation')?.range?.low).toBeCloseTo(-0.8138, 4);
    expect(at('p-paired-t')?.range?.high).toBeLessThan(2.4e-59);
    expect(at('p-sign-test')?.logPRange?.high).toBeLessThan(Math.log(6.4e-34));
    expect(ends(at('sd-change'))).toHaveLength(2);
    expect(at('paired-t')?.details).toEqual({ lowReached: true, highReached: true });
    expect(at('tipping-correlation')?.reason).toBe('P <.001 at every correlation from −1 to 1');
    expect(at('tipping-n')?.value).toBe(9);
  });

  it.each([60, 80, 140])('fits %i columns', async (columns) => {
    const { stdout } = await run(['bounds', '--n', '150:171', '--correlation', '0.2:0.9'], {
      env: { COLUMNS: String(columns) },
    });
    const widest = Math.max(...stdout.split('\n').map((line) => [...line].length));
    expect(widest).toBeLessThanOrEqual(columns);
    expect(stdout).toMatchSnapshot();
  });

  it.each(['json', 'ndjson', 'csv', 'markdown'])('prints %s', async (format) => {
    const { code, stdout } = await run(['bounds', '--format', format]);
    expect(code).toBe(0);
    if (format === 'json') expect(JSON.parse(stdout).studies).toHaveLength(1);
    if (format === 'ndjson')
      expect(
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).id),
      ).toContain('tsfd.all.1-week.higher-1');
    if (format === 'csv')
      expect(stdout).toMatch(/tsfd\.all\.1-week\.higher-1,.*,150,171,data-set,/);
    if (format === 'markdown') expect(stdout).toMatch(/\| scored ≥1 point higher +\|/);
  });

  it('takes several studies, and one that is wrong does not stop the others', async () => {
    const { code, stdout, stderr } = await run([
      'bounds',
      'horisawa-2019',
      pairings,
      'nowhere.json',
      '--json',
    ]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).studies).toHaveLength(2);
    expect(stderr).toMatch(/nowhere\.json: no such file/);
  });
});

it('says of a score that is a mean of answers what it is a mean of', async () => {
  const at = { x: { mean: '2.10', sd: '0.50' }, y: { mean: '3.10', sd: '0.60' } };
  const stdin = JSON.stringify({
    id: 'x',
    cohorts: { all: { n: 40 } },
    scales: { s: { min: 1, max: 5, step: 1, items: 2, better: 'higher' } },
    measures: { m: { scale: 's', cohort: 'all', baseline: 'x', at } },
  });
  const { stdout } = await run(['bounds', '-'], { stdin });
  const words = stdout.replace(/\s+/g, ' ');
  expect(words).toContain('(3) every score is the mean of 2 answers from 1 to 5, 1 apart');
  expect(words).toContain('of 40 patients');
  expect(words).toMatch(/scored 0\.5 points or more higher/);
});

describe('--witness', () => {
  it('writes data sets that any program finds to have the printed figures and the bound', async () => {
    const folder = join(scratch, 'witnesses');
    const { stderr } = await run(['bounds', '--witness', folder]);
    const names = readdirSync(folder);
    expect(stderr).toBe(`${names.length} data sets of horisawa-2019 written to ${folder}\n`);
    expect(names.length).toBeGreaterThan(100);
    const printed: Readonly<Record<string, readonly [string, string]>> = {
      '1-week': ['4.33', '0.85'],
      '3-months': ['4.30', '1.06'],
      '12-months': ['4.30', '1.13'],
      'last-follow-up': ['4.39', '1.07'],
    };
    const results = await resultsOf(['bounds']);
    for (const name of names) {
      const [header, ...lines] = readFileSync(join(folder, name), 'utf8').trim().split('\n');
      expect(header).toBe('patient,pre,post');
      const rows = lines.map((line) => line.split(',').map(Number));
      const pre = rows.map(([, score]) => score as number);
      const post = rows.map(([, , score]) => score as number);
      const [, , , visit = '', what = ''] = name.split('.');
      const limit = name.endsWith('.least.csv') ? 'low' : 'high';
      const [m = '', s = ''] = printed[visit] ?? [];
      expect([pre.length, mean(pre).toFixed(2), sampleStandardDeviation(pre).toFixed(2)]).toEqual([
        171,
        '1.72',
        '0.57',
      ]);
      expect([mean(post).toFixed(2), sampleStandardDeviation(post).toFixed(2)]).toEqual([m, s]);
      const bound = results.get(`tsfd.all.${visit}.${what}`)?.range?.[limit];
      const change = post.map((score, i) => score - (pre[i] as number));
      const [kind, points] = what.split('-') as [string, string];
      if (kind === 'higher') expect(change.filter((d) => d >= Number(points)).length).toBe(bound);
      if (kind === 'lower') expect(change.filter((d) => -d >= Number(points)).length).toBe(bound);
      if (kind === 'same') expect(change.filter((d) => d === 0).length).toBe(bound);
      if (kind === 'scored')
        expect(post.filter((score) => score >= Number(points)).length).toBe(bound);
      if (kind === 'correlation')
        expect(sampleCorrelation(pre, post)).toBeCloseTo(bound as number, 12);
    }
  });

  it('shows a data set with the printed correlation for every end that is reached', async () => {
    const folder = join(scratch, 'pairings');
    await run(['bounds', pairings, '--witness', folder, '--quiet']);
    const names = readdirSync(folder).filter((name) => name.includes('.1-week.'));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const rows = readFileSync(join(folder, name), 'utf8').trim().split('\n').slice(1);
      const scores = rows.map((row) => row.split(',').slice(1).map(Number));
      const r = sampleCorrelation(
        scores.map(([pre]) => pre as number),
        scores.map(([, post]) => post as number),
      );
      expect(Math.abs(r - 0.5)).toBeLessThanOrEqual(0.005 + 1e-12);
    }
  });
});

describe('printed figures of how two visits belong together', () => {
  it('a correlation narrows the bounds and is a condition', async () => {
    const results = await resultsOf(['bounds', pairings]);
    const one = results.get('score.all.1-week.higher-1');
    expect(one?.range?.low).toBeGreaterThan(150);
    expect(one?.assumptions.at(-1)).toBe(
      'the printed correlation, 0.50, is right (its kind is not printed: Pearson, assumed)',
    );
  });

  it('a P counts only when its test is named as a paired t test', async () => {
    const stdout = await read(['bounds', pairings]);
    expect(stdout).toMatch(
      /NO DATA SET FITS AT 3 MONTHS No data set has the printed P of the paired t test 0\.04; /,
    );
    expect(stdout).toMatch(
      /“P \.04” is the P of the paired t test in no data set: there it is .* No test is named/,
    );
    const results = await resultsOf(['bounds', pairings]);
    expect(ends(results.get('score.all.12-months.higher-1'))).toEqual([134, 171]);
    const none = results.get('score.all.3-months.data-sets');
    expect(none?.value).toBe(0);
    expect(none?.reason).toMatch(/^impossible: no data set has the printed P/);
  });

  it('an SD of change narrows the correlation, in summarize too', async () => {
    const { stdout } = await run(['summarize', pairings, '--json']);
    const results = JSON.parse(stdout).studies[0].results as {
      id: string;
      correlationFrom: string | null;
    }[];
    const from = (id: string) => results.find((row) => row.id === id)?.correlationFrom;
    expect(from('score.all.1-week.change_t')).toBe('printed');
    expect(from('score.all.last.change_t')).toBe('derived');
    expect(from('pain.few.after.change_t')).toBe('derived');
  });

  it('without a step there are general bounds, called that, and nothing is impossible', async () => {
    const stdout = await read(['bounds', pairings]);
    expect(stdout).toMatch(
      /GENERAL BOUNDS: PAIN, AFTER Missing: a scale\. So nothing is proved of single patients, and no figure is called impossible\./,
    );
    const results = await resultsOf(['bounds', pairings]);
    const sd = results.get('pain.few.after.sd-change');
    expect(sd?.range?.low).toBeCloseTo(13.15, 9);
    expect(sd?.range?.high).toBeCloseTo(13.25, 9);
    expect(sd?.details).toEqual({ lowReached: false, highReached: false });
    expect(results.has('pain.few.after.higher-1')).toBe(false);
  });
});

describe('--n and --correlation', () => {
  it('show how the result moves, and the tipping point', async () => {
    const results = await resultsOf(['bounds', '--n', '20:171', '--correlation', '0.2:0.9']);
    const over = results.get('tsfd.all.12-months.higher-1.over-n');
    expect(over?.details).toMatchObject({
      nLow: 20,
      nHigh: 171,
      fitting: 108,
      halfOfScoredFrom: 20,
    });
    expect(over?.details['lowShare']).toBeCloseTo(0.65, 12);
    const at = results.get('tsfd.all.12-months.paired-t.r0.2');
    expect(at?.range?.low).toBeLessThan(at?.range?.high as number);
  });

  it('one number at which nothing fits says so', async () => {
    const stdout = await read(['bounds', '--n', '21']);
    expect(stdout).toMatch(
      /If n at 12 months was 21: no data set has the printed figures with so many patients/,
    );
  });
});

describe('what is wrong is said, with what to do', () => {
  it.each([
    [
      ['--threshold', '0.3'],
      /no two scores differ by so many points\. On .* scores are 1 apart, from 1 to 5/,
    ],
    [['--threshold', '-1'], /--threshold is a number of points above 0; got "-1"/],
    [['--n', '171:20'], /--n is a number of patients at the later visit \("150"\) or limits/],
    [['--n', 'many'], /got "many"/],
    [['--correlation', '2'], /--correlation is a number from -1 to 1/],
    [['--format', 'xml'], /unknown format "xml"/],
  ])('%j', async (argv, message) => {
    const { code, stdout, stderr } = await run(['bounds', ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/at .*\.ts:/);
  });

  it('--threshold 2 makes the sentence about 2 points', async () => {
    const stdout = await read(['bounds', '--threshold', '2']);
    expect(stdout).toMatch(/118 to 171 of 171 patients .* scored 2 points or more higher/);
  });
});
