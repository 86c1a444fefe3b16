import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { run } from './run.ts';

// Figures that do not follow from the others, for a reason that is nobody's mistake.
const folder = 'tests/fixtures/innocent';

it.each(readdirSync(folder))('check %s does not exit 1', async (name) => {
  const file = `${folder}/${name}`;
  const { notes } = JSON.parse(readFileSync(file, 'utf8'));
  expect(notes?.[0], 'what is innocent about it').toMatch(/^\P{Ll}.{30,}\.$/su);
  const { code, stdout, stderr } = await run(['check', file, '--json']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const { findings } = JSON.parse(stdout).studies[0];
  expect(findings.length).toBeGreaterThan(0);
});
