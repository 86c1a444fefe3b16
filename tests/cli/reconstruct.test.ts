import { spawn } from 'node:child_process';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { run, words } from './run.ts';

const figures = (mean: string, sd: string, n: number, min: number, max: number) =>
  words(`reconstruct --mean ${mean} --sd ${sd} --n ${n} --min ${min} --max ${max} --step 1`);
/** n = 200 on seven points: 4,948,544 data sets. */
const long = figures('4.13', '1.50', 200, 1, 7);
const before = figures('1.72', '0.57', 171, 1, 5);

describe('how many data sets there are', () => {
  it.each([
    ['horisawa-2019 tsfd@before', '6'],
    ['horisawa-2019 tsfd@1-week', '256'],
    ['horisawa-2019 tsfd@3-months', '619'],
    ['horisawa-2019 tsfd@12-months', '656'],
    ['horisawa-2019 tsfd@last-follow-up', '240'],
    ['--mean 3.00 --sd 0.00 --n 100 --min 1 --max 5 --step 1', '1'],
    ['--mean 1.17 --sd 0.51 --n 200 --min 1 --max 5 --step 1', '24'],
    ['--mean 2.0 --sd 0.1 --n 80 --min 1 --max 5 --step 1', '2'],
    ['--mean 3.50 --sd 1.70 --n 50 --min 1 --max 7 --step 1', '0'],
    ['--mean 3.26 --sd 0.81 --n 60 --min 1 --max 5 --step 1 --items 4', '95363366848'],
  ])('%s: %s', async (line, count) => {
    const { code, stdout, stderr } = await run(['reconstruct', ...words(line), '--count']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${count}\n`, stderr: '' });
  });

  it('JSON carries it as a decimal string', async () => {
    const { stdout } = await run([...figures('24.50', '12.10', 30, 0, 50), '--json']);
    const data = JSON.parse(stdout);
    expect(data.count).toBe('18997821896828801');
    expect(data).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'dystonia-stats' },
      exists: true,
    });
  });
});

describe('--exists answers by exit code', () => {
  it.each([
    ['4.9', '0.2', 16, 1, 5, 0],
    ['2.1', '0.4', 17, 1, 5, 0],
    ['1.54', '0.46', 108, 1, 5, 1],
    ['3.50', '1.70', 50, 1, 7, 1],
    ['50.0', '20.0', 60, 0, 100, 0],
  ])('%s ± %s, n = %i on %i–%i: %i', async (mean, sd, n, min, max, code) => {
    const ran = await run([...figures(mean, sd, n, min, max), '--exists']);
    expect(ran).toEqual({ code, stdout: code === 0 ? 'yes\n' : 'no\n', stderr: '' });
  });

  it.each([
    ['0.57', 0, true],
    ['0.01', 1, false],
  ])('with --json as the JSON of the page has it: SD %s', async (sd, exitCode, exists) => {
    const asked = figures('1.72', sd, 171, 1, 5);
    const { code, stdout } = await run([...asked, '--exists', '--json']);
    const page = JSON.parse((await run([...asked, '--json'])).stdout);
    expect(code).toBe(exitCode);
    const { schemaVersion, tool, printed } = page;
    expect(JSON.parse(stdout)).toEqual({ schemaVersion, tool, printed, exists });
    expect(page.exists).toBe(exists);
    const counted = JSON.parse((await run([...asked, '--count', '--json'])).stdout);
    expect(counted).toEqual({ schemaVersion, tool, printed, count: page.count });
  });

  it('prints nothing with --quiet', async () => {
    expect(await run([...before, '--exists', '--quiet'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });
});

describe('the page', () => {
  it.each([60, 80, 140])('fits %i columns', async (columns) => {
    const { code, stdout } = await run(['reconstruct', 'horisawa-2019', 'tsfd@before'], {
      env: { COLUMNS: String(columns) },
    });
    expect(code).toBe(0);
    const widest = Math.max(...stdout.split('\n').map((line) => [...line].length));
    expect(widest).toBeLessThanOrEqual(columns);
    expect(stdout).toMatchSnapshot();
  });

  it('says when none exists, with the nearest possible figures', async () => {
    const { code, stdout } = await run(figures('1.54', '0.46', 108, 1, 5));
    expect(code).toBe(0);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(/No data set has these figures/);
    expect(text).toMatch(/With this mean, the nearest possible SD is 0\.5010\./);
  });
});

describe('lists', () => {
  const six = [
    '[58,103,10,0,0]',
    '[57,106,7,1,0]',
    '[56,109,4,2,0]',
    '[55,112,1,3,0]',
    '[55,111,4,0,1]',
    '[54,114,1,1,1]',
  ];

  it('every data set once, as ndjson', async () => {
    const { stdout } = await run([...before, '--list']);
    expect(stdout.trim().split('\n').sort()).toEqual([...six].sort());
  });

  it('and as csv, with the scores as header', async () => {
    const { stdout } = await run([...before, '--list', '--format', 'csv']);
    const [header, ...rows] = stdout.trim().split('\n');
    expect(header).toBe('1,2,3,4,5');
    expect(rows.map((row) => `[${row}]`).sort()).toEqual([...six].sort());
  });

  it('--limit ends it early', async () => {
    const { stdout } = await run([...long, '--list', '--limit', '3']);
    const rows = stdout
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as number[]);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row.reduce((a, b) => a + b, 0)).toBe(200);
  });

  it('the same seed gives the same sample, another one another', async () => {
    const draw = async (seed: string) =>
      (await run([...long, '--sample', '5', '--seed', seed])).stdout;
    expect(await draw('7')).toBe(await draw('7'));
    expect(await draw('7')).not.toBe(await draw('8'));
    expect((await draw('7')).trim().split('\n')).toHaveLength(5);
  });

  it('a person at a terminal sees how far a long list to a file is; it is cleared at the end', async () => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    let shown = '';
    stdout.resume();
    stderr.on('data', (chunk) => {
      shown += String(chunk);
    });
    const io = {
      stdin: Readable.from([]),
      stdout,
      stderr: Object.assign(stderr, { isTTY: true }),
      env: {},
    };
    expect(await main([...long, '--list', '--limit', '3000000'], io)).toBe(0);
    expect(shown).toMatch(/\r[\d,]+ data sets; Ctrl-C ends the list/);
    expect(shown.endsWith('\r\u001b[K')).toBe(true);
  });
});

describe('too large for an exact count is said at once', () => {
  it('n = 1000 on 0–10: the page still says that one exists, and what else can be asked', async () => {
    const { code, stdout } = await run(figures('5.0', '2.0', 1000, 0, 10));
    expect(code).toBe(0);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(/At least one data set has these figures/);
    expect(text).toMatch(
      /out of reach; still answerable: whether there is a data set \(--exists\) and what must be true of two visits/,
    );
  });

  it('n = 60 on 0–100: --count is an error that says so', async () => {
    const start = performance.now();
    const { code, stdout, stderr } = await run([...figures('50.0', '20.0', 60, 0, 100), '--count']);
    expect(performance.now() - start).toBeLessThan(1000);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'an exact count for n = 60 on 101 scores is out of reach. ' +
        'Still answerable: whether there is a data set (--exists)\n',
    );
  });
});

describe('what is wrong is said, with what to do', () => {
  it.each([
    [
      'reconstruct --mean 3.0',
      /missing: --n, --min, --max, --step\. Give a study and measure@visit/,
    ],
    ['reconstruct horisawa-2019', /after the study comes one measure@visit/],
    [
      'reconstruct horisawa-2019 tsfd@nowhere',
      /the study has no "tsfd@nowhere"\. It has tsfd@before/,
    ],
    ['reconstruct nowhere.json tsfd@before', /nowhere\.json: no such file/],
    ['reconstruct --mean x --sd 1 --n 5 --min 1 --max 5 --step 1', /--mean is a number; got "x"/],
    [
      'reconstruct --mean 3 --sd 1 --n 5 --min 1 --max 5 --step 3',
      /1 to 5 is no whole number of steps of 3/,
    ],
    [
      'reconstruct --mean 3 --sd 1 --n 2.5 --min 1 --max 5 --step 1',
      /--n is a whole number of at least 1; got "2\.5"/,
    ],
    [
      'reconstruct --mean 3 --sd 1 --n 5 --min 1 --max 5 --step 1 --range 2',
      /--range is the least and the greatest observed score/,
    ],
    [
      'reconstruct --mean 3 --sd 1 --n 5 --min 1 --max 5 --step 1 --count-of 4',
      /--count-of is "4=30"/,
    ],
    [
      'reconstruct --mean 3 --sd 1 --n 5 --min 1 --max 5 --step 1 --sample 0',
      /--sample is a whole number of at least 1/,
    ],
  ])('%s', async (line, message) => {
    const { code, stdout, stderr } = await run(words(line));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\.ts:\d/);
  });

  it.each([
    ['a range that leaves no such SD', '--range 2:3'],
    ['a median above the mean of so few', '--median 5'],
    ['more with one score than there are patients', '--count-of 4=200'],
    ['counts that exclude each other', '--count-of 2+=10 --count-of 2-=10'],
  ])('contradictory facts leave no data set: %s', async (_, facts) => {
    const { code, stdout } = await run([...before, ...words(facts), '--exists']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'no\n' });
  });
});

it('a list that is interrupted ends with a whole line', async () => {
  // Built already: `npm test` builds first.
  const child = spawn(process.execPath, ['bin/dystonia-stats.js', ...long, '--list']);
  let text = '';
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on('close', (_, signal) => resolve(signal));
  });
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
    if (text.length > 200_000) child.kill('SIGINT');
  });
  expect(await ended).toBe('SIGINT');
  expect(text.endsWith(']\n')).toBe(true);
  for (const line of text.trim().split('\n').slice(-50))
    expect((JSON.parse(line) as number[]).reduce((a, b) => a + b, 0)).toBe(200);
});
