import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './run.ts';
import { bin, type Finished, interrupted, type SpawnOptions, shell, spawnBin } from './spawn.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dystonia-stats-hostile-'));
chmodSync(scratch, 0o755);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

/** What is never seen, whatever comes in. */
function expectCalm({ stdout, stderr }: { stdout: string; stderr: string }): void {
  expect(stdout).not.toMatch(/NaN|Infinity|\bundefined\b(?!:)|\[object/);
  expect(stderr).not.toMatch(/\n\s+at |internal error|Unhandled/);
}

/** Root may do everything: the program runs as nobody, if nobody may reach it; null if not. */
const withoutRights = ((): SpawnOptions | null => {
  const nobody = 65_534;
  if (process.getuid?.() !== 0) return {};
  const { status } = spawnSync(process.execPath, [bin, '-V'], { uid: nobody, gid: nobody });
  return status === 0 ? { uid: nobody } : null;
})();

/** Refused: nothing on stdout, the reason on stderr, exit code 2. */
async function expectRefused(argv: readonly string[], reason: RegExp | string): Promise<void> {
  const ran = await run(argv);
  expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
  expect(ran.stderr.replaceAll(`${scratch}/`, '')).toMatch(reason);
  expectCalm(ran);
}

describe('an input file that is none', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const inputs: [what: string, path: string, reason: RegExp][] = [
    ['a missing file', join(scratch, 'missing.json'), /missing\.json: no such file/],
    ['a folder', scratch, /is a directory/],
    ['an empty file', file('empty.json', ''), /the file is empty/],
    ['a list', file('list.json', '[]'), /expected a study file, .* got a list/],
    ['null', file('null.json', 'null'), /expected a study file, .* got null/],
    ['text', file('text.json', 'hello'), /text\.json:1:1/],
    ['half a file', file('half.json', '{ "id": "x", "cohorts": {'), /half\.json:1/],
    [
      'bytes at random',
      file(
        'bytes.json',
        Uint8Array.from({ length: 999 }, (_, i) => (i * 7919 + 200) % 256),
      ),
      /is not UTF-8/,
    ],
    [
      'Latin-1',
      file('latin.json', Buffer.from('{"id": "M\u00fcller"}', 'latin1')),
      /is not UTF-8: byte 10/,
    ],
    ['UTF-16', file('utf16.json', Buffer.from('\ufeff{"id": "x"}', 'utf16le')), /is not UTF-8/],
    ['10,000 levels of lists', file('lists.json', nested(10_000)), /lists\.json:1:/],
    [
      '10,000 levels of objects',
      file('objects.json', '{"a":'.repeat(10_000) + '1'.padEnd(10_001, '}')),
      /objects\.json:1:/,
    ],
    ['the name of no file', '', /"": no such file/],
    ['a method of Object', 'constructor', /constructor: no such file/],
    ['a pattern that matches nothing', join(scratch, 'x*y.json'), /no file matches/],
  ];

  it.each(inputs)('%s is refused by every command that reads one', async (_, path, reason) => {
    await expectRefused(['summarize', path], reason);
    await expectRefused(['validate', path], reason);
    await expectRefused(['reconstruct', path, 'm@a'], reason);
  });

  it('a device without end is read no further than 64 MiB', () => {
    const ran = spawnBin(['summarize', '/dev/zero'], { node: ['--max-old-space-size=256'] });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/more than 64 MiB/);
    expectCalm(ran);
  });

  it('a file above 64 MiB is refused, one of 50 MB is read', () => {
    const large = file('large.json', '');
    truncateSync(large, 64 * 1024 * 1024 + 1);
    const refused = spawnBin(['validate', large], { node: ['--max-old-space-size=64'] });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/65 MiB; study files of up to 64 MiB are read/);

    const wide = file('wide.json', `{ "id": "x", "notes": ["${'a'.repeat(50_000_000)}"] }`);
    const read = spawnBin(['validate', wide], { node: ['--max-old-space-size=512'] });
    expect(read).toMatchObject({ code: 0, stderr: '' });
    rmSync(wide);
  });

  it('a file that may not be read is refused', () => {
    const secret = file('secret.json', '{ "id": "x" }');
    chmodSync(secret, 0o000);
    // Without other rights to run with: a file of its own that Linux opens and never reads from its start.
    const ran: Finished = withoutRights
      ? spawnBin(['summarize', secret], withoutRights)
      : spawnBin(['summarize', '/proc/self/mem']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(withoutRights ? /permission denied/ : /cannot be read/);
    expectCalm(ran);
  });
});

