// Reads a made-up study file once and prints how long that took and the peak memory of this process.
import { parseStudy } from '../../dist/study/read.js';

const makers = {
  measures: (i) => `"m${i}":{"mean":"${(i % 97) / 10}","sd":"1.${i % 10}"}`,
  figures: (i) => ((i * 7919) % 1000) / 100,
};
const [, , make, megabytes] = process.argv;
const parts = [];
for (let i = 0, size = 0; size < Number(megabytes) * 1e6; i += 1) {
  const part = String(makers[make](i));
  parts.push(part);
  size += part.length + 1;
}
const start = '{"id":"x","cohorts":{"all":{"n":40}},';
const text =
  make === 'measures'
    ? `${start}"measures":{${parts.join()}}}`
    : `${start}"values":{"v":{"cohort":"all","values":[${parts.join()}]}}}`;
parts.length = 0;

const read = seconds(() => parseStudy(text, { file: 'x.json' }));
const peakKilobytes = process.resourceUsage().maxRSS;
const parse = seconds(() => JSON.parse(text));
process.stdout.write(JSON.stringify({ parse, read, peakKilobytes }));

/** CPU time of this process, with what the collector of garbage takes. */
function seconds(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
