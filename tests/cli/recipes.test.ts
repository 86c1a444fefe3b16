import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { findingColumns } from '../../src/formats/flat-findings.ts';
import { parseStudy } from '../../src/study/read.ts';
import { run } from './run.ts';
import { bin } from './spawn.ts';

const guide = readFileSync('docs/ci.md', 'utf8');
const block = (language: string, containing = ''): string => {
  const blocks = [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))];
  return blocks.map(([, text = '']) => text).find((text) => text.includes(containing)) ?? '';
};

const scratch = mkdtempSync(join(tmpdir(), 'recipes-'));
const tools = join(scratch, 'bin');
const good = readFileSync('data/horisawa-2019.json', 'utf8');
const broken = good.replace('"16.4"', '"17.0"');
let project = '';

// `npx` that runs this program, so that nothing is asked of the network.
mkdirSync(tools);
writeFileSync(
  join(tools, 'npx'),
  `#!/bin/sh\n[ "$1 $2" = "--yes dystonia-stats" ] || exit 99\nshift 2\nexec "${process.execPath}" "${bin}" "$@"\n`,
);
chmodSync(join(tools, 'npx'), 0o755);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

beforeEach(() => {
  project = mkdtempSync(join(scratch, 'project-'));
  mkdirSync(join(project, 'studies'));
});

const env = () => ({
  PATH: `${tools}:${process.env['PATH']}`,
  HOME: project,
  NODE_OPTIONS: '',
  GIT_CONFIG_NOSYSTEM: '1',
});
const write = (text: string, name = 'horisawa.json') =>
  writeFileSync(join(project, 'studies', name), text);
function sh(line: string, more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', line], {
    cwd: project,
    env: { ...env(), ...more },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, stdout, stderr };
}
const has = (tool: string) => spawnSync(tool, ['--version']).status === 0;

describe('the GitHub workflow', () => {
  const workflow = block('yaml', 'jobs:');
  const lines = [...workflow.matchAll(/^ *- run: (.*)$/gm)].map(([, line = '']) => line);

  it('is indented by two blanks, without a tab, and has one line to run', () => {
    for (const line of workflow.trimEnd().split('\n')) {
      expect(line).toMatch(/^(?: {2})*(?:- )?(?:#.*|[\w-]+:(?: .+)?)$/);
    }
    expect(lines).toHaveLength(1);
  });

  it('passes where all figures agree, with the report in the summary of the step', () => {
    write(good);
    const summary = join(project, 'summary.md');
    const { code, stdout } = sh(lines[0] ?? '', { GITHUB_STEP_SUMMARY: summary });
    expect(code).toBe(0);
    expect(stdout).not.toContain('::error');
    expect(readFileSync(summary, 'utf8')).toContain('29 printed figures');
    const sarif = JSON.parse(readFileSync(join(project, 'figures.sarif'), 'utf8'));
    expect(sarif.runs[0].results).toEqual([]);
  });

  it('stops at a broken figure, with an annotation at its line', () => {
    write(broken);
    const { code, stdout } = sh(lines[0] ?? '', { GITHUB_WORKSPACE: project });
    expect(code).toBe(1);
    expect(stdout).toContain('::error file=studies/horisawa.json,line=38,col=18,');
    expect(readFileSync(join(project, 'figures.sarif'), 'utf8')).toContain('"startLine": 38');
  });

  it('stops where there is no study file', () => {
    expect(sh(lines[0] ?? '').code).toBe(2);
  });
});

describe.skipIf(!has('git'))('the pre-commit hook', () => {
  const git = (...args: string[]) =>
    spawnSync('git', args, { cwd: project, env: env(), encoding: 'utf8' });
  const commit = () => git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'Add');

  beforeEach(() => {
    git('init', '-q');
    mkdirSync(join(project, '.git/hooks'), { recursive: true });
    const hook = join(project, '.git/hooks/pre-commit');
    writeFileSync(hook, block('sh'));
    chmodSync(hook, 0o755);
  });

  it('lets a commit through whose figures agree, or that has no study file', () => {
    write(good, 'a name with blanks.json');
    git('add', '.');
    expect(commit().status).toBe(0);
    writeFileSync(join(project, 'notes.txt'), 'x');
    git('add', '.');
    expect(commit().status).toBe(0);
  });

  it('stops one with a broken figure, and says where', () => {
    write(broken);
    git('add', '.');
    const { status, stdout, stderr } = commit();
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('studies/horisawa.json:38:18');
  });
});

it('the entry of the pre-commit framework takes files as arguments', () => {
  const entry = /entry: (.*)/.exec(block('yaml', 'hooks:'))?.[1] ?? '';
  const files = new RegExp(/files: (.*)/.exec(block('yaml', 'hooks:'))?.[1] ?? '^$');
  expect('studies/a.json').toMatch(files);
  expect('studies/a.jsonc').toMatch(files);
  expect('other/a.json').not.toMatch(files);
  write(broken);
  expect(sh(`${entry} studies/horisawa.json`).code).toBe(1);
});

describe.skipIf(!has('make'))('the Makefile line', () => {
  it('makes its target fail at a broken figure only', () => {
    writeFileSync(join(project, 'Makefile'), block('make'));
    write(good);
    execFileSync('make', ['figures'], { cwd: project, env: env(), stdio: 'pipe' });
    write(broken);
    expect(sh('make figures').code).not.toBe(0);
  });
});

describe('the guide', () => {
  it('shows how a figure is accepted', async () => {
    const text = block('json');
    expect(parseStudy(text, { file: null }).warnings).toEqual([]);
    const { code, stdout } = await run(['check', '-', '--only', 'percent-of-count'], {
      stdin: text,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('a misprint for 17.5, the authors say');
  });

  it('lists the columns of csv and ndjson as they are', () => {
    const table = /<!-- finding-columns -->\n(.*?)<!-- \/finding-columns -->/s.exec(guide)?.[1];
    const rows = (table ?? '')
      .trim()
      .split('\n')
      .slice(2)
      .map((row) => row.replace(/ +/g, ' '));
    expect(rows).toEqual(
      Object.entries(findingColumns).map(([name, { what }]) => `| \`${name}\` | ${what} |`),
    );
  });
});
