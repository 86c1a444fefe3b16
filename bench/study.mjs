import { spawnSync } from 'node:child_process';

export const title = 'Reading a study file: CPU time as a ratio to JSON.parse, and peak memory';

const MEBIBYTE = 1024 * 1024;
const cases = [
  { make: 'measures', megabytes: 5, most: { ratio: 20, mebibytes: 400 } },
  { make: 'figures', megabytes: 5, most: { ratio: 30, mebibytes: 500 } },
  { make: 'measures', megabytes: 50, most: { ratio: 10, mebibytes: 2200 } },
];

/** Each case in a process of its own, because peak memory is that of a process. */
export async function run() {
  return cases.flatMap(({ make, megabytes, most }) => {
    const name = `${megabytes} MB of ${make}`;
    const { ratio, seconds, peak } = measured(make, megabytes);
    return [
      { name, value: ratio, unit: '× JSON.parse', target: most.ratio },
      { name, value: seconds, unit: 's of CPU' },
      { name, value: peak, unit: 'MiB at most', target: most.mebibytes },
    ];
  });
}

function measured(make, megabytes) {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    ['bench/processes/read-study.mjs', make, String(megabytes)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const { parse, read, peakKilobytes } = JSON.parse(stdout);
  return { ratio: read / parse, seconds: read, peak: (peakKilobytes * 1024) / MEBIBYTE };
}
