import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 30_000,
    coverage: { include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
});
