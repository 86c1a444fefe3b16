import { armsOf } from './arms.ts';
import { isUncontrolled } from './care.ts';
import type { Context } from './context.ts';
import { sourceMark } from './context.ts';
import type { Heading } from './document.ts';
import type { Pair } from './pairs.ts';
import { enumerate, upperFirst } from './words.ts';

/** Title, citation, how many patients and of what design, and where the figures come from. */
export function heading(context: Context, pairs: readonly Pair[]): Heading {
  const { study } = context;
  return {
    kind: 'heading',
    title: study.title,
    lines: [citationLine(context), designLine(context, pairs), sourceLine(context)].filter(Boolean),
  };
}

function citationLine({ study }: Context): string {
  const { citation } = study;
  if (!citation) return '';
  const { journal, year, volume, issue, pages, doi } = citation;
  const authors = citation.authors.filter((name) => !/^et al/i.test(name));
  const more = authors.length > 3 || authors.length < citation.authors.length;
  const shown = authors.slice(0, 3).join(', ') + (more ? ', et al' : '');
  const number = [volume, issue ? `(${issue})` : ''].filter(Boolean).join('');
  const place = `${year ?? ''}${number ? `;${number}` : ''}${pages ? `:${pages}` : ''}`;
  const published = [journal, place].filter(Boolean).join(' ');
  return [shown, published, doi ? `doi:${doi}` : ''].filter(Boolean).join('. ');
}

function designLine(context: Context, pairs: readonly Pair[]): string {
  const { study } = context;
  const roots = study.cohorts.filter(({ of }) => of === null);
  const root = roots.length === 1 ? roots[0] : null;
  const arms = armsOf(study).map(({ label, n }) => (n.text ? `${label} (${n.text})` : label));
  const names = arms.length > 0 && arms.length <= MOST_ARMS ? `: ${enumerate(arms)}` : '';
  const patients = root?.n.text
    ? [`${root.n.text} ${root.n.text === '1' ? 'patient' : 'patients'}${names}`]
    : names
      ? [enumerate(arms)]
      : [];
  const groups =
    pairs.length > 0 && isUncontrolled(context)
      ? ['one group before and after', 'no controls']
      : [
          ...(study.design?.randomized ? ['randomized'] : []),
          ...(study.design?.control ? [`control: ${study.design.control}`] : []),
        ];
  const direction = study.design?.direction ? [study.design.direction] : [];
  const parts = [...patients, ...groups.slice(0, 1), ...direction, ...groups.slice(1)];
  return parts.length > 0 ? `${upperFirst(parts.join(', '))}.` : '';
}

/** More arms than these are counted by the tables only. */
const MOST_ARMS = 4;

function sourceLine(context: Context): string {
  const { sources } = context.study;
  if (sources.length === 0) return '';
  const names = sources.map(({ id, kind }) =>
    [sourceMark(context, id), article(kind)].filter(Boolean).join(' '),
  );
  const full = sources.some(({ kind }) => /paper|full text|^article$|\bthe article$/i.test(kind));
  return `Figures from ${enumerate(names)}${full ? '' : ', not from the paper itself'}.`;
}

function article(kind: string): string {
  if (/\d/.test(kind)) return kind; // "table 2"
  if (kind === 'abstract') return 'the abstract';
  return `${/^[aeiou]/i.test(kind) ? 'an' : 'a'} ${kind}`;
}
