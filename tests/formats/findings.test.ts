import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Log } from 'sarif';
import { afterAll, describe, expect, it } from 'vitest';
import { csvCell } from '../../src/formats/csv.ts';
import { findingColumns } from '../../src/formats/flat-findings.ts';
import { beside, findingFormats, formats, formatsFor } from '../../src/formats/index.ts';
import { type Ran, run } from '../cli/run.ts';
import { parseTap } from './tap.ts';
import { type Element, parseXml } from './xml.ts';

const scratch = mkdtempSync(join(tmpdir(), 'findings-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

// The bundled study with one figure broken: 28 of 171 are 16.4 %.
const bundled = readFileSync('data/horisawa-2019.json', 'utf8');
const broken = join(scratch, 'broken.json');
writeFileSync(broken, bundled.replace('"16.4"', '"17.0"'));
const line = 1 + bundled.slice(0, bundled.indexOf('"16.4"')).split('\n').length - 1;
const column = bundled.split('\n')[line - 1]?.indexOf('"16.4"') ?? -1;
const place = { line, column: column + 1 };

const madeUp = 'tests/fixtures/check/made-up.json';
// Other checks may say more of the same files; what these tests are about does not change by that.
const only = ['--only', 'percent-of-count'];
const check = (file: string, format: string, env: Record<string, string> = {}): Promise<Ran> =>
  run(['check', file, '--format', format, ...only], { env });

describe('a broken figure in the bundled study is reported at its line and column', () => {
  it('stands there', () => {
    expect(place).toEqual({ line: 38, column: 18 });
  });

  it.each([
    ['table', `${broken}:38:18  percentage of Temporary adverse event`],
    ['markdown', 'line 38'],
    ['github', `file=${broken},line=38,col=18,`],
    ['junit', `${broken}:38:18`],
    ['latex', '38:18'],
    ['html', '38:18'],
    ['csv', `${broken},38,18,cohorts.temporary-ae.percent`],
  ])('as %s', async (format, text) => {
    const { code, stdout } = await check(broken, format);
    expect(code).toBe(1);
    expect(stdout).toContain(text);
    expect(stdout).toContain('17.0');
    expect(stdout).toContain('28 of 171 are 16.374');
  });

  it('as json', async () => {
    const { stdout } = await check(broken, 'json');
    const [finding] = JSON.parse(stdout).studies[0].findings;
    expect(finding).toMatchObject({
      verdict: 'inconsistent',
      where: { file: broken, ...place, path: 'cohorts.temporary-ae.percent' },
      recomputed: { nominal: (28 / 171) * 100 },
    });
  });

  it('as ndjson', async () => {
    const [finding = ''] = (await check(broken, 'ndjson')).stdout.split('\n');
    expect(JSON.parse(finding)).toMatchObject({ file: broken, ...place, verdict: 'inconsistent' });
  });

  it('as sarif', async () => {
    const log: Log = JSON.parse((await check(broken, 'sarif')).stdout);
    expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: `file://${broken}` },
      region: { startLine: 38, startColumn: 18, endColumn: 24 },
    });
  });

  it('as tap', async () => {
    const [study] = parseTap((await check(broken, 'tap')).stdout);
    expect(study?.ok).toBe(false);
    expect(study?.points[0]?.diagnostics).toMatchObject({ at: { file: broken, ...place } });
  });
});

describe('every format', () => {
  it.each(Object.keys(formatsFor('check')))(
    '%s has no NaN, and is the same again',
    async (name) => {
      const first = await check(madeUp, name);
      expect(first.stdout).not.toMatch(/NaN|Infinity|undefined|\[object/);
      expect(first.code).toBe(1);
      expect(await check(madeUp, name)).toEqual(first);
    },
  );

  it('knows a file of standard input by no name', async () => {
    for (const name of Object.keys(formatsFor('check'))) {
      const stdin = readFileSync(broken, 'utf8');
      const { code, stdout } = await run(['check', '-', '--format', name, ...only], { stdin });
      expect(code).toBe(1);
      expect(stdout).not.toMatch(/\bnull:|file=|"uri"/);
    }
  });
});

describe('json', () => {
  const schema = JSON.parse(readFileSync('data/output.schema.json', 'utf8'));
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    schema,
  );
  it.each([broken, madeUp, 'data/horisawa-2019.json', 'tests/fixtures/study/everything.jsonc'])(
    'of %s is as the published schema says, with every check',
    async (file) => {
      validate(JSON.parse((await run(['check', file, '--json'])).stdout));
      expect(validate.errors ?? []).toEqual([]);
    },
  );
});

