import type { EstimateOptions, Method, Need } from '../estimates/method.ts';
import {
  type Calculation,
  calculate,
  decimalsOf,
  percentOf,
  quantityWords,
  type TypedInputs,
  valueText,
} from './calculation.ts';
import type { RoundedCalculation } from './calculation-rounding.ts';
import { formatInterval, formatPInterval } from './digits.ts';
import type { Part, Row, Table } from './document.ts';

/** All variants of one quantity that the given inputs allow, side by side. */
export function comparisonParts(
  methods: readonly Method[],
  inputs: TypedInputs,
  options: EstimateOptions,
  digits: number | null,
  refine: (method: Method, calculation: Calculation) => Calculation = (_, plain) => plain,
): { readonly parts: readonly Part[]; readonly calculations: readonly Calculation[] } {
  const fitting = methods.filter(({ needs }) =>
    Object.entries(needs as Readonly<Record<string, Need>>).every(
      ([name, { optional }]) => optional || inputs[name] !== undefined,
    ),
  );
  const calculations = fitting.map((method) => refine(method, calculate(method, inputs, options)));
  const decimals = digits ?? Math.max(...calculations.map(decimalsOf));
  const isRounded = calculations.some(({ roundingInterval }) => roundingInterval);
  const [first] = fitting;
  const table: Table = {
    kind: 'table',
    id: 'comparison',
    title: first ? quantityWords(first) : 'Nothing to compare',
    subtitle: 'every variant',
    columns: [
      { header: '', align: 'left' },
      { header: 'value', align: 'right' },
      ...(isRounded ? [{ header: 'over the rounding', align: 'right' } as const] : []),
      { header: `CI ${percentOf(options.level ?? 0.95)} %`, align: 'right' },
      { header: 'elsewhere', align: 'left', giveWay: 1 },
    ],
    rows: fitting.map((method, i): Row => {
      const { value, ci, logP, roundingInterval } = calculations[i] as Calculation;
      return {
        cells: [
          method.id,
          value === null ? 'none' : valueText(method, value, logP, decimals),
          ...(isRounded ? [rangeText(roundingInterval, decimals)] : []),
          ci ? formatInterval(ci.low, ci.high, decimals) : '–',
          elsewhereName(method),
        ],
      };
    }),
    caption: [reasons(calculations), isRounded ? roundingCaption(calculations) : '']
      .filter(Boolean)
      .join(' '),
  };
  return { parts: [table], calculations };
}

/** What rounding leaves open of the value; "*" where that is not proved. */
export function rangeText(over: RoundedCalculation | undefined, digits: number): string {
  if (over === undefined || over.value.nominal === null) return '–';
  const { low, high, proved } = over.value;
  const isSmallP = over.value === over.p && (high ?? 1) < 0.001;
  const range = isSmallP ? formatPInterval(low, high) : formatInterval(low, high, digits);
  return `${range}${proved ? '' : ' *'}`;
}

function elsewhereName({ elsewhere: { metafor, effectsize, revman } }: Method): string {
  if (metafor) return `metafor ${metafor.split(',')[0]}`;
  if (effectsize) return `effectsize ${effectsize.split('(')[0]}`;
  return revman ? `RevMan ${revman}` : '';
}

/** What a column over the rounding means, and whether it is proved. */
export function roundingCaption(calculations: readonly Calculation[]): string {
  const isProved = calculations.every(({ roundingInterval }) => roundingInterval?.value.proved);
  const note = isProved ? 'proved by interval arithmetic' : '* not proved, a search only';
  return `Each input stands for every value that rounds to it; counts are exact; ${note}.`;
}

function reasons(calculations: readonly Calculation[]): string {
  return calculations
    .flatMap(({ method, reason }) =>
      reason ? [`${method}: ${reason.replace(/^(several|undefined): /, '')}.`] : [],
    )
    .join(' ');
}
