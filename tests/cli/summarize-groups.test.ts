import { describe, expect, it } from 'vitest';
import { bundledStudies } from '../../src/study/bundled.ts';
import { run } from './run.ts';

const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length));
const examples = bundledStudies.slice(1).map(({ id }) => id);
const threeArms = 'tests/fixtures/study/three-arms.jsonc';

// What the abstract of one of them prints cannot be: that is what it is there for.
const warningOf = (id: string) =>
  id === 'boeker-2013' ? /^\S+:45:5 {2}partitions\[0\]\n {2}warning: 82 \+ 69 = 151, .*\n$/ : /^$/;

describe.each(examples)('%s, as people see it', (id) => {
  it.each([60, 80, 140])('at %i columns', async (columns) => {
    const { code, stdout, stderr } = await run(['summarize', id], {
      columns,
      env: { NO_COLOR: '1' },
    });
    expect(code).toBe(0);
    expect(stderr).toMatch(warningOf(id));
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
    expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
    if (columns === 80)
      await expect(stdout).toMatchFileSnapshot(`../snapshots/summarize/${id}.txt`);
  });
});

it.each([60, 80, 140])('three arms at %i columns', async (columns) => {
  const { stdout } = await run(['summarize', threeArms], { columns, env: { NO_COLOR: '1' } });
  expect(widest(stdout)).toBeLessThanOrEqual(columns);
  await expect(stdout).toMatchFileSnapshot(`../snapshots/summarize/three-arms-${columns}.txt`);
});

describe('words that are right for one group only', () => {
  it.each([...examples.filter((id) => !id.startsWith('horisawa')), threeArms])(
    'are not said of %s',
    async (study) => {
      const { stdout } = await run(['summarize', study]);
      expect(stdout).not.toMatch(/one group before and after|no controls|Without a control group/);
    },
  );
});

/** Rows of the CSV by column. No cell that is read here holds a comma or a quote but the texts. */
async function rowsOf(...args: string[]): Promise<Record<string, string | number | null>[]> {
  const { stdout } = await run(['summarize', '--format', 'ndjson', ...args]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('CSV and NDJSON for people who pool', () => {
  it('have the same columns, those for pooling behind all others', async () => {
    const { stdout } = await run(['summarize', threeArms, '--format', 'csv']);
    const header = stdout.split('\r\n')[0]?.split(',') ?? [];
    const [row] = await rowsOf(threeArms);
    expect(header).toEqual(Object.keys(row ?? {}));
    expect(header.slice(-7)).toEqual([
      'between',
      'group',
      'groupNote',
      'improvement',
      'yi',
      'sei',
      'yiScale',
    ]);
  });

  it('have one effect with one standard error for each quantity, at an assumed correlation', async () => {
    const rows = await rowsOf(threeArms, '--correlation', '0.5');
    const effects = rows.filter(({ sei }) => sei !== null);
    const keys = effects
      .filter(({ id }) => !String(id).startsWith('comparisons.'))
      .map(({ quantity, measure, cohort, between, to, label }) =>
        [quantity, measure, cohort, between, to, measure ? '' : label].join('|'),
      );
    expect(keys.length).toBeGreaterThan(10);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { correlation, correlationFrom } of effects) {
      if (correlation !== null) expect([correlation, correlationFrom]).toEqual([0.5, 'assumed']);
    }
  });

  it('give the logarithm of a ratio with its standard error', async () => {
    const rows = await rowsOf('ignacio-garcia-1995');
    const ratio = rows.find(({ method }) => method === 'rr_katz');
    // escalc("RR", ai = 24, n1i = 35, ci = 29, n2i = 35) of metafor: yi −0.1892, vi 0.0190
    expect(ratio?.['yi']).toBeCloseTo(-0.1892, 4);
    expect(Number(ratio?.['sei']) ** 2).toBeCloseTo(0.019, 4);
    expect(ratio?.['yiScale']).toBe('log');
  });

  it('give all visits of one group the same group, with a word against pooling them', async () => {
    const rows = await rowsOf('horisawa-2019', '--correlation', '0.5');
    const changes = rows.filter(({ method }) => method === 'change_t');
    expect(changes.map(({ group }) => group)).toEqual(Array(4).fill('tsfd.all'));
    for (const { groupNote, value, improvement } of changes) {
      expect(groupNote).toMatch(/not to be pooled as if they were independent/);
      expect(improvement).toBe(value);
    }
    const once = await rowsOf('ignacio-garcia-1995');
    expect(once.filter(({ groupNote }) => groupNote !== null)).toEqual([]);
  });

  it('sign the improvement so that positive is better, and leave it empty where that is not known', async () => {
    const rows = await rowsOf(threeArms, '--correlation', '0.5');
    const change = rows.find(({ id }) => id === 'tremor.high.6-months.change_t');
    expect(change).toMatchObject({ value: -8.5, improvement: 8.5 });
    const walking = rows.find(({ id }) => id === 'walking.high-placebo.6-months.md_welch');
    expect(walking?.['improvement']).toBeNull();
  });
});
