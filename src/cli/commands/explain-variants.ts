import { InputError } from '../../errors.ts';
import { findMethod, methods } from '../../estimates/index.ts';
import { compareVariants } from '../../report/compare-variants.ts';
import { variantsOf } from '../../report/variants/index.ts';
import { suggestion } from '../../study/suggest.ts';
import type { Options } from '../catalogue.ts';
import { reportOptions } from '../options.ts';
import type { Page } from '../page.ts';
import { typedInputs } from '../typed-inputs.ts';

const DIGITS = 4;

/** Why the variants of a quantity differ and when to use which; on typed inputs, if there are any. */
export function explainVariants(
  name: string | undefined,
  typed: readonly string[],
  options: Options,
): Page {
  const quantity = quantityOf(name);
  const variants = variantsOf[quantity];
  if (variants === undefined) {
    throw new InputError([
      { message: `there is one method for ${quantity}: nothing to compare`, hint: known },
    ]);
  }
  const all = methods.filter((method) => method.quantity === quantity);
  const { level, digits } = reportOptions(options);
  const inputs = typedInputs(
    quantity,
    all.flatMap(({ needs }) => Object.keys(needs)),
    typed,
  );
  try {
    return compareVariants(all, variants, inputs, { level, digits: digits ?? DIGITS });
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`${quantity}: ${error.message}`);
    throw error;
  }
}

const known = `Quantities with several methods: ${Object.keys(variantsOf).join(', ')}`;

/** "proportion", "Odds ratio", or the quantity of the method that is named. */
function quantityOf(name: string | undefined): string {
  if (name === undefined || name.startsWith('--')) {
    throw new InputError([{ message: 'explain --compare needs a quantity', hint: known }]);
  }
  const quantity = name.toLowerCase().replaceAll(/[ _]/g, '-');
  if (methods.some((method) => method.quantity === quantity)) return quantity;
  const method = findMethod(name);
  if (method) return method.quantity;
  throw new InputError([
    {
      message: `no quantity or method is called ${JSON.stringify(name)}`,
      hint: `${suggestion(quantity, Object.keys(variantsOf), false)} ${known}`.trim(),
    },
  ]);
}