describe('names that JavaScript knows', () => {
  const named = {
    id: '__proto__',
    cohorts: JSON.parse(
      '{ "__proto__": { "n": 40 }, "constructor": { "of": "__proto__", "n": 10 } }',
    ),
  };

  it('are refused as keys', async () => {
    const keys = file(
      'keys.json',
      '{ "id": "x", "__proto__": {}, "constructor": 1, "toString": 1 }',
    );
    await expectRefused(
      ['summarize', keys],
      /unknown key "__proto__"[\s\S]*unknown key "constructor"[\s\S]*unknown key "toString"/,
    );
  });

  it('are good ids', async () => {
    const visits =
      '{ "constructor": { "mean": "6.8", "sd": "1.9" }, "toString": { "mean": "3.4", "sd": "2.2" } }';
    const ids = file(
      'ids.json',
      JSON.stringify({
        ...named,
        scales: { valueOf: { min: 0, max: 10, better: 'lower' } },
      }).replace(
        /}$/,
        `, "measures": { "__proto__": { "scale": "valueOf", "cohort": "__proto__", "baseline": "constructor", "at": ${visits} } } }`,
      ),
    );
    const ran = await run(['summarize', ids, '--json']);
    expect(ran.code).toBe(0);
    const { results } = JSON.parse(ran.stdout).studies[0];
    expect(
      results.find((one: { id: string }) => one.id === 'cohorts.constructor.wilson').value,
    ).toBe(0.25);
    expectCalm(ran);
    expectCalm(await run(['summarize', ids]));
  });

  it('are no commands, methods, schemas or formats', async () => {
    await expectRefused(['constructor'], /unknown command/);
    await expectRefused(
      ['explain', '__proto__'],
      /no method, check or topic is called "__proto__"/,
    );
    await expectRefused(['schema', 'constructor'], /unknown schema/);
    await expectRefused(['summarize', '--format', 'toString'], /unknown format "toString"/);
  });
});

describe('a figure that cannot be computed with', () => {
  const study = (visit: string, n = '40') =>
    `{ "id": "x", "cohorts": { "all": { "n": ${n} } }, "measures": { "m": { "cohort": "all", "at": { "a": ${visit} } } } }`;

  it.each([
    ['10^400', study(`{ "mean": 1${'0'.repeat(400)} }`), /too long for a printed figure/],
    ['1e400', study('{ "mean": "1e400" }'), /too large to compute with/],
    ['1e-400', study('{ "mean": 1e-400 }'), /too small to compute with/],
    ['a negative n', study('{}', '-40'), /a count cannot be negative/],
    ['a fractional n', study('{}', '40.5'), /a count is a whole number/],
    ['a word', study('{ "mean": "high" }'), /"high" is not a figure/],
    ['NaN', study('{ "mean": NaN }'), /x\.json:1:/],
  ])('%s is refused with its place', async (_, text, reason) => {
    const path = file('x.json', text);
    await expectRefused(['summarize', path], reason);
    await expectRefused(['summarize', path], /x\.json:1:\d+/);
  });
});

