// Writes docs/pictures.md and the pictures that it shows, each by its own command. A test fails while
// they are not what the program draws. Needs the built command: npm run pictures builds first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['scripts/pictures.ts'],
  bundle: true,
  write: false,
  format: 'esm',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { shown, pageText, terminalCommand } = await import(`data:text/javascript;base64,${code}`);

mkdirSync('docs/pictures', { recursive: true });
for (const { command } of shown) run(command);
writeFileSync(
  'docs/pictures.md',
  pageText({ command: terminalCommand, output: run(terminalCommand) }),
);

function run(command) {
  const [, ...args] = command.split(' ');
  const { status, stdout, stderr } = spawnSync('node', ['bin/dystonia-stats.js', ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  return stdout;
}