describe('csv and ndjson', () => {
  it('have the same documented columns', async () => {
    const csv = (await check(madeUp, 'csv')).stdout;
    const rows = (await check(madeUp, 'ndjson')).stdout.trimEnd().split('\n');
    const columns = Object.keys(findingColumns);
    expect(csv.split('\r\n')[0]).toBe(columns.join(','));
    for (const row of rows) expect(Object.keys(JSON.parse(row))).toEqual(columns);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
  });

  it('have the columns when there is no finding', async () => {
    const stdin = '{ "id": "empty", "cohorts": { "all": { "n": 4 } } }';
    const { stdout } = await run(['check', '-', '--format', 'csv', ...only], { stdin });
    expect(stdout).toBe(`${Object.keys(findingColumns).join(',')}\r\n`);
  });
});

describe('github', () => {
  /** A workflow command, as the runner reads it. */
  function commandOf(text: string) {
    const found = /^::(\w+) ([^:]*)::(.*)$/.exec(text);
    if (!found) return null;
    const properties = (found[2] ?? '').split(',').map((each) => {
      const [name = '', ...value] = each.split('=');
      return [name, value.join('=').replaceAll('%3A', ':').replaceAll('%2C', ',')] as const;
    });
    const message = (found[3] ?? '').replaceAll('%0A', '\n').replaceAll('%25', '%');
    return { kind: found[1], message, ...Object.fromEntries(properties) };
  }

  it('has an annotation for each thing that can be acted on, the worst first', async () => {
    const { stdout } = await check(madeUp, 'github');
    const commands = stdout.split('\n').flatMap((text) => commandOf(text) ?? []);
    expect(commands).toMatchObject([
      {
        kind: 'error',
        file: madeUp,
        line: '8',
        col: '51',
        title: '17.0 does not follow from the others (percent-of-count)',
        message: expect.stringContaining('7 of 40 are 17.500 %. Printed is 17.0.'),
      },
      { kind: 'notice', line: '13', title: '12.0 is accepted (percent-of-count)' },
      { kind: 'notice', line: '25', title: 'No longer needs to be accepted' },
    ]);
  });

  it('names files from the root of the repository, with forward slashes', async () => {
    const absolute = join(process.cwd(), madeUp);
    const env = { GITHUB_WORKSPACE: join(process.cwd(), 'tests') };
    expect((await check(absolute, 'github')).stdout).toContain(`::error file=${madeUp},`);
    expect((await check(absolute, 'github', env)).stdout).toContain(
      '::error file=fixtures/check/made-up.json,',
    );
  });

  it('cannot be made to run a command by a study file', async () => {
    const label = 'x::y\n::add-mask::secret, 100 %##[add-path]';
    const study = {
      id: '::set-env name=A::b ##[command]',
      title: label,
      cohorts: {
        all: { n: 40 },
        part: { of: 'all', n: 7, percent: '17.0', label },
      },
    };
    const { stdout } = await run(['check', '-', '--format', 'github', ...only], {
      stdin: JSON.stringify(study),
    });
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines.filter((text) => /^\s*::/.test(text))).toHaveLength(1);
    expect(lines[1]).not.toMatch(/^\s*::|##\[/);
    expect(commandOf(lines[0] ?? '')?.message).toContain('::add-mask::secret, 100 %');
  });

  it('says when GitHub will not show all', async () => {
    const parts = Array.from({ length: 12 }, (_, i) => [
      `part-${i}`,
      { of: 'all', n: 7, percent: '17.0' },
    ]);
    const study = { id: 'many', cohorts: { all: { n: 40 }, ...Object.fromEntries(parts) } };
    const { stdout } = await run(['check', '-', '--format', 'github', ...only], {
      stdin: JSON.stringify(study),
    });
    expect(stdout).toContain('GitHub shows 10 of these 12 as annotations');
    expect(stdout.match(/^::error /gm)).toHaveLength(12);
  });

  it('writes the whole page behind what the summary of the step holds', async () => {
    const summary = join(scratch, 'summary.md');
    writeFileSync(summary, '# Before\n');
    const { stdout } = await check(madeUp, 'github', { GITHUB_STEP_SUMMARY: summary });
    expect(stdout).toContain('::error ');
    const text = readFileSync(summary, 'utf8');
    expect(text).toMatch(/^# Before\n# A made-up study of forty patients\n/);
    expect(text).toContain('## Does not follow from the others');
    expect(text).toContain('| percent-of-count |');
    expect(text).toContain('Accepted in the study file: the authors counted one patient twice.');
  });

  it('keeps the summary of a step under the 1 MiB that GitHub takes', async () => {
    const parts = Array.from({ length: 4000 }, (_, i) => [
      `part-${i}`,
      { of: 'all', n: 7, percent: '17.0' },
    ]);
    const study = { id: 'many', cohorts: { all: { n: 40 }, ...Object.fromEntries(parts) } };
    const summary = join(scratch, 'long.md');
    await run(['check', '-', '--format', `github:${join(scratch, 'log.txt')}`, ...only], {
      stdin: JSON.stringify(study),
      env: { GITHUB_STEP_SUMMARY: summary },
    });
    const text = readFileSync(summary, 'utf8');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
    expect(Buffer.byteLength(text)).toBeGreaterThan(1000 * 1024);
    expect(text).toMatch(/The rest is too long for the summary of a step\.\n$/);
  });
});

describe('junit', () => {
  /** What Jenkins, GitLab and GitHub actions read: elements, their attributes, their children. */
  const structure: Readonly<Record<string, { attributes: string[]; children: string[] }>> = {
    testsuites: {
      attributes: ['name', 'tests', 'failures', 'errors', 'skipped'],
      children: ['testsuite'],
    },
    testsuite: {
      attributes: ['name', 'tests', 'failures', 'errors', 'skipped'],
      children: ['testcase'],
    },
    testcase: {
      attributes: ['classname', 'name', 'file'],
      children: ['skipped', 'failure', 'system-out'],
    },
    failure: { attributes: ['message', 'type'], children: [] },
    skipped: { attributes: [], children: [] },
    'system-out': { attributes: [], children: [] },
  };
  const all = (element: Element): Element[] => [element, ...element.children.flatMap(all)];

  it('is well formed, of the usual structure, and its counts are right', async () => {
    const root = parseXml((await check(madeUp, 'junit')).stdout);
    expect(root.name).toBe('testsuites');
    for (const { name, attributes, children } of all(root)) {
      expect(structure).toHaveProperty(name);
      expect(structure[name]?.attributes).toEqual(expect.arrayContaining(Object.keys(attributes)));
      for (const child of children) expect(structure[name]?.children).toContain(child.name);
    }
    const named = (name: string) => all(root).filter((each) => each.name === name).length;
    for (const { attributes } of [root, ...root.children]) {
      expect(attributes).toMatchObject({
        tests: String(named('testcase')),
        failures: String(named('failure')),
        errors: '0',
        skipped: String(named('skipped')),
      });
    }
    expect([named('failure'), named('skipped')]).toEqual([1, 2]);
  });

  it('is well formed whatever a study file says', async () => {
    const label = '<a href="x">&amp;\u0001\u000b]]></testcase>\ufffe';
    const study = {
      id: 'x"<',
      cohorts: { all: { n: 40 }, part: { of: 'all', n: 7, percent: '17.0', label } },
    };
    const { stdout } = await run(['check', '-', '--format', 'junit', ...only], {
      stdin: JSON.stringify(study),
    });
    const [suite] = parseXml(stdout).children;
    expect(suite?.attributes['name']).toBe('x"<');
    expect(suite?.children[0]?.attributes['name']).toContain('<a href="x">&amp;]]></testcase>');
  });

  it('counts as failures what makes the exit code 1', async () => {
    const { code, stdout } = await run([
      ...['check', madeUp, '--format', 'junit', '--fail-on', 'impossible-as-entered', ...only],
    ]);
    expect(code).toBe(0);
    expect(parseXml(stdout).attributes['failures']).toBe('0');
  });
});

describe('sarif', () => {
  // The schema of the standard as schemastore.org has it, without its descriptions. It is of draft
  // 4, of which it uses nothing that draft 7 has changed but the name of "id".
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync('tests/fixtures/sarif/sarif-2.1.0-rtm.5.json', 'utf8'));
  const uri = /^(?:[a-z][a-z\d+.-]*:)?[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/i;
  const validate = new Ajv({
    allErrors: true,
    strict: false,
    // One of its patterns has a bracket too many, which only the older rules take.
    unicodeRegExp: false,
    formats: { uri, 'uri-reference': uri, 'date-time': /^\d{4}-/ },
  }).compile(schema);

  it.each([madeUp, 'tests/fixtures/study/everything.jsonc', 'data/horisawa-2019.json'])(
    'of %s is as the schema of SARIF 2.1.0 says',
    async (file) => {
      const { stdout } = await run(['check', file, '--format', 'sarif']);
      validate(JSON.parse(stdout));
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  it('notices what the standard forbids', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  });

  it('of files that cannot be read is as the schema says too', async () => {
    const { stdout } = await run(['check', '-', 'no*such.json', '--format', 'sarif'], {
      stdin: '{ "id": 1, "cohort": {} }',
    });
    const log: Log = JSON.parse(stdout);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications).toHaveLength(3);
  });

  it('has the checks as rules, and what is accepted as suppressed', async () => {
    const log: Log = JSON.parse((await check(madeUp, 'sarif')).stdout);
    const [first] = log.runs;
    expect(first?.tool.driver.rules).toMatchObject([
      {
        id: 'percent-of-count',
        properties: {
          tags: ['printed figures', 'INSPECT-SR 4.10'],
          precision: 'very-high',
          'problem.severity': 'error',
        },
      },
    ]);
    expect(first?.results).toMatchObject([
      { ruleId: 'percent-of-count', ruleIndex: 0, level: 'error' },
      {
        suppressions: [
          { kind: 'inSource', justification: 'the authors counted one patient twice' },
        ],
      },
    ]);
    expect(first?.results?.[0]).not.toHaveProperty('suppressions');
  });

  it('marks the figure from its first to its last character', async () => {
    const log: Log = JSON.parse((await check(madeUp, 'sarif')).stdout);
    const { region } = log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation ?? {};
    const { startLine = 0, startColumn = 0, endColumn = 0 } = region ?? {};
    const line = readFileSync(madeUp, 'utf8').split('\n')[startLine - 1] ?? '';
    expect(line.slice(startColumn - 1, endColumn - 1)).toBe('"17.0"');
  });

  it('tells findings apart by study, check and figure, the same in every run', async () => {
    const file = 'tests/fixtures/study/everything.jsonc';
    const fingerprints = async () => {
      const { stdout } = await run(['check', file, madeUp, '--format', 'sarif']);
      const log: Log = JSON.parse(stdout);
      return log.runs[0]?.results?.map(({ partialFingerprints = {} }) =>
        Object.values(partialFingerprints).join(),
      );
    };
    const all = await fingerprints();
    expect(all).toContain('made-up:percent-of-count:cohorts.headache.percent');
    expect(new Set(all).size).toBe(all?.length);
    expect(await fingerprints()).toEqual(all);
  });

  it('writes paths as relative references', async () => {
    const file = join(scratch, 'with blank & ü.json');
    writeFileSync(file, readFileSync(broken));
    const env = { GITHUB_WORKSPACE: scratch };
    const log: Log = JSON.parse((await check(file, 'sarif', env)).stdout);
    expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
      'with%20blank%20%26%20%C3%BC.json',
    );
  });
});

