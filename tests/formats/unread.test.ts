import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Log } from 'sarif';
import { afterAll, describe, expect, it } from 'vitest';
import { findingFormats } from '../../src/formats/index.ts';
import { run } from '../cli/run.ts';
import { parseTap } from './tap.ts';
import { parseXml } from './xml.ts';

const scratch = mkdtempSync(join(tmpdir(), 'unread-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const wrong = join(scratch, 'wrong.json');
writeFileSync(wrong, '{ "id": "x",\n  "cohort": {}, "scale": {} }');
const good = 'data/horisawa-2019.json';
const env = { GITHUB_WORKSPACE: scratch };
const conforms = (data: unknown) => {
  const schema = JSON.parse(readFileSync('data/output.schema.json', 'utf8'));
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  validate(data);
  expect(validate.errors ?? []).toEqual([]);
};
const message = 'unknown key "cohort". Did you mean "cohorts"?';
const check = (names: readonly string[], format: string, more = {}) =>
  run(['check', ...names, '--format', format, '--only', 'percent-of-count'], {
    env: { ...env, ...more },
  });

describe('a file that cannot be read is told, beside stderr,', () => {
  it('by github as an error at its line, before all findings, and in the summary of the step', async () => {
    const summary = join(scratch, 'summary.md');
    const names = ['tests/fixtures/check/made-up.json', wrong];
    const { code, stdout, stderr } = await check(names, 'github', { GITHUB_STEP_SUMMARY: summary });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    const [first, second, third] = stdout.split('\n');
    expect(first).toBe(
      `::error file=wrong.json,line=2,col=3,title=The study file cannot be read::${message}`,
    );
    expect(second).toContain('line=2,col=17');
    expect(third).toContain('17.0 does not follow');
    expect(readFileSync(summary, 'utf8')).toContain(
      '## Files that cannot be read\n\n- wrong.json:2:3 unknown key',
    );
  });

  it('by junit as an error', async () => {
    const root = parseXml((await check([good, wrong], 'junit')).stdout);
    expect(root.attributes).toMatchObject({ tests: '4', failures: '0', errors: '2' });
    const [test] = root.children[1]?.children ?? [];
    expect(test?.attributes).toMatchObject({ classname: 'study files', file: 'wrong.json' });
    expect(test?.children).toMatchObject([{ name: 'error', attributes: { message } }]);
  });

  it('by tap as a point that is not ok', async () => {
    const points = parseTap((await check([good, wrong], 'tap')).stdout);
    expect(points.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(points[1]).toMatchObject({
      description: `wrong.json:2:3 ${message}`,
      diagnostics: { message, at: { file: 'wrong.json', line: 2, column: 3 } },
    });
  });

  it('by sarif as a notification of a run that was not successful', async () => {
    const log: Log = JSON.parse((await check([good, wrong], 'sarif')).stdout);
    const [invocation] = log.runs[0]?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.[0]).toEqual({
      level: 'error',
      message: { text: message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'wrong.json' },
            region: { startLine: 2, startColumn: 3 },
          },
        },
      ],
    });
    const all: Log = JSON.parse((await check([good], 'sarif')).stdout);
    expect(all.runs[0]?.invocations).toEqual([{ executionSuccessful: true }]);
  });

  it('by json with its place and what to do, as the published schema says', async () => {
    const { code, stdout } = await check([good, wrong, 'no*such.json'], 'json');
    expect(code).toBe(2);
    const data = JSON.parse(stdout);
    expect(data.studies).toHaveLength(1);
    expect(data.unread).toEqual([
      {
        file: wrong,
        errors: [
          {
            line: 2,
            column: 3,
            path: '',
            message: 'unknown key "cohort"',
            hint: 'Did you mean "cohorts"?',
          },
          {
            line: 2,
            column: 17,
            path: '',
            message: 'unknown key "scale"',
            hint: 'Did you mean "scales"?',
          },
        ],
      },
      {
        file: null,
        errors: [
          {
            line: null,
            column: null,
            path: null,
            message: 'no file matches "no*such.json"',
            hint: null,
          },
        ],
      },
    ]);
    conforms(data);
    const all = JSON.parse((await check([good], 'json')).stdout);
    expect(all.unread).toEqual([]);
    conforms(all);
  });

  it.each(['summarize', 'bounds', 'check'])(
    'by %s --json where no file can be read',
    async (name) => {
      const { code, stdout } = await run([name, '-', '--json'], { stdin: '{' });
      expect(code).toBe(2);
      const data = JSON.parse(stdout);
      expect(data.studies).toEqual([]);
      expect(data.unread).toMatchObject([{ file: null, errors: [{ line: 1 }] }]);
      conforms(data);
    },
  );

  it('by each of them where there is no other file, or none at all', async () => {
    for (const name of Object.keys(findingFormats)) {
      const file = join(scratch, `alone.${name}`);
      const { code, stdout } = await check([wrong], `${name}:${file}`);
      expect([code, stdout]).toEqual([2, '']);
      expect(readFileSync(file, 'utf8')).toContain('cohort');
      expect((await check([`${scratch}/*.yaml`], name)).stdout).toContain('no file matches');
    }
  });

  it('and leaves the file of an earlier run as it is in the other formats', async () => {
    const file = join(scratch, 'out.json');
    await check([wrong], `json:${file}`);
    expect(existsSync(file)).toBe(false);
  });
});
