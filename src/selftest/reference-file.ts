import * as v from 'valibot';

/** Families of reference values of methods; each is a file `<family>.json`. */
export const methodFamilies = [
  'single_mean',
  'prepost',
  'improvement',
  'one_proportion',
  'multinomial',
  'two_group',
  'two_proportions',
  'p_values',
  'paired_and_rates',
  'conversions',
] as const;

/** The file of reference values of distribution functions. */
export const distributionsFamily = 'distributions';

const point = v.object({
  /** E.g. "t.cdf". */
  fn: v.string(),
  args: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1), v.maxLength(4)),
  /** Decimal, correctly rounded to 25 digits. */
  value: v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i, 'is no decimal')),
  region: v.picklist(['core', 'hard']),
});

const methodCase = v.object({
  id: v.string(),
  method: v.string(),
  /** Under the names of the file, e.g. "m_pre", "conf". */
  input: v.record(v.string(), v.unknown()),
  expected: v.record(v.string(), v.unknown()),
});

const distributionsFile = v.object({
  about: v.optional(v.string(), ''),
  cases: v.pipe(v.array(point), v.minLength(1, 'has no cases')),
});

const methodsFile = v.object({
  family: v.string(),
  made_with: v.optional(v.record(v.string(), v.string()), {}),
  cases: v.pipe(v.array(methodCase), v.minLength(1, 'has no cases')),
});

/** One point of a distribution function. `core` is the everyday region, `hard` the rest. */
export type DistributionPoint = v.InferOutput<typeof point>;
/** One input of a method, with what it must give. */
export type MethodCase = v.InferOutput<typeof methodCase>;

/**
 * The points of a file of distribution functions, and who made them.
 *
 * @throws Error that says what is wrong with the text
 */
export function parseDistributions(text: string): {
  readonly madeWith: string;
  readonly cases: readonly DistributionPoint[];
} {
  const { about, cases } = parse(distributionsFile, text);
  return { madeWith: /\bwith ([^,;]*)/.exec(about)?.[1]?.trim() ?? 'not stated', cases };
}

/**
 * The cases of a family of methods, and who made them.
 *
 * @throws Error that says what is wrong with the text
 */
export function parseMethodCases(text: string): {
  readonly madeWith: string;
  readonly cases: readonly MethodCase[];
} {
  const { made_with, cases } = parse(methodsFile, text);
  const { package: name, version, ...programs } = made_with;
  const named = name === undefined ? programs : { ...programs, [name]: version ?? '' };
  const words = Object.entries(named).map(([program, at]) => `${program} ${at}`.trim());
  return { madeWith: words.join(', ') || 'not stated', cases };
}

function parse<Schema extends v.GenericSchema>(schema: Schema, text: string) {
  const result = v.safeParse(schema, JSON.parse(text), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
}