describe('a figure that can be read but cannot be true', () => {
  const study = ({
    n = 40,
    before = { mean: '4.3', sd: '1.1' },
    after = { mean: '3.1', sd: '1.2' },
    more = {},
  }) =>
    JSON.stringify({
      id: 'x',
      cohorts: { all: { n }, event: { of: 'all', n: 6, percent: '15.0' } },
      scales: { s: { min: 0, max: 10, step: 1, better: 'lower' } },
      measures: { m: { scale: 's', cohort: 'all', baseline: 'before', at: { before, after } } },
      ...more,
    });
  const after = (mean: string, sd: string) => study({ after: { mean, sd } });
  const cohorts = (event: object) =>
    study({ more: { cohorts: { all: { n: 40 }, event: { of: 'all', ...event } } } });
  const comparison = (more: object) =>
    study({ more: { comparisons: [{ measure: 'm', from: 'before', to: 'after', ...more }] } });

  /** Title, study file, why it cannot be, and the results that must have no number for it. */
  const impossible: [string, string, RegExp, RegExp | null][] = [
    ['a mean off the scale', after('14.3', '1.1'), /above the scale's greatest/, /\.after/],
    ['an SD below 0', after('3.1', '-1.1'), /SD of -1\.1 is below zero/, /\.after/],
    ['an SD of 0', after('3.1', '0'), /SD of 0 says that all/, /\.after/],
    ['n = 0', study({ n: 0 }), /printed for 0 patients/, /^m\./],
    ['n = 1 and an SD', study({ n: 1 }), /printed for one patient/, /^m\./],
    ['164 %', cohorts({ n: 6, percent: '164' }), /between 0 and 100 %/, null],
    ['a part above its whole', cohorts({ n: 60 }), /more than the 40/, /cohorts\.event/],
    ['r = 1.2', comparison({ correlation: '1.2' }), /1\.2 cannot be/, null],
    ['P = 1.7', comparison({ p: '1.7' }), /1\.7 cannot be/, null],
  ];

  it.each(impossible)(
    '%s is warned of in its place, and no number comes of it',
    async (_, text, why, without) => {
      const path = file('impossible.json', text);
      const json = await run(['summarize', path, '--json', '--all']);
      const table = await run(['summarize', path]);
      expect([json.code, table.code]).toEqual([0, 0]);
      for (const { stderr } of [json, table]) {
        expect(stderr).toMatch(/impossible\.json:1:\d+ {2}\w.*\n {2}warning: /);
        expect(stderr).toMatch(why);
      }
      expectCalm(json);
      expectCalm(table);
      const { results, warnings } = JSON.parse(json.stdout).studies[0];
      expect(warnings.length).toBeGreaterThan(0);
      for (const warning of warnings) expect(Object.keys(warning)).toEqual(['where', 'message']);
      const wrong = results.filter((one: { id: string }) => without?.test(one.id));
      if (without) expect(wrong.length).toBeGreaterThan(0);
      for (const { id, value, reason } of wrong) {
        expect({ id, value }).toEqual({ id, value: null });
        expect(reason).toMatch(/^(impossible|missing|undefined): /);
      }
      // The page has a note with the reason.
      expect(table.stdout.replace(/\s+/g, ' ')).toMatch(why);
      expect((await run(['validate', path])).code).toBe(0);
    },
  );
});

describe('an output that cannot be written', () => {
  it.each([
    ['in a folder that is not there', 'none/out.txt', /its folder does not exist/],
    ['that is a folder', 'folder', /it is a folder/],
    ['without a name', null, /the name of the file to write is empty/],
    ['on a full device', '/dev/full', /no space is left on the device/],
  ])('%s is refused, and nothing is left behind', async (_, name, reason) => {
    mkdirSync(join(scratch, 'folder'), { recursive: true });
    const before = readdirSync(scratch);
    const path = name === null ? '' : name.startsWith('/') ? name : join(scratch, name);
    for (const argv of [['summarize'], ['explain'], ['schema'], ['summarize', '--json']]) {
      await expectRefused([...argv, '--output', path], reason);
    }
    expect(readdirSync(scratch)).toEqual(before);
  });

  it.each([
    ['a file in a folder without rights', ['summarize', '--output', 'closed/out.txt']],
    ['one in a folder that may not even be looked into', ['init', 'sealed/study.jsonc']],
    ['study files in a new folder', ['init', '--from', 'TABLE', '--output', 'closed/new']],
    ['data sets', ['bounds', '--witness', 'closed/new', '--output', '/dev/null']],
  ])('%s is refused where writing is not allowed', (_, argv) => {
    const folders = { closed: 0o555, sealed: 0o000 };
    for (const [name, mode] of Object.entries(folders)) {
      mkdirSync(join(scratch, name), { recursive: true });
      chmodSync(join(scratch, name), mode);
    }
    if (!withoutRights) return; // Root may write everywhere.
    const table = resolve('tests/fixtures/table/tremor.csv');
    const line = argv.map((word) => word.replace('TABLE', table));
    const ran = spawnBin(line, { ...withoutRights, cwd: scratch });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(
      /^cannot (write|make the folder) .*: writing there is not allowed$/m,
    );
    expectCalm(ran);
  });

  it('a folder where none can be is refused at once', async () => {
    const path = file('in-the-way', '');
    const argv = ['bounds', '--output', '/dev/null', '--witness'];
    await expectRefused(
      [...argv, join(path, 'new')],
      /cannot make the folder .*: a file is in the/,
    );
    // Linux takes no folder in /proc, and says that what is above is missing.
    if (existsSync('/proc/self')) {
      await expectRefused([...argv, '/proc/new/er'], /cannot make the folder \/proc\/new/);
    }
  });

  it('keeps the file of an earlier run when the disk is full', () => {
    const disk = join(scratch, 'disk');
    mkdirSync(disk);
    const mounted =
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]).status === 0;
    if (!mounted) return; // Only root may; the full device above is tested everywhere.
    try {
      writeFileSync(join(disk, 'out.json'), 'earlier');
      const ran = spawnBin(['summarize', '--json', '--output', join(disk, 'out.json')]);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toMatch(/no space is left on the device/);
      expect(readdirSync(disk)).toEqual(['out.json']);
      expect(readFileSync(join(disk, 'out.json'), 'utf8')).toBe('earlier');
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  const writers = [
    ['summarize'],
    ['summarize', '--json'],
    ['validate', 'data/horisawa-2019.json'],
    ['explain'],
    ['schema'],
    ['selftest'],
    ['--help'],
    ['--version'],
    ['reconstruct', 'horisawa-2019', 'tsfd@before'],
  ];

  it.each(writers.map((argv) => ({ line: argv.join(' '), argv })))(
    '$line says that stdout is full, and ends quietly at a closed pipe',
    ({ argv, line }) => {
      const full = openSync('/dev/full', 'w');
      const ran = spawnBin(argv, { stdout: full });
      closeSync(full);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toBe('cannot write to stdout: no space is left on the device\n');
      const piped = shell(`BIN ${line} | true; echo "\${PIPESTATUS[0]}"`, process.cwd());
      expect({ stdout: piped.stdout, stderr: piped.stderr }).toEqual({ stdout: '0\n', stderr: '' });
    },
  );
});

describe('a long list', () => {
  const list = '--mean 3.00 --sd 1.5 --n 171 --min 1 --max 9 --step 1 --list'.split(' ');

  it('ends quietly at `| head -1`', () => {
    const { stdout, stderr } = shell(
      `BIN reconstruct ${list.join(' ')} | head -1; echo "\${PIPESTATUS[0]}"`,
      scratch,
    );
    expect(stdout).toMatch(/^\[[\d,]+\]\n0\n$/);
    expect(stderr).toBe('');
  });

  it('has whole lines only after Ctrl-C', async () => {
    const { signal, stdout, stderr } = await interrupted(['reconstruct', ...list], 500_000);
    expect({ signal, stderr }).toEqual({ signal: 'SIGINT', stderr: '' });
    expect(stdout.endsWith(']\n')).toBe(true);
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^\[\d+(,\d+){8}\]$/);
  });
});

describe('a command line that is wrong', () => {
  it.each([
    [['nonsense'], /unknown command 'nonsense'/],
    [['summarise'], /Did you mean summarize/],
    [['summarize', '--nonsense'], /unknown option '--nonsense'/],
    [['summarize', '--format'], /argument missing/],
    [['summarize', '--format', 'xml'], /unknown format "xml"; possible are table/],
    [['summarize', '--json', '--format', 'csv'], /two formats go to stdout/],
    [['summarize', '--conf-level', '95'], /Did you mean 0\.95\?/],
    [['summarize', '--conf-level', '1'], /between 0 and 1/],
    [['summarize', '--conf-level', 'NaN'], /between 0 and 1/],
    [['summarize', '--correlation', '2'], /--correlation is a number from -1 to 1/],
    [['summarize', '--correlation', '0.9:0.2'], /the lower end first/],
    [['summarize', '--digits', 'x'], /--digits is a whole number from 0 to 15/],
    [['summarize', '--digits', '16'], /--digits is a whole number from 0 to 15/],
    [['validate'], /no study named/],
    [['explain', 'wilsom'], /Did you mean "wilson"\?/],
    [['selftest', 'x'], /too many arguments/],
    [['reconstruct', '--mean', '3'], /missing: --n, --min, --max, --step/],
    [['reconstruct', 'horisawa-2019', 'nothing'], /nothing/],
    [
      ['reconstruct', 'horisawa-2019', 'tsfd@before', '--mean', '3', '--n', '9'],
      /--mean and --n go with figures of your own/,
    ],
    [
      ['reconstruct', 'horisawa-2019', 'tsfd@before', '--exists', '--count'],
      /--exists and --count are answers apart: name one/,
    ],
    [['reconstruct', 'horisawa-2019', 'tsfd@before', '--limit', '2'], /--limit goes with --list/],
    [['reconstruct', 'horisawa-2019', 'tsfd@before', '--seed', '2'], /--seed goes with --sample/],
    [['reconstruct', 'horisawa-2019', 'tsfd@before', '--median', 'x'], /--median is a number; got/],
    [
      ['reconstruct', 'horisawa-2019', 'tsfd@before', '--range', '5:1'],
      /the least and the greatest/,
    ],
    [
      ['reconstruct', 'horisawa-2019', 'tsfd@before', '--list', '--format', 'xml'],
      /unknown format "xml"; possible are csv, ndjson/,
    ],
    [
      '--mean 50.03 --sd 17.53 --n 50 --min 0 --max 100 --step 0.001 --exists'
        .split(' ')
        .toSpliced(0, 0, 'reconstruct'),
      /^the search for a data set is too long\n$/,
    ],
  ])('%j is refused with what to do', async (argv, reason) => {
    await expectRefused(argv, reason);
  });
});

it('one patient has no SD to be near to', async () => {
  const sample = '--mean 1.00 --sd 0.26 --n 1 --min 1 --max 5 --step 1'.split(' ');
  const ran = await run(['reconstruct', ...sample]);
  expect(ran.code).toBe(0);
  expect(ran.stdout.replace(/\s+/g, ' ')).toContain('With this mean, no SD is possible.');
  expectCalm(ran);
  const { nearest } = JSON.parse((await run(['reconstruct', ...sample, '--json'])).stdout);
  expect(nearest.sd).toEqual({ below: null, above: null });
});

it('visits with the same SD, which can correlate by 1, are summarized', async () => {
  const at = { x: { mean: '2.10', sd: '0.50' }, y: { mean: '3.10', sd: '0.50' } };
  const study = {
    id: 'x',
    cohorts: { all: { n: 40 } },
    scales: { s: { min: 1, max: 5, step: 1, items: 2, better: 'higher' } },
    measures: { m: { scale: 's', cohort: 'all', baseline: 'x', at } },
  };
  for (const command of ['summarize', 'bounds', 'report']) {
    const ran = await run([command, '-'], { stdin: JSON.stringify(study) });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  }
});

it('a pile of wrong files does not keep the good one from being done', async () => {
  const good = 'data/horisawa-2019.json';
  const ran = await run(['summarize', join(scratch, 'null.json'), good, scratch]);
  expect(ran.code).toBe(2);
  expect(ran.stdout).toContain('171 patients');
  expect(ran.stderr).toMatch(/got null[\s\S]*is a directory/);
  expect(existsSync(good)).toBe(true);
});
