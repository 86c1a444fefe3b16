/** Where in a file something stands: line and column count from 1, columns in UTF-16 units. */
export interface Where {
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  /** The column behind the value; left out where it goes over several lines, or is not known. */
  readonly endColumn?: number;
  /** Path of the value in the study, e.g. "measures.tsfd.at.before.mean". */
  readonly path: string;
}

/** One thing that is wrong with an input, with what to do about it. */
export interface Problem {
  readonly message: string;
  readonly where?: Where;
  /** How many columns the marked text covers; 1 if left out. */
  readonly length?: number;
  /** The source line, for the code frame. */
  readonly lineText?: string;
  /** What to do, e.g. 'Did you mean "sd"?' */
  readonly hint?: string;
}

/** A mistake in the input or the arguments: shown without a stack, exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** Every problem that was found; at least one. */
  readonly problems: readonly [Problem, ...Problem[]];

  /** The command is bundled in parts with a copy of this class each: what it is counts, not whose. */
  static override [Symbol.hasInstance](value: unknown): value is InputError {
    return value instanceof Error && value.name === 'InputError' && 'problems' in value;
  }

  constructor(problems: string | readonly [Problem, ...Problem[]], options?: ErrorOptions) {
    const list = typeof problems === 'string' ? ([{ message: problems }] as const) : problems;
    super(list.map((problem) => problem.message).join('\n'), options);
    this.problems = list;
  }
}
