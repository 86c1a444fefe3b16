import { readdirSync } from 'node:fs';

// `npm run bench`, or `npm run bench -- startup reconstruct` for some sections only.
const sections = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.replace('.mjs', ''));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !sections.includes(name));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${sections.join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : sections) await runSection(name);
}

async function runSection(name) {
  const { title, run } = await import(`./${name}.mjs`);
  console.log(`\n${title}`);
  for (const { name, value, unit, target } of await run()) {
    const number = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
    // Rates are to be at least the target, costs at most.
    const met = unit.endsWith('/s') ? value >= target : value <= target;
    const goal = target === undefined ? '' : `   (target ${target}${met ? '' : ', missed'})`;
    console.log(`  ${name.padEnd(44)} ${number.padStart(10)} ${unit}${goal}`);
  }
}
