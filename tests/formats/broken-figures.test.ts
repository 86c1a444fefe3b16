import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatsFor } from '../../src/formats/index.ts';
import { run } from '../cli/run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'broken-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const bundled = readFileSync('data/horisawa-2019.json', 'utf8');

/** What is put in the place of what, the figure that the finding is about, and what it must say. */
const breaks = [
  {
    what: 'one digit of a percentage',
    from: '"percent": "3.5"',
    to: '"percent": "5.3"',
    figure: '"5.3"',
    check: 'percent-of-count',
    verdict: 'inconsistent',
    says: '6 of 171 are 3.509 %',
  },
  {
    what: 'a part that is larger than the whole',
    from: '"label": "operated on again", "n": 9',
    to: '"label": "operated on again", "n": 19',
    figure: '19',
    check: 'subset-size',
    verdict: 'impossible-as-entered',
    says: '19 is more than 18',
  },
  {
    what: 'a mean outside of its range',
    from: '"mean": "25.4"',
    to: '"mean": "2.4"',
    figure: '"2.4"',
    check: 'range-bounds',
    verdict: 'inconsistent',
    says: 'The mean 2.4 lies below the least value 3',
  },
  {
    what: 'two means that were exchanged',
    from: '"1-week": { "mean": "4.33"',
    to: '"1-week": { "mean": "1.33"',
    figure: '"1.33"',
    check: 'direction',
    verdict: 'unexplained',
    says: '1.33 at 1 week is lower than 1.72 before',
  },
];

// What takes long says nothing of these figures that the others do not.
const quick = ['--skip', 'sample-exists,p-from-summary'];

/** Line and column of a figure, behind what was put in. */
function placeOf(text: string, { to, figure }: (typeof breaks)[number]) {
  const at = text.indexOf(to) + to.indexOf(figure);
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

describe.each(breaks)('$what', (broken) => {
  it('is reported in every format with its place, its check and its sentence', async () => {
    const text = bundled.replace(broken.from, broken.to);
    expect(text).not.toBe(bundled);
    const { line, column } = placeOf(text, broken);
    const file = join(scratch, 'study.json');
    writeFileSync(file, text);
    const names = Object.keys(formatsFor('check'));
    const outputs = names.flatMap((name) => ['--format', `${name}:${join(scratch, name)}`]);
    const env = { GITHUB_STEP_SUMMARY: join(scratch, `summary-${broken.check}`) };
    const { code, stdout, stderr } = await run(['check', file, ...outputs, ...quick], { env });
    expect([code, stdout, stderr]).toEqual([broken.verdict === 'unexplained' ? 0 : 1, '', '']);
    const places: Record<string, string> = {
      json: `"line": ${line},\n            "column": ${column},`,
      ndjson: `"line":${line},"column":${column},`,
      csv: `,${line},${column},`,
      markdown: `line ${line} of our transcription`,
      github: `line=${line},col=${column},`,
      sarif: `"startLine": ${line},\n                  "startColumn": ${column}`,
      tap: `"line":${line},"column":${column}`,
    };
    const texts = [...names.map((name) => join(scratch, name)), env.GITHUB_STEP_SUMMARY];
    for (const [i, path] of texts.entries()) {
      const name = names[i] ?? 'summary';
      const written = readFileSync(path, 'utf8');
      // Lines of prose end anywhere, and marks of a format stand between.
      const prose = written.replace(/\s+/g, ' ').replaceAll('\\%', '%').replaceAll('%25', '%');
      expect([name, written]).toEqual([
        name,
        expect.stringContaining(places[name] ?? `study.json:${line}:${column}`),
      ]);
      expect([name, prose]).toEqual([name, expect.stringContaining(broken.says)]);
      // A letter to authors has no names of programs.
      if (name !== 'markdown') expect(written).toContain(broken.check);
      if (['json', 'ndjson', 'csv', 'sarif', 'tap'].includes(name)) {
        expect([name, written]).toEqual([name, expect.stringContaining(broken.verdict)]);
      }
    }
  });
});
