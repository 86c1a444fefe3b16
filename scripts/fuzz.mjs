// Runs tests/fuzz/ over many cases: npm run fuzz -- --seed 7 --count 100000
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist/fuzz', { recursive: true, force: true });
await build({
  entryPoints: { main: 'tests/fuzz/main.ts' },
  // Two levels below the project, as all that looks for data/.
  outdir: 'dist/fuzz',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
await import('../dist/fuzz/main.js');
