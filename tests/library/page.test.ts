import { describe, expect, it } from 'vitest';
import { libraryPage } from '../../scripts/library-page.ts';
import { methods } from '../../src/index.ts';

describe('docs/library.md', () => {
  it('is made from the docstrings (npm run library-page)', async () => {
    await expect(libraryPage()).toMatchFileSnapshot('../../docs/library.md');
  });

  it('has every method under its design, with a sentence and an example', () => {
    const entries = libraryPage().split('\n### ').slice(1);
    expect(entries.length).toBeGreaterThan(methods.length);
    for (const entry of entries) expect(entry).toMatch(/^`\w+`\n\n\S.*\n\n```ts\n[\s\S]*\/\/ → /);
  });
});
