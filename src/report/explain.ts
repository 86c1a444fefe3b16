import type { Method, Need } from '../estimates/method.ts';
import { type Reference, references } from '../references.ts';
import type { List, Part } from './document.ts';
import { upperFirst } from './words.ts';

/** One method as a page: what it needs, how it is computed, on which conditions, from where. */
export function explainMethod(method: Method): readonly Part[] {
  const aliases = method.aliases?.length ? ` Also called ${method.aliases.join(', ')}.` : '';
  const parts: (Part | null)[] = [
    {
      kind: 'heading',
      title: `${method.id}: ${method.title}`,
      lines: [`Estimates: ${method.quantity} (${method.design}).${aliases}`],
    },
    needsList(method),
    { kind: 'text', title: 'Formula', paragraphs: [method.formula] },
    list('Holds if', method.assumptions),
    list(
      'References',
      method.references.map((key) => formatReference(references[key])),
    ),
    list('Elsewhere', elsewhereLines(method)),
  ];
  return parts.filter((part) => part !== null);
}

/** What a method takes, for `calc <method> --help`. */
export function methodHelp(method: Method): readonly Part[] {
  return [
    { kind: 'heading', title: `calc ${method.id}: ${method.title}`, lines: [] },
    needsList(method),
    {
      kind: 'text',
      title: 'More',
      paragraphs: [
        `“dystonia-stats explain ${method.id}” has the formula and the references, “dystonia-stats calc --help” the options.`,
      ],
    },
  ];
}

/** All methods, one list a design. */
export function explainAll(methods: readonly Method[]): readonly Part[] {
  const designs = [...new Set(methods.map(({ design }) => design))];
  return designs.map((design) => ({
    kind: 'list',
    title: upperFirst(design),
    items: methods
      .filter((method) => method.design === design)
      .map(({ id, title }) => ({ mark: id, text: title })),
  }));
}

export function formatReference({ authors, year, title, in: where, doi }: Reference): string {
  return `${authors} (${year}). ${title}. ${where}.${doi ? ` doi:${doi}` : ''}`;
}

function needsList({ needs }: Method): List {
  const items = Object.entries(needs as Record<string, Need>).map(([name, need]) => ({
    mark: name,
    text: [upperFirst(need.title), limits(need), need.optional ? 'may be left out' : '']
      .filter(Boolean)
      .join('; '),
  }));
  return { kind: 'list', title: 'Needs', items };
}

function limits({ type, min, max, exclusiveMin, exclusiveMax }: Need): string {
  const kind = {
    number: '',
    count: 'whole',
    counts: 'list of whole numbers',
    numbers: 'list of numbers',
  }[type];
  const low =
    exclusiveMin !== undefined ? `> ${exclusiveMin}` : min !== undefined ? `≥ ${min}` : '';
  const high =
    exclusiveMax !== undefined ? `< ${exclusiveMax}` : max !== undefined ? `≤ ${max}` : '';
  return [kind, low, high].filter(Boolean).join(', ');
}

const programs = {
  r: 'R',
  metafor: 'metafor',
  effectsize: 'effectsize',
  revman: 'RevMan',
  stata: 'Stata',
} as const;

/** The names that other programs give a method, one a program. */
export function elsewhereLines({ elsewhere }: Method): string[] {
  return (Object.keys(programs) as (keyof typeof programs)[]).flatMap((program) =>
    elsewhere[program] ? [`${programs[program]}: ${elsewhere[program]}`] : [],
  );
}

function list(title: string, texts: readonly string[]): Part | null {
  if (texts.length === 0) return null;
  return { kind: 'list', title, items: texts.map((text) => ({ mark: '·', text })) };
}
