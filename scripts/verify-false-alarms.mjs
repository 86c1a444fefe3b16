// Runs every attainable mean, SD and percentage through the checks: npm run verify:false-alarms;
// or made-up studies, printed from complete data: npm run verify:false-alarms -- --studies 1000
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist/false-alarms', { recursive: true, force: true });
await build({
  entryPoints: {
    main: 'tests/checks/false-alarms/main.ts',
    studies: 'tests/checks/innocent/main.ts',
  },
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
const part = process.argv.includes('--studies') ? 'studies' : 'main';
await import(`../dist/false-alarms/${part}.js`);
