import { askOfMadeUp } from './ask.ts';
import { askOfIdioms } from './idioms/ask.ts';
import { sharesCaught } from './slips.ts';

// npm run verify:false-alarms -- --studies 10000 --from 1
const option = (name: string, value: number): number => {
  const at = process.argv.indexOf(name);
  return at > 0 ? Number(process.argv[at + 1]) : value;
};
const [from, studies] = [option('--from', 1), option('--studies', 1000)];
const { figures, answers, errors, warnings, explained } = askOfMadeUp(from, from + studies - 1);
for (const error of errors.slice(0, 20)) console.log(`  error: ${error}`);
for (const warning of warnings.slice(0, 20)) console.log(`  warning: ${warning}`);
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
console.log(
  `Made-up studies: ${grouped(studies)} studies, ${grouped(figures)} printed figures, ${grouped(answers)} answers, ${errors.length} errors, ${warnings.length} warnings where every method is computed, ${grouped(explained)} where one is not`,
);

// One of each idiom for every hundred studies takes about as long as the studies.
const times = Math.ceil(studies / 100);
const asked = askOfIdioms(from, from + times - 1);
for (const wrong of [...asked.errors, ...asked.warnings].slice(0, 20)) console.log(`  ${wrong}`);
console.log(
  `Idioms of clinical papers: ${grouped(asked.studies)} studies of ${asked.idioms} kinds, ${grouped(asked.answers)} answers, ${asked.errors.length} errors, ${asked.warnings.length} warnings where every method is computed`,
);

console.log('One figure replaced, what the check claimed to catch and what it caught:');
const tenth = from + Math.ceil(studies / 10) - 1;
for (const { check, kind, claimed, caught, draws, standardErrors } of sharesCaught(from, tenth)) {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(
    `  ${check}, ${kind}: claimed ${percent(claimed)}, caught ${percent(caught)} of ${draws} (${standardErrors.toFixed(1)} standard errors apart)`,
  );
}
if (errors.length + asked.errors.length > 0) process.exitCode = 1;
