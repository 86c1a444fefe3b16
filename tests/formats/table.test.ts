import { describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { Part } from '../../src/report/document.ts';
import type { StudyReport } from '../../src/report/report.ts';

const wide: Part = {
  kind: 'table',
  id: 'events',
  title: 'Events',
  columns: [
    { header: '', align: 'left' },
    { header: 'n of N', align: 'right' },
    { header: 'CI 95 %', under: '(Wilson)', align: 'right' },
    { header: 'more', align: 'right', giveWay: 1 },
  ],
  rows: [
    { cells: ['Recurrence', '18 of 171', '[6.8, 16.0]', 'x'.repeat(20)] },
    { cells: ['operated on again because it came back', '9 of 18', '[29.0, 71.0]', ''], indent: 1 },
  ],
  caption: 'What it means.',
};

async function render(part: Part, width: number | null, color = false): Promise<string> {
  const report: StudyReport = {
    study: { id: 's', title: 's' },
    assumptions: [],
    results: [],
    findings: [],
    checked: null,
    warnings: [],
    notes: [],
    parts: [part],
  };
  const format = await formats.table();
  let text = '';
  for await (const chunk of format(
    (async function* () {
      yield report;
    })(),
    { color, width },
  )) {
    text += chunk;
  }
  return text;
}

const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length));

describe('the table format', () => {
  it.each([40, 60, 80, 140])('is never wider than %i columns', async (width) => {
    expect(widest(await render(wide, width))).toBeLessThanOrEqual(width);
  });
  it('drops the columns that give way first, and says which', async () => {
    const text = await render(wide, 50);
    expect(text).not.toContain('xxx');
    expect(text.replace(/\s+/g, ' ')).toContain('Too narrow to show: more.');
  });
  it('cuts nothing in a pipe', async () => {
    expect(await render(wide, null)).toContain('x'.repeat(20));
  });
  it('puts the limits of a column under each other', async () => {
    expect(await render(wide, 140)).toContain('[ 6.8, 16.0]');
  });
  it('wraps a long label under itself', async () => {
    expect(await render(wide, 60)).toMatch(/\n {2}operated on again[^\n]*\n {4}\S/);
  });
  it('takes control characters out of texts from a file', async () => {
    const hostile: Part = { kind: 'heading', title: 'a\u001b[2Jb\u202ec', lines: ['x\r\ny'] };
    expect(await render(hostile, 80)).toBe('a[2Jbc\nx y\n');
  });
  it('writes escape sequences only when asked for colour', async () => {
    expect(await render(wide, 80, false)).not.toContain('\u001b');
    expect(await render(wide, 80, true)).toContain('\u001b[');
  });
});
