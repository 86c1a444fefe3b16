import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { fuzzCase } from './command-lines.ts';
import { fault } from './verdict.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string', default: '100000' },
    // The case at work stands in this file: where to look when a run does not end.
    last: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const count = Number(values.count);
if (!Number.isInteger(seed) || !Number.isInteger(count) || count < 1) {
  throw new RangeError('--seed and --count are whole numbers');
}

const batch = 1000;
const mostFaults = 10;
const faults = new Map<string, string>();
const start = performance.now();
const seconds = () => Math.round((performance.now() - start) / 1000);

console.log(`seed ${seed}, ${count} cases`);
for (let done = 0; done < count && faults.size < mostFaults; done += batch) {
  const size = Math.min(batch, count - done);
  for (const each of fc.sample(fuzzCase, { seed: seed + done, numRuns: size })) {
    if (values.last !== undefined) writeFileSync(values.last, JSON.stringify(each));
    const found = await fault(each);
    if (found === null) continue;
    // One of a kind is enough.
    const kind = found.replace(/\d+/g, '0').slice(0, 200);
    if (faults.has(kind)) continue;
    faults.set(kind, found);
    console.log(`\n${JSON.stringify(each.argv)}\n${JSON.stringify(each.stdin)}\n${found}\n`);
  }
  if ((done / batch) % 10 === 9) console.log(`${done + size} cases, ${seconds()} s`);
}
console.log(`${faults.size} kinds of faults, ${seconds()} s`);
process.exitCode = faults.size === 0 ? 0 : 1;
