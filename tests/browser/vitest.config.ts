import { defineConfig } from 'vitest/config';

/** Tests in a real browser, which `npm test` does without: they need Chromium. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    // CI reads the totals at its end.
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'coverage/browser.json' }]]
      : ['default'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
