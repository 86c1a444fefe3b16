// Runs every attainable mean, SD and percentage through the checks: npm run verify:false-alarms
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist/false-alarms', { recursive: true, force: true });
await build({
  entryPoints: { main: 'tests/checks/false-alarms/main.ts' },
  // Two levels below the project, as all that looks for data/.
  outdir: 'dist/false-alarms',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
await import('../dist/false-alarms/main.js');
