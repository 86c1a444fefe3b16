// Writes data/study.schema.json from the one source of the study file's shape, src/study/schema/, and
// lays out data/output.schema.json, which is written by hand. Tests fail while either is not so.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['scripts/study-schema.ts'],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { studySchemaText } = await import(`data:text/javascript;base64,${code}`);
writeFileSync('data/study.schema.json', studySchemaText());

const output = JSON.parse(readFileSync('data/output.schema.json', 'utf8'));
writeFileSync('data/output.schema.json', `${JSON.stringify(output, null, 2)}\n`);
