import * as v from 'valibot';
import {
  cellPattern,
  countPattern,
  figureTextPattern,
  pValuePattern,
  withoutNames,
} from '../figure-pattern.ts';
import { lean, named, type Optional } from './lean.ts';

/** What the reader must know of a schema beyond its type; not part of the published JSON Schema. */
export interface Meaning {
  /** The text is read as a figure, p-value, count or table cell; a bare number keeps its text. */
  readonly reads?: 'figure' | 'p-value' | 'count' | 'cell' | 'literal';
  /** The text is the id of something that must exist. */
  readonly refersTo?: 'cohorts' | 'scales' | 'measures' | 'sources' | 'visits';
}

/** An optional entry with the description that editors show. */
export function optional<const Made extends v.GenericSchema>(
  schema: Made,
  description: string,
): Optional<v.InferOutput<Made>> {
  return v.exactOptional(v.pipe(schema, v.description(description)));
}

/** A figure with what is known of it. */
export interface DetailedFigure {
  text: string | number;
  source?: string;
  accept?: Accepted | Accepted[];
  note?: string;
}

/** A finding that is accepted. */
export interface Accepted {
  check: string;
  because: string;
}

/** A figure as printed, "4.30", or with its source. */
export type FigureText = string | number | DetailedFigure;

/** A figure, or the same figure as each of several sources printed it. */
export type PrintedText = FigureText | FigureText[];

/** A number of patients: 28, "≤28", limits, or null when it is not printed. */
export type CountText = string | number | null | DetailedCount;

/** A count with its limits, or with what is known of it. */
export interface DetailedCount {
  text?: string | number | null;
  min?: number;
  max?: number;
  because?: string;
  source?: string;
  accept?: Accepted | Accepted[];
  note?: string;
}

/** A cell of a table of counts: "7 (17.5)", or with what is known of it. */
export type CellText = string | number | null | DetailedFigure;

/** Two limits: ["3", "165"]. */
export type PairText = [PrintedText, PrintedText];

/** A confidence interval. */
export type IntervalText = PairText | { low: PrintedText; high: PrintedText; level?: number };

/** Plain text. */
export const text = lean(v.pipe(v.string(), v.title('text')));

/** A finite number of the file's own, such as the end of a scale: not a printed figure. */
export const number = lean(v.pipe(v.number(), v.title('a number')));

