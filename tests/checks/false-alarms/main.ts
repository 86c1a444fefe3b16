import { sweepDataSets, sweepPercentages } from './complete.ts';
import { powerAgainstClaim } from './power.ts';
import { type Swept, sweepMeans } from './sweep.ts';

// Every attainable mean and SD for n = 2 … 60: npm run verify:false-alarms, or with -- --n 20.
const at = process.argv.indexOf('--n');
const greatestN = at > 0 ? Number(process.argv[at + 1]) : 60;
const scales = [
  [1, 3],
  [1, 5],
  [0, 10],
  [0, 1],
] as const;

const total = { figures: 0, asked: 0, alarms: 0 };
const begun = performance.now();

/** Runs one part and prints what it went through. */
function part(name: string, of: string, sweep: () => Swept): void {
  const start = performance.now();
  const { pairs, figures, asked, alarms } = sweep();
  for (const alarm of alarms.slice(0, 20)) console.log(`  ${alarm}`);
  total.figures += figures;
  total.asked += asked;
  total.alarms += alarms.length;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${name}: ${grouped(pairs)} ${of}, ${grouped(figures)} printed figures, ${grouped(asked)} answers, ${alarms.length} false alarms, ${seconds} s`,
  );
}

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

console.log(
  'Figures that some data set has, as printed by three rounding rules, one and two decimals:',
);
for (const [min, max] of scales) {
  part(`means and SDs, ${min}–${max}, n = 2 to ${greatestN}`, 'totals with sums of squares', () =>
    sweepMeans({ min, max, greatestN, decimals: [1, 2] }),
  );
}
part(`percentages, n = 2 to ${greatestN}`, 'counts', () => sweepPercentages(greatestN, [0, 1, 2]));
const small = Math.min(greatestN, 6);
part(`whole studies, 1–3, n = 2 to ${small}`, 'data sets', () =>
  sweepDataSets({ min: 1, max: 3, greatestN: small, decimals: [1, 2] }),
);
part(`whole studies, 1–5, n = 2 to ${Math.min(small, 5)}`, 'data sets', () =>
  sweepDataSets({ min: 1, max: 5, greatestN: Math.min(small, 5), decimals: [1, 2] }),
);
const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
console.log(
  `In all: ${grouped(total.figures)} printed figures, ${grouped(total.asked)} answers, ${total.alarms} false alarms, ${minutes} min`,
);

console.log(
  'The other direction: a figure replaced, what the check claimed to catch and what it caught:',
);
let apart = 0;
for (const { check, kind, claimed, caught, draws, standardErrors } of powerAgainstClaim(60, 20)) {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(
    `  ${check}, ${kind}: claimed ${percent(claimed)}, caught ${percent(caught)} of ${draws} (${standardErrors.toFixed(1)} standard errors apart)`,
  );
  apart = Math.max(apart, standardErrors);
}
if (total.alarms > 0 || apart > 4) process.exitCode = 1;
