import type { Method, Need } from '../estimates/method.ts';
import { type Calculation, quantityWords, type TypedInputs } from './calculation.ts';
import { comparisonParts } from './comparison.ts';
import type { Part, Table } from './document.ts';
import { elsewhereLines } from './explain.ts';
import type { Variants } from './variants/variants.ts';
import { upperFirst } from './words.ts';

/** The variants of one quantity, in words and side by side. */
export interface VariantComparison {
  readonly parts: readonly Part[];
  readonly data: {
    readonly quantity: string;
    readonly why: readonly string[];
    readonly use: Variants['use'];
    readonly examples: readonly {
      readonly inputs: TypedInputs;
      readonly results: readonly Calculation[];
    }[];
    readonly elsewhere: Readonly<Record<string, Method['elsewhere']>>;
  };
}

/**
 * Why the variants of a quantity differ, when to use which, what they give on the inputs typed or on
 * made-up ones, and what other programs call them.
 *
 * @param methods all variants of the quantity
 * @param typed inputs of the reader; without any the examples of the text
 * @throws RangeError when the typed inputs are not enough for any variant, or cannot be read
 */
export function compareVariants(
  methods: readonly Method[],
  { why, use, examples }: Variants,
  typed: TypedInputs,
  { level, digits }: { readonly level: number; readonly digits: number },
): VariantComparison {
  const [first] = methods;
  const quantity = first?.quantity ?? '';
  const isTyped = Object.keys(typed).length > 0;
  const sets = (isTyped ? [typed] : examples).map((inputs) => {
    const { parts, calculations } = comparisonParts(methods, inputs, { level }, digits);
    return { inputs, parts, results: calculations };
  });
  if (sets.every(({ results }) => results.length === 0)) throw tooLittle(methods, typed);
  return {
    parts: [
      {
        kind: 'heading',
        title: `${first ? upperFirst(quantityWords(first)) : ''}: ${methods.length} variants`,
        lines: [],
      },
      { kind: 'text', title: 'Why they differ', paragraphs: why },
      {
        kind: 'list',
        title: 'Which to use',
        items: use.map(({ ids, when }) => ({ mark: '·', text: `${ids.join(', ')}: ${when}` })),
      },
      ...sets.flatMap(({ inputs, parts }) =>
        parts.map((part) => (part.kind === 'table' ? titled(part, inputs, isTyped) : part)),
      ),
      {
        kind: 'list',
        title: 'Elsewhere',
        items: methods.map((method) => ({
          mark: '·',
          text: `${method.id}: ${elsewhereLines(method).join('; ')}`,
        })),
      },
    ],
    data: {
      quantity,
      why,
      use,
      examples: sets.map(({ inputs, results }) => ({ inputs, results })),
      elsewhere: Object.fromEntries(methods.map(({ id, elsewhere }) => [id, elsewhere])),
    },
  };
}

/** The table of values, with the inputs that they are of. */
function titled(table: Table, inputs: TypedInputs, isTyped: boolean): Table {
  const list = Object.entries(inputs).map(([name, text]) => `${name} = ${text}`);
  const given = isTyped ? 'With' : 'A made-up example:';
  return {
    ...table,
    title: 'Side by side',
    subtitle: '',
    caption: [`${given} ${list.join(', ')}.`, table.caption].filter(Boolean).join(' '),
  };
}

function tooLittle(methods: readonly Method[], typed: TypedInputs): RangeError {
  const lacking = methods.map(({ id, needs }) => ({
    id,
    missing: Object.entries(needs as Readonly<Record<string, Need>>)
      .filter(([name, { optional }]) => !optional && typed[name] === undefined)
      .map(([name]) => name),
  }));
  const [nearest] = lacking.sort((a, b) => a.missing.length - b.missing.length);
  return new RangeError(
    `no variant can be computed from these inputs; ${nearest?.id} lacks ${nearest?.missing.join(', ')}`,
  );
}