/** How ids look: no blanks, dots, brackets or operators, because paths are made of them. */
export const idKey = lean(
  v.pipe(
    v.string(),
    v.regex(
      /^[^\s.[\](){}"+*/,]+$/,
      'an id has no blanks, dots, commas, brackets, quotes, "+", "*" or "/"',
    ),
  ),
);

/** A key that is the id of a cohort. */
export const cohortKey = lean(v.pipe(idKey, v.metadata({ refersTo: 'cohorts' })));

const id = (refersTo: Meaning['refersTo'], title: string) =>
  v.pipe(v.string(), v.title(title), v.metadata({ refersTo }));

export const cohortId = lean(id('cohorts', 'the id of a cohort'));
export const scaleId = lean(id('scales', 'the id of a scale'));
export const measureId = lean(id('measures', 'the id of a measure'));
export const sourceId = lean(id('sources', 'the id of a source'));
export const visitId = lean(id('visits', 'the id of a visit of the measure'));

/** Why a finding of one check is accepted. */
export const acceptance = named<Accepted>()(
  v.pipe(
    v.strictObject({
      check: v.pipe(text, v.description('Id of the check, e.g. "sample-exists"')),
      because: v.pipe(text, v.nonEmpty('say why'), v.description('Why its finding is accepted')),
    }),
    v.title('{ "check": …, "because": … }'),
  ),
);

const accept = v.union([acceptance, v.array(acceptance)]);

/** Entries that any part of a study can have. A `source` holds for everything inside. */
export const common = {
  source: optional(sourceId, 'Id of the source that printed everything here'),
  note: optional(text, 'A remark for readers of the study file'),
};

const figureText = lean(
  v.pipe(
    v.string(),
    v.maxLength(100, 'this text is too long for a printed figure'),
    v.regex(figureTextPattern),
    v.title('a printed figure, such as "4.30"'),
    v.metadata({ reads: 'figure' }),
  ),
);

const pValueText = lean(
  v.pipe(
    v.string(),
    v.maxLength(100, 'this text is too long for a printed figure'),
    v.regex(pValuePattern),
    v.title('a printed p-value, such as "<.001"'),
    v.metadata({ reads: 'p-value' }),
  ),
);

const bareNumber = lean(v.pipe(v.number(), v.metadata({ reads: 'literal' })));

const details = {
  source: optional(sourceId, 'Id of the source that printed it'),
  accept: optional(accept, 'Findings about this figure that are accepted, with the reason'),
  note: optional(text, 'A remark for readers of the study file'),
};

/** The ways to write one figure. */
export const figureForms = [
  figureText,
  bareNumber,
  named<DetailedFigure>()(
    v.pipe(
      v.strictObject({ text: v.union([figureText, bareNumber]), ...details }),
      v.title('{ "text": "4.30", "source": … }'),
    ),
  ),
] as const;

/** One figure of one source. */
export const figure = named<FigureText>()(
  v.pipe(v.union(figureForms), v.title('a printed figure, such as "4.30"')),
);

/** A figure, or the same figure as each of several sources printed it. */
export const printed = named<PrintedText>()(
  v.pipe(
    v.union([
      ...figureForms,
      v.pipe(v.array(figure), v.minLength(1, 'at least one figure belongs here')),
    ]),
    v.title('a printed figure, such as "4.30"'),
    v.description(
      'A figure as printed: "4.30", "16.4%", "1·72"; a list when several sources print it',
    ),
  ),
);

const pForms = [
  pValueText,
  bareNumber,
  v.pipe(
    v.strictObject({ text: v.union([pValueText, bareNumber]), ...details }),
    v.title('{ "text": "<.001", "source": … }'),
  ),
] as const;

/** A printed p-value. */
export const pValue = named<PrintedText>()(
  v.pipe(
    v.union([
      ...pForms,
      v.pipe(v.array(v.union(pForms)), v.minLength(1, 'at least one figure belongs here')),
    ]),
    v.title('a printed p-value, such as "<.001"'),
    v.description('A p-value as printed: "0.03", "<.001", "= .049", "> 0.05" or "ns"'),
  ),
);

/** A whole number that is not negative. */
export const wholeNumber = lean(
  v.pipe(
    v.number(),
    v.safeInteger('a count is a whole number'),
    v.minValue(0, 'a count cannot be negative'),
    v.title('a whole number'),
  ),
);

/** A whole number above zero. */
export const positiveInteger = lean(
  v.pipe(
    v.number(),
    v.safeInteger('this is a whole number'),
    v.minValue(1, 'this is at least 1'),
    v.title('a whole number above 0'),
  ),
);

const countText = lean(
  v.pipe(
    v.string(),
    v.maxLength(30, 'this text is too long for a count'),
    v.regex(withoutGroupNames(countPattern)),
    v.title('a count, such as "≤28"'),
    v.metadata({ reads: 'count' }),
  ),
);

/** The ways to write a count without limits. */
export const plainCounts = [wholeNumber, countText, lean(v.null())] as const;

/** A number of patients. */
export const count = named<CountText>()(
  v.pipe(
    v.union([
      ...plainCounts,
      v.pipe(
        v.strictObject({
          text: v.exactOptional(v.union(plainCounts)),
          min: optional(wholeNumber, 'At least so many'),
          max: optional(wholeNumber, 'At most so many'),
          because: optional(text, 'Where the limits come from'),
          ...details,
        }),
        v.check(
          ({ min, max }) => min === undefined || max === undefined || min <= max,
          'min is above max',
        ),
        v.title('{ "min": …, "max": …, "because": … }'),
      ),
    ]),
    v.title('a count: a whole number, "≤28" or null'),
    v.description('A whole number, "≤28" ("up to 28"), limits, or null when not printed'),
  ),
);

const cellForms = [
  wholeNumber,
  lean(
    v.pipe(
      v.string(),
      v.maxLength(60, 'this text is too long for a cell'),
      v.regex(withoutGroupNames(cellPattern)),
      v.title('a cell, such as "7 (17.5)"'),
      v.metadata({ reads: 'cell' }),
    ),
  ),
] as const;

/** One cell of a table of counts: "7 (17.5)". */
export const cell = named<CellText>()(
  v.pipe(
    v.union([
      ...cellForms,
      v.null(),
      v.pipe(
        v.strictObject({ text: v.union(cellForms), ...details }),
        v.title('{ "text": "7 (17.5)", "accept": … }'),
      ),
    ]),
    v.title('a cell, such as "7 (17.5)"'),
    v.description(
      'A count with its percentage as printed, "7 (17.5)" or "0"; null when not printed',
    ),
  ),
);

/** A confidence level as a share. */
export const level = lean(
  v.pipe(
    v.number(),
    v.gtValue(0, 'a level lies between 0 and 1'),
    v.ltValue(1, 'a level lies between 0 and 1'),
    v.title('a level between 0 and 1'),
    v.description('Confidence level; 0.95 if left out'),
  ),
);

/** Two limits: `["3", "165"]`. */
export const pair = named<PairText>()(
  v.pipe(v.strictTuple([printed, printed]), v.title('two figures, such as ["3", "165"]')),
);

/** A confidence interval. */
export const ci = named<IntervalText>()(
  v.pipe(
    v.union([
      pair,
      v.pipe(
        v.strictObject({ low: printed, high: printed, level: v.exactOptional(level) }),
        v.title('{ "low": …, "high": …, "level": … }'),
      ),
    ]),
    v.title('two limits, such as ["-10.6", "-5.6"]'),
  ),
);

function withoutGroupNames(pattern: RegExp): RegExp {
  return new RegExp(withoutNames(pattern.source));
}