describe('tap', () => {
  it('is a document of version 14: a subtest a study, a point a finding', async () => {
    const { stdout } = await run(['check', madeUp, broken, '--format', 'tap', ...only]);
    const studies = parseTap(stdout);
    expect(studies.map(({ description, ok }) => [description, ok])).toEqual([
      ['made-up', false],
      ['horisawa-2019', false],
    ]);
    expect(studies[0]?.points).toMatchObject([
      { ok: false, directive: null, diagnostics: { verdict: 'inconsistent', reported: '17.0' } },
      {
        ok: false,
        directive: { kind: 'TODO', reason: 'accepted: the authors counted one patient twice' },
      },
      { ok: true, directive: { kind: 'SKIP' } },
      { ok: true, directive: null, diagnostics: null },
      { ok: true, directive: null, diagnostics: null },
    ]);
  });

  it('escapes what would be a directive', async () => {
    const study = {
      id: 'a # SKIP \\ b',
      cohorts: { all: { n: 40 }, part: { of: 'all', n: 7, percent: '17.0', label: 'x # TODO y' } },
    };
    const { stdout } = await run(['check', '-', '--format', 'tap', ...only], {
      stdin: JSON.stringify(study),
    });
    const [suite] = parseTap(stdout);
    expect(suite).toMatchObject({ ok: false, description: 'a # SKIP \\ b', directive: null });
    expect(suite?.points[0]).toMatchObject({ ok: false, directive: null });
  });

  it('plans nothing for a study of which nothing can be checked', async () => {
    const stdin = '{ "id": "empty", "cohorts": { "all": { "n": 4 } } }';
    const { code, stdout } = await run(['check', '-', '--format', 'tap', ...only], { stdin });
    expect(code).toBe(0);
    expect(parseTap(stdout)).toMatchObject([{ ok: true, points: [] }]);
  });
});

