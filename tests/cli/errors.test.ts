import { describe, expect, it } from 'vitest';
import { type RunOptions, run, words } from './run.ts';

const files = 'tests/fixtures/errors';
const commands = [
  `validate ${files}/missing.json`,
  `validate ${files}`,
  `validate ${files}/invalid.json`,
  `validate ${files}/comment.json`,
  `validate ${files}/unknown-key.json`,
  `validate ${files}/duplicate-key.json`,
  `validate ${files}/no-figure.json`,
  `validate ${files}/ambiguous.json`,
  `validate ${files}/dangling.json`,
  `validate ${files}/several.json`,
  `validate ${files}/unknown-key.json ${files}/good.json ${files}/duplicate-key.json`,
  `summarize --format csv ${files}/unknown-key.json ${files}/good.json`,
  `validate '${files}/nothing-*.json'`,
  'validate',
  'summarize --conf-level 95 --digits x',
  'summarize --format tabel',
  'summarise',
];

/** Everything that the commands say, as a page to look at. */
async function page(options: RunOptions): Promise<string> {
  const parts: string[] = [];
  const { columns = Number.POSITIVE_INFINITY } = options;
  for (const command of commands) {
    const { code, stdout, stderr } = await run(words(command), options);
    for (const line of stderr.split('\n')) expect([...line].length).toBeLessThanOrEqual(columns);
    const out = stdout === '' ? '' : `stdout\n\n\`\`\`\n${stdout}\`\`\`\n\n`;
    const err = `stderr\n\n\`\`\`\n${stderr}\`\`\`\n\n`;
    parts.push(`## ${command}\n\n${err}${out}exit code ${code}\n`);
  }
  return parts.join('\n');
}

describe('what is said about a mistake', () => {
  it.each([60, 80])('at %i columns', async (columns) => {
    const text = await page({ columns, env: { NO_COLOR: '1' } });
    await expect(text).toMatchFileSnapshot(`../snapshots/errors/${columns}.md`);
  });

  it('in a pipe, where sentences are not broken', async () => {
    await expect(await page({})).toMatchFileSnapshot('../snapshots/errors/pipe.md');
  });

  it('in colour, which changes nothing else', async () => {
    const plain = await run(['validate', `${files}/several.json`]);
    const wanted = await run(['validate', '--color', `${files}/several.json`]);
    expect(wanted.stderr).not.toBe(plain.stderr);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour is made of them
    expect(wanted.stderr.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain.stderr);
    await expect(wanted.stderr).toMatchFileSnapshot('../snapshots/errors/color.txt');

    const terminal = { columns: 80 };
    const file = `${files}/unknown-key.json`;
    expect((await run(['validate', file], terminal)).stderr).toContain('\u001b[');
    for (const args of [['--no-color', file], ['--no-color'], ['--no-color', 'missing.json']])
      expect((await run(['validate', ...args], terminal)).stderr).not.toContain('\u001b[');
  });
});

it('validate --json answers for every file, behind the head that all JSON has', async () => {
  const names = [`${files}/unknown-key.json`, `${files}/good.json`, `${files}/missing.json`];
  const { code, stdout, stderr } = await run(['validate', ...names, '--json']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    tool: { name: 'dystonia-stats' },
    files: [
      { valid: false, file: names[0], id: null, problems: [{ where: { file: names[0] } }] },
      { valid: true, file: names[1], problems: [] },
      { valid: false, file: null, problems: [{ message: `${names[2]}: no such file` }] },
    ],
  });
});
