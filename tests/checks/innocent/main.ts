import { checks } from '../../../src/checks/index.ts';
import { checkStudy } from '../../../src/checks/run.ts';
import { parseStudy } from '../../../src/study/read.ts';
import { madeUpStudy } from './studies.ts';

const [from, to] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 200)];
const show = Number(process.argv[4] ?? 3);
const seen = new Map<string, number>();
let [findings, errors, warnings, explained, figures] = [0, 0, 0, 0, 0];
for (let seed = from; seed <= to; seed++) {
  const { file, rule, others } = madeUpStudy(seed);
  const study = parseStudy(JSON.stringify(file), { file: 'made-up.json' });
  for (const rounding of new Set(['half', rule] as const)) {
    let found: ReturnType<typeof checkStudy>;
    try {
      found = checkStudy(study, { checks, rounding, strength: false });
    } catch (e) {
      console.log(seed, 'CRASH', e);
      continue;
    }
    findings += found.findings.length;
    figures += found.count.printed;
    for (const f of found.findings) {
      if (f.level !== 'error' && f.level !== 'warning') continue;
      if (f.level === 'error') errors += 1;
      else if (others.some((path) => f.where.path.startsWith(path))) {
        explained += 1;
        continue;
      } else warnings += 1;
      const key = `${f.level} ${f.check}`;
      const n = (seen.get(key) ?? 0) + 1;
      seen.set(key, n);
      if (n <= show) {
        const path = f.where.path.match(/^comparisons\[(\d+)\]/)?.[1];
        console.log(
          `${key} seed ${seed} ${rounding}/${rule} ${f.where.path} ${f.reported}: ${f.why}\n    ${path ? JSON.stringify((file.comparisons as unknown[])[Number(path)]) : ''}`,
        );
      }
    }
  }
}
console.log(
  { studies: to - from + 1, figures, findings, errors, warnings, explained },
  Object.fromEntries(seen),
);