describe('markdown', () => {
  it('is a query to the authors that accuses nobody', async () => {
    const { stdout } = await check(madeUp, 'markdown');
    expect(stdout).toContain('Dear authors,');
    expect(stdout).toContain('We could not reproduce one of them');
    expect(stdout).toContain('7 of 40 are 17.500 %. Printed is 17.0.');
    expect(stdout).toContain('Could you check this figure');
    expect(stdout).toContain('the authors counted one patient twice');
    expect(stdout).not.toMatch(/wrong|mistake|error|misconduct|inconsistent|impossible/i);
    await expect(stdout).toMatchFileSnapshot('../snapshots/check/query.md');
  });

  it('has no question when all agree', async () => {
    const { stdout } = await check('data/horisawa-2019.json', 'markdown');
    expect(stdout).toContain('All of them agree, and we have no question.');
    expect(stdout).not.toContain('##');
  });

  it('takes text of a study file as text', async () => {
    const label = '<b>[x](http://y)</b>';
    const study = {
      id: 's',
      title: label,
      cohorts: { all: { n: 40 }, part: { of: 'all', n: 7, percent: '17.0', label } },
    };
    const { stdout } = await run(['check', '-', '--format', 'markdown', ...only], {
      stdin: JSON.stringify(study),
    });
    expect(stdout).not.toMatch(/(?<!\\)<b|(?<!\\)\[x/);
  });
});

it('what comes beside a format belongs to one that there is', () => {
  for (const name of Object.keys(beside))
    expect({ ...formats, ...findingFormats }).toHaveProperty(name);
});

describe('labels', () => {
  it('begin with a capital, but for symbols: n is not N', async () => {
    const study = {
      id: 's',
      cohorts: { all: { n: 4 }, part: { of: 'all', n: 7, label: 'x' } },
    };
    const { stdout } = await run(['check', '-', '--format', 'github', '--only', 'subset-size'], {
      stdin: JSON.stringify(study),
    });
    expect(stdout).toContain('n of x: printed 7.');
  });

  it('are text in a query, though they look like a list or an entity', async () => {
    const study = {
      id: 's',
      title: '1. &lt;',
      cohorts: { all: { n: 4 }, part: { of: 'all', n: 7, label: '- x | `y`' } },
    };
    const { stdout } = await run(['check', '-', '--format', 'markdown', '--only', 'subset-size'], {
      stdin: JSON.stringify(study),
    });
    expect(stdout).toContain('“1\\. \\&lt;”');
    expect(stdout).toContain('x \\| \\`y\\`');
    // Its count is asked about, not a mean that it does not have.
    expect(stdout).toContain('Could you check this figure and those that it is computed from?');
  });
});

it('a whole number in the place of a count has no decimals', async () => {
  const study = {
    id: 's',
    cohorts: { all: { n: 10 }, a: { of: 'all', n: 4 }, b: { of: 'all', n: 5 } },
    partitions: [{ of: 'all', into: ['a', 'b'] }],
  };
  const { stdout } = await run(['check', '-', '--only', 'partition-total'], {
    stdin: JSON.stringify(study),
  });
  expect(stdout).toMatch(/recomputed {2}9\n/);
});

it.each([
  ['=cmd()', "'=cmd()"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ['+HYPERLINK("x")', `"'+HYPERLINK(""x"")"`],
  ['-x', "'-x"],
  ['-2.5', '-2.5'],
  ['+2.5', '+2.5'],
  ['−2.5', '−2.5'],
])('a cell %s of CSV is %s: no formula, and figures as they are', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});
