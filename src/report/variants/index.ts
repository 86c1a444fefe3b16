import { countVariants } from './counts.ts';
import { effectVariants } from './effects.ts';
import { meanVariants } from './means.ts';
import type { Variants } from './variants.ts';

/** What is said about each quantity that more than one method estimates. A test holds it complete. */
export const variantsOf: Readonly<Record<string, Variants>> = {
  ...meanVariants,
  ...effectVariants,
  ...countVariants,
};
