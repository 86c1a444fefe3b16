import { readFileSync } from 'node:fs';
import * as library from '../src/index.ts';

interface Documented {
  readonly name: string;
  readonly about: string;
  readonly sentence: string;
  readonly example: string;
}

const folders: Readonly<Record<string, string>> = {
  checks: 'checks',
  estimates: 'methods in general',
  numeric: 'printed figures',
  plots: 'pictures',
  reconstruct: 'bounds and reconstruction',
  study: 'study files',
};

/** docs/library.md: every function of the library with its first sentence and its example. */
export function libraryPage(): string {
  const functions = documented();
  const designs = library.methods.map(({ design }) => design as string);
  const sections = [...new Set([...designs, ...Object.values(folders)])].flatMap((about) => {
    const own = functions.filter((each) => each.about === about);
    if (own.length === 0) return [];
    const title = about.charAt(0).toUpperCase() + about.slice(1);
    return [`## ${title}`, ...own.map(entryOf)];
  });
  return [
    '# The functions of the library',
    'Made from the docstrings by `npm run library-page`; a test runs every example. Units, domains, errors and sources stand in the docstrings, which an editor shows, and `dystonia-stats explain` has the formula of each method.',
    ...sections,
    '',
  ].join('\n\n');
}

function entryOf({ name, sentence, example }: Documented): string {
  return `### \`${name}\`\n\n${sentence}\n\n\`\`\`ts\n${example}\n\`\`\``;
}

/** The functions in the order of src/index.ts; errors are classes and not among them. */
function documented(): readonly Documented[] {
  const source = readFileSync('src/index.ts', 'utf8');
  const values = library as Readonly<Record<string, unknown>>;
  return [...source.matchAll(/export \{([^}]*)\} from '\.\/(.*?)'/g)].flatMap(
    ([, names = '', file = '']) =>
      names.split(',').flatMap((each): Documented[] => {
        const [inner = '', name = inner] = each.trim().split(' as ');
        const value = values[name];
        if (typeof value !== 'function' || value.prototype instanceof Error) return [];
        const method = library.methods.find(({ estimate }) => estimate === value);
        const folder = folders[file.split('/')[0] ?? ''] ?? '';
        const docstring = docstringOf(inner, readFileSync(`src/${file}`, 'utf8'));
        return [{ name, about: method?.design ?? folder, ...docstring }];
      }),
  );
}

function docstringOf(inner: string, text: string): Pick<Documented, 'sentence' | 'example'> {
  const declaration = `export (?:async )?(?:function\\*? |const )${inner}\\b`;
  const found = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*?)\\*/\\n${declaration}`).exec(text);
  const plain = (found?.[1] ?? '').replaceAll(/^ ?\* ?/gm, '').trim();
  const [words = '', ...tags] = plain.split(/\n(?=@)/);
  const paragraph = (words.split(/\n\s*\n/)[0] ?? '').replaceAll(/\s+/g, ' ').trim();
  const example = tags.find((tag) => tag.startsWith('@example')) ?? '';
  return {
    // A full stop that a capital follows, not that of "Hedges LV (1981)." or "eq. 8".
    sentence: /^.*?[.](?= [A-Z`]|$)/.exec(paragraph)?.[0] ?? paragraph,
    example: example.replace('@example', '').trim(),
  };
}
