// Runs the line of R that each method names, with the method's input names as variables, and says
// whether R's numbers are among ours. By hand: node tests/r/check-calls.mjs [method …]
// Needs Rscript, jsonlite and the packages that the lines name; a line whose package is missing, or
// that needs the raw data, is listed as not run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'r-calls-'));
const bundle = join(folder, 'library.mjs');
await build({
  entryPoints: [resolve(import.meta.dirname, '../../src/estimates/index.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
});
const { methods } = await import(bundle);

const numbers = {
  ...{ n: 23, mean: 12.4, sd: 3.1, correlation: 0.6, max: 20, x: 7, time: 61.5 },
  ...{ meanPre: 11.3, sdPre: 2.9, meanPost: 15.2, sdPost: 3.4, sdChange: 2.7, se: 0.7 },
  ...{ n1: 23, mean1: 12.4, sd1: 3.1, n2: 31, mean2: 10.3, sd2: 4.2, x1: 9, x2: 20 },
  ...{ meanPre1: 11.3, sdPre1: 2.9, meanPost1: 15.2, sdPost1: 3.4 },
  ...{ meanPre2: 10.9, sdPre2: 3.2, meanPost2: 12.1, sdPost2: 3.6 },
  ...{
    t1: 210.5,
    t2: 144.2,
    a: 12,
    b: 9,
    c: 4,
    t: 2.3,
    z: -1.7,
    F: 4.4,
    chi2: 7.1,
    Q: 9.9,
    r: 0.42,
  },
  ...{ df: 21, df1: 3, df2: 44, p: 0.013, md: 2.1, or: 2.4, seLogOr: 0.4, ciLow: 3.2, ciHigh: 5.9 },
  ...{ min: 2, q1: 4, median: 7, q3: 9.5, U: 240, W: 70, columns: 2 },
};
const lists = {
  counts: [12, 30, 7],
  ns: [12, 30, 7],
  means: [4.1, 5.3, 7.7],
  sds: [1.2, 2.3, 0.9],
  events: [5, 19, 3],
  totals: [12, 30, 7],
};
const inputOf = ({ design, needs }) =>
  Object.fromEntries(
    Object.keys(needs).map((name) => {
      const d = design === 'paired counts' ? 17 : 0.8;
      // A table of two columns has an even number of counts.
      if (name === 'counts' && 'columns' in needs) return [name, [12, 30, 7, 9]];
      return [name, name === 'd' ? d : (lists[name] ?? numbers[name])];
    }),
  );

const numbersIn = (value) =>
  typeof value === 'number'
    ? [value]
    : value && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => (key === 'level' ? [] : numbersIn(inner)))
      : [];

const asked = process.argv.slice(2);
const chosen = methods.filter(({ id }) => asked.length === 0 || asked.includes(id));
const asR = (value) => (Array.isArray(value) ? `c(${value.join(', ')})` : String(value));
const script = [
  'suppressMessages(library(jsonlite)); options(warn = -1)',
  'numbers <- function(x) { if (inherits(x, "htest")) x <- x[c("statistic", "parameter", "p.value", "conf.int", "estimate", "stderr")]; as.numeric(Filter(Negate(is.na), suppressWarnings(as.numeric(unlist(x))))) }',
  'run <- function(id, f) { r <- tryCatch(list(numbers = numbers(f())), error = function(e) list(error = conditionMessage(e))); r$id <- id; cat(toJSON(r, digits = I(17), auto_unbox = FALSE), "\\n", sep = "") }',
  ...chosen.map((method) => {
    const assigned = Object.entries(inputOf(method)).map(
      ([name, value]) => `${name} <- ${asR(value)}`,
    );
    return `run("${method.id}", function() { ${assigned.join('; ')}\n${method.elsewhere.r}\n})`;
  }),
].join('\n');
const file = join(folder, 'calls.R');
writeFileSync(file, script);
const output = execFileSync('Rscript', [file], { encoding: 'utf8', maxBuffer: 1e8 });
rmSync(folder, { recursive: true });

// Squares are variances of our standard errors.
const allOf = (own) => [...own, ...own.map((number) => number * number)];
const near = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1e-3, Math.abs(b));
const tally = { agree: [], notRun: [], differ: [] };
for (const line of output.trim().split('\n')) {
  const { id: ids, numbers: theirs = [], error } = JSON.parse(line);
  const [id] = ids;
  const method = methods.find((each) => each.id === id);
  const ours = allOf(numbersIn(method.estimate(inputOf(method))));
  const shared = theirs.filter((number) => ours.some((own) => near(own, number)));
  if (error) tally.notRun.push(`${id}: ${error}`);
  else if (theirs.length > 0 && shared.length === theirs.length) tally.agree.push(id);
  else {
    tally.differ.push(
      `${id}: ${shared.length} of ${theirs.length} numbers of R are ours\n    ${method.elsewhere.r}\n    R:    ${theirs.join(' ')}\n    here: ${ours.slice(0, ours.length / 2).join(' ')}`,
    );
  }
}
console.info(`All numbers of R are ours: ${tally.agree.length} methods`);
console.info(`\nNot run:\n  ${tally.notRun.join('\n  ')}`);
console.info(`\nTo look at (R gives more, or other numbers):\n  ${tally.differ.join('\n  ')}`);
