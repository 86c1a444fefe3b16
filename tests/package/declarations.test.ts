import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('keeps the declarations of the study file small: types by name, not written out', () => {
  // Built already: `npm test` builds first.
  const folder = 'dist/study/schema';
  const files = readdirSync(folder).filter((file) => file.endsWith('.d.ts'));
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  expect(bytes).toBeLessThan(60_000);
});
