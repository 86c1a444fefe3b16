import { sweepMeans } from './sweep.ts';

// Every attainable mean and SD for n = 2 … 60: npm run verify:false-alarms, or with -- --n 20.
const at = process.argv.indexOf('--n');
const greatestN = at > 0 ? Number(process.argv[at + 1]) : 60;
const scales = [
  [1, 3],
  [1, 5],
  [0, 10],
  [0, 1],
] as const;

const total = { pairs: 0, figures: 0, asked: 0, alarms: 0 };
const begun = performance.now();
for (const [min, max] of scales) {
  const start = performance.now();
  const { pairs, figures, asked, alarms } = sweepMeans({ min, max, greatestN, decimals: [1, 2] });
  for (const alarm of alarms.slice(0, 20)) console.log(`  ${alarm}`);
  total.pairs += pairs;
  total.figures += figures;
  total.asked += asked;
  total.alarms += alarms.length;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${min}–${max}: ${pairs} totals with sums of squares, ${figures} printed means with SDs, ${asked} answers, ${alarms.length} false alarms, ${seconds} s`,
  );
}
const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
console.log(
  `n = 2 to ${greatestN}: ${total.pairs} totals with sums of squares, ${total.figures} printed figures, ${total.asked} answers, ${total.alarms} false alarms, ${minutes} min`,
);
if (total.alarms > 0) process.exitCode = 1;
