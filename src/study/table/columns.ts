import { claims } from '../schema/comparisons.ts';

/** How a cell of a column is read. */
export type CellKind =
  | 'name'
  | 'text'
  | 'count'
  | 'figure'
  | 'p-value'
  | 'number'
  | 'positive number'
  | 'whole number'
  | 'level'
  | readonly string[];

interface Column {
  readonly reads: CellKind;
  /** What stands in it, for those who make a table. */
  readonly what: string;
}

/** The columns of a long table, one row a study, arm, measure and visit; in the order of the file. */
export const columns = {
  study: { reads: 'name', what: 'short name of the study (needed); a file each' },
  title: { reads: 'text', what: 'title of the study' },
  arm: { reads: 'name', what: 'the group; empty for all patients' },
  measure: { reads: 'name', what: 'what was measured (needed)' },
  visit: { reads: 'name', what: 'when; empty for what has no visits' },
  baseline: { reads: 'name', what: 'the visit before treatment; the first listed if empty' },
  n: { reads: 'count', what: 'number of patients: 20, or ≤28' },
  mean: { reads: 'figure', what: 'mean' },
  sd: { reads: 'figure', what: 'standard deviation' },
  se: { reads: 'figure', what: 'standard error of the mean' },
  variance: { reads: 'figure', what: 'variance' },
  spread: { reads: 'figure', what: 'what stands after ± when SD or SE is not stated' },
  ci_low: { reads: 'figure', what: 'confidence interval of the mean, lower limit' },
  ci_high: { reads: 'figure', what: 'and upper limit' },
  ci_level: { reads: 'level', what: 'its level: 0.95 or 95%' },
  median: { reads: 'figure', what: 'median' },
  q1: { reads: 'figure', what: 'first quartile' },
  q3: { reads: 'figure', what: 'third quartile' },
  iqr: { reads: 'figure', what: 'interquartile range printed as one number' },
  min: { reads: 'figure', what: 'least observed value' },
  max: { reads: 'figure', what: 'greatest observed value' },
  geometric_mean: { reads: 'figure', what: 'geometric mean' },
  geometric_sd: { reads: 'figure', what: 'geometric standard deviation' },
  cv: { reads: 'figure', what: 'coefficient of variation' },
  unit: { reads: 'text', what: 'unit of the measure' },
  scale: { reads: 'text', what: 'full name of its scale' },
  scale_min: { reads: 'number', what: 'least possible score' },
  scale_max: { reads: 'number', what: 'greatest possible score' },
  scale_step: { reads: 'positive number', what: 'distance between neighbouring scores, if known' },
  step_source: { reads: 'text', what: 'who says so: a source, "manual" or "assumed"' },
  scale_items: { reads: 'whole number', what: 'how many items are averaged into one score' },
  better: { reads: ['higher', 'lower'], what: 'which scores are better: higher or lower' },
  p: { reads: 'p-value', what: 'p-value of the change since the baseline' },
  claim: { reads: claims, what: 'what the text says of that change: improved, unchanged, …' },
  r: { reads: 'figure', what: 'correlation with the baseline' },
  change_mean: { reads: 'figure', what: "mean of the patients' changes since the baseline" },
  change_sd: { reads: 'figure', what: 'their standard deviation' },
  change_se: { reads: 'figure', what: 'their standard error' },
  source: { reads: 'text', what: 'where the row was printed, such as "table 2"' },
  note: { reads: 'text', what: 'a remark for readers of the file' },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof columns;

export const columnNames = Object.keys(columns) as readonly ColumnName[];

/** What other tables call these columns. */
export const otherNames: Readonly<Record<string, ColumnName>> = {
  study_id: 'study',
  trial: 'study',
  author: 'study',
  cohort: 'arm',
  group: 'arm',
  treatment: 'arm',
  outcome: 'measure',
  variable: 'measure',
  time: 'visit',
  timepoint: 'visit',
  time_point: 'visit',
  sample_size: 'n',
  average: 'mean',
  std: 'sd',
  std_dev: 'sd',
  stdev: 'sd',
  standard_deviation: 'sd',
  sem: 'se',
  stderr: 'se',
  standard_error: 'se',
  var: 'variance',
  lcl: 'ci_low',
  lower: 'ci_low',
  ucl: 'ci_high',
  upper: 'ci_high',
  conf_level: 'ci_level',
  lower_quartile: 'q1',
  upper_quartile: 'q3',
  p_value: 'p',
  correlation: 'r',
  comment: 'note',
  units: 'unit',
};
