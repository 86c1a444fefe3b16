import * as v from 'valibot';
import { lean, type Schema } from './lean.ts';
import { optional, text } from './parts.ts';

const made = lean(
  v.pipe(
    v.strictObject({
      test: optional(text, 'The test, e.g. "paired t", "one-way ANOVA", "Wilcoxon signed rank"'),
      model: optional(text, 'The model, e.g. "ANCOVA", "mixed model", "Cox"'),
      adjusted: optional(
        v.pipe(v.array(text), v.title('a list of texts')),
        'What it was adjusted for',
      ),
      stratified: optional(
        v.pipe(v.array(text), v.title('a list of texts')),
        'What it was stratified by',
      ),
      set: optional(text, 'Which patients, e.g. "full analysis", "per protocol"'),
      missing: optional(text, 'What was done about missing values, e.g. "carried forward"'),
      average: optional(text, `What was averaged: "of group means" or "of patients' percentages"`),
      pooled: optional(text, 'How several studies were pooled, e.g. "random effects"'),
      rounded: optional(
        text,
        'The rounding rule: "half-up", "half-even", "truncate", "up", "down"',
      ),
      tails: optional(v.pipe(v.picklist([1, 2]), v.title('1 or 2')), 'One- or two-tailed'),
      variances: optional(
        v.pipe(v.picklist(['equal', 'unequal']), v.title('"equal" or "unequal"')),
        'Whether a t test took the variances as equal (Student) or not (Welch)',
      ),
      sd: optional(
        v.pipe(v.picklist(['sample', 'population']), v.title('"sample" or "population"')),
        'Whether SDs divide by n − 1 or by n',
      ),
      correction: optional(text, 'A correction, e.g. "continuity", "Bonferroni"'),
      exact: optional(v.pipe(v.boolean(), v.title('true or false')), 'Whether the test was exact'),
      transform: optional(text, 'A transformation before the analysis, e.g. "log"'),
      standardizer: optional(
        text,
        'What a standardized difference was divided by, e.g. "SD before"',
      ),
      interval: optional(text, 'How the interval was made, e.g. "Wilson", "bootstrap"'),
      correlation: optional(text, 'The kind of correlation: "Pearson", "Spearman", "Kendall"'),
      quartiles: optional(text, 'How quartiles were defined, e.g. "Tukey", "R type 7"'),
      software: optional(text, 'The program that computed it'),
      note: optional(text, 'Anything else that is stated'),
    }),
    v.title('how the figures were made'),
  ),
);

/** How printed figures were made. What is absent is not stated, and no check may then call it wrong. */
export interface How extends v.InferOutput<typeof made> {}

/** How printed figures were made. */
export const how: Schema<How> = made;
