import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Finding, gravity, levelOf, verdicts } from '../../src/checks/engine/finding.ts';
import { checkStudy } from '../../src/checks/engine/run.ts';
import { checks } from '../../src/checks/index.ts';
import { references } from '../../src/references.ts';
import { everyPrinted } from '../../src/study/every.ts';
import { loadStudy } from '../../src/study/read.ts';

describe.each(checks)('$id', (check) => {
  it('has an id that is its file, and says what it needs, shows and cannot show', () => {
    expect(check.id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(checks.filter(({ id }) => id === check.id)).toHaveLength(1);
    for (const text of [check.title, check.needs, check.proves, check.cannot, check.example]) {
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toMatch(forbidden);
    }
    // They are put into sentences: "needs …", "a finding shows …", "it cannot …".
    expect(check.title).toMatch(/^\p{Lu}.*[^.]$/u);
    for (const text of [check.needs, check.proves, check.cannot]) {
      expect(text).toMatch(/^[^\p{Lu}].*[^.]$|^(SD|SE|CI|P|U|N)s?\b.*[^.]$/u);
    }
    expect(check.example).toMatch(/\d/);
    expect(verdicts).toContain(check.gravest);
    for (const key of check.references) expect(references).toHaveProperty(key);
    expect([null, '4.6', '4.8', '4.9', '4.10']).toContain(check.inspectSr);
  });
});

/** Words that judge people, or claim more than arithmetic can. */
const forbidden = /accus|\bfails?\b|certif|fraud|fabricat|misconduct|NaN|Infinity|undefined(?!:)/i;

const files = [
  'data/horisawa-2019.json',
  ...['study', 'check'].flatMap((folder) =>
    readdirSync(`tests/fixtures/${folder}`).map((name) => `tests/fixtures/${folder}/${name}`),
  ),
];

describe.each(files)('every finding about %s', (file) => {
  const found = loadStudy(file).then((study) => ({
    study,
    run: (strength: boolean) => checkStudy(study, { checks, strength }),
  }));

  it('is plain data with a place, of a check that can say so', async () => {
    const { study, run } = await found;
    const paths = new Set([...everyPrinted(study)].map(({ path }) => path));
    const { findings, ...rest } = run(false);
    expect(JSON.parse(JSON.stringify({ findings, ...rest }))).toEqual({ findings, ...rest });
    for (const finding of findings) {
      const check = checks.find(({ id }) => id === finding.check);
      expect(gravity(finding.verdict)).toBeLessThanOrEqual(gravity(check?.gravest ?? 'possible'));
      // A pass can be marked as one of which a reader should know something.
      const known = levelOf(finding.verdict);
      expect(known === 'pass' ? ['pass', 'note'] : [known]).toContain(finding.level);
      expect(finding.where).toMatchObject({ file, path: expect.any(String) });
      expect(finding.where.line).toBeGreaterThan(0);
      expect(finding.where.column).toBeGreaterThan(0);
      for (const path of finding.figures) {
        expect(paths, `${finding.check} at ${finding.where.path}: ${path}`).toContain(path);
      }
    }
  });

  it('is said in sentences that judge nobody', async () => {
    const { run } = await found;
    for (const finding of run(false).findings) {
      const name = `${finding.check} at ${finding.where.path}`;
      expect(finding.why, name).toMatch(/[.!?”)]$/);
      expect(finding.label, name).toMatch(/\S/);
      for (const text of textsOf(finding)) {
        expect(text, name).not.toMatch(forbidden);
        expect(text, name).toBe(text.trim());
      }
      for (const number of numbersOf(finding)) expect(Number.isFinite(number), name).toBe(true);
      if (finding.recomputed?.low != null && finding.recomputed.high != null) {
        expect(finding.recomputed.low, name).toBeLessThanOrEqual(finding.recomputed.high);
      }
    }
  });

  it('comes out the same again', async () => {
    const { run } = await found;
    expect(run(false)).toEqual(run(false));
  });
});

const textsOf = ({ why, label, conditions, tried, weakness }: Finding): readonly string[] => [
  why,
  label,
  ...conditions,
  ...tried.map(({ assumption }) => assumption),
  ...(weakness === null ? [] : [weakness]),
];

const numbersOf = ({ recomputed, tried }: Finding): readonly number[] =>
  [recomputed, ...tried]
    .flatMap((each) => [each?.low, each?.high])
    .concat(recomputed?.nominal)
    .filter((each) => each !== null && each !== undefined);
