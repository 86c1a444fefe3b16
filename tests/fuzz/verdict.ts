import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { run } from '../cli/run.ts';
import type { FuzzCase } from './command-lines.ts';

const conforms = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('data/output.schema.json', 'utf8')),
);

/** Longer than any answer may take on inputs as small as these. */
const mostMilliseconds = 60_000;

/** What is wrong with a run; null when nothing is. */
export async function fault({ argv, stdin }: FuzzCase): Promise<string | null> {
  const start = performance.now();
  const { code, stdout, stderr } = await run(argv, { stdin });
  const elapsed = performance.now() - start;
  if (![0, 1, 2].includes(code)) return `exit code ${code}\n${stderr}`;
  if (code === 1 && !argv.includes('--exists') && argv[0] !== 'check')
    return `exit code 1\n${stderr}`;
  if (/\n {4}at .*(\.[jt]s|node:\S+):\d+:\d+|^internal error/m.test(stderr))
    return `a stack trace\n${stderr}`;
  const number = /\bNaN\b|Infinity|\bundefined\b(?!:)|\[object /.exec(stdout);
  // The schema of the output says that there is never a NaN.
  if (number && argv[0] !== 'schema') {
    return `${number[0]} in ...${stdout.slice(Math.max(0, number.index - 200), number.index + 50)}`;
  }
  const toldInJson = argv[0] === 'validate' && argv.includes('--json');
  if (code === 2 && stderr === '' && !toldInJson) return 'exit code 2 without a reason';
  if (elapsed > mostMilliseconds) return `took ${Math.round(elapsed / 1000)} s`;
  return jsonFault(argv, stdout);
}

function jsonFault(argv: readonly string[], stdout: string): string | null {
  const [command = ''] = argv;
  // Unless the last format wins, as on pages, JSON stands alone on stdout.
  const isJson = argv.includes('--json') && !argv.includes('--format') && stdout.startsWith('{');
  if (!isJson || argv.includes('--list') || argv.includes('--sample')) return null;
  let data: unknown;
  try {
    data = JSON.parse(stdout);
  } catch (error) {
    return `JSON that does not parse: ${error}`;
  }
  if (!['summarize', 'bounds', 'check'].includes(command)) return null;
  return conforms(data) ? null : `JSON against its schema: ${JSON.stringify(conforms.errors)}`;
}
