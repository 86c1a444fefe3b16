import { type Rounding, roundingInterval } from '../numeric/decimal.ts';
import { exactDecimal, parseFigure } from '../study/figure.ts';
import type { Method, Need } from './method.ts';
import type { InputBox, InputOverRounding } from './over-rounding.ts';

/**
 * The inputs of a method as they are printed, each as the values that round to its text: "5.2" is
 * 5.15 to 5.25. Counts are exact, and so are the limits of a scale and degrees of freedom printed
 * without decimals. For `overRounding`.
 *
 * @param printed the texts by name; lists with commas
 * @param rounding how the figures were rounded; `half` if left out. Ends that do not belong (half-up,
 *   truncate) are taken in: the box is closed
 * @throws SyntaxError when a text is no figure
 * @example
 * const difference = findMethod('md_z');
 * const printed = { n1: '20', mean1: '5.2', sd1: '1.1', n2: '22', mean2: '4.4', sd2: '1.3' };
 * difference &&
 *   overRounding(difference, printedInputs(difference, printed)).value.high // → 0.9
 */
export function printedInputs(
  method: Method,
  printed: Readonly<Record<string, string>>,
  rounding: Rounding = 'half',
): InputBox {
  const needs = Object.entries(method.needs as Readonly<Record<string, Need>>);
  return Object.fromEntries(
    needs.flatMap(([name, need]) => {
      const text = printed[name];
      if (text === undefined) return [];
      const isList = need.type === 'counts' || need.type === 'numbers';
      const read = (each: string) => printedInput(each, need, rounding);
      return [[name, isList ? text.split(',').map(read) : read(text)]];
    }),
  );
}

function printedInput(text: string, need: Need, rounding: Rounding): InputOverRounding {
  const { value: nominal, decimals } = parseFigure(text);
  const isCount = need.type === 'count' || need.type === 'counts';
  const isWhole = need.exact === 'whole' && decimals <= 0;
  if (isCount || isWhole || need.exact === 'always') return nominal;
  const { lowNumber, highNumber } = roundingInterval(exactDecimal({ text }), rounding);
  return { low: lowNumber, high: highNumber, nominal };
}
