/** What one line of NDJSON says. */
export interface JsonRow {
  /** Every cell as its text. */
  readonly cells: Readonly<Record<string, string>>;
  /** The row as it was written, when it is a JSON object: it is given back to the letter. */
  readonly json?: string;
  /** Why the row cannot be read, when it cannot. */
  readonly unread?: string;
}

/** Reads one line of NDJSON; numbers keep the decimals with which they are written. */
export function jsonRow(line: string): JsonRow {
  const given = objectOf(line);
  if (typeof given === 'string') return { cells: {}, unread: given };
  const asPrinted: object = otherwisePrinted.test(line) ? numbersAsText(line) : given;
  const cells = Object.entries(asPrinted).map(([name, cell]) => {
    const isPlain = typeof given[name] !== 'object' || given[name] === null;
    return [name, cellText(isPlain ? cell : given[name])];
  });
  return { cells: Object.fromEntries(cells), json: line };
}

/** The columns of one line of NDJSON; none where it cannot be read. */
export function jsonColumns(line: string): readonly string[] {
  const given = objectOf(line);
  return typeof given === 'string' ? [] : Object.keys(given);
}

/** The object that a line is, or why it is none. */
function objectOf(line: string): Readonly<Record<string, unknown>> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return `is no JSON: ${(error as Error).message}`;
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject
    ? (value as Readonly<Record<string, unknown>>)
    : 'an object is expected on every line';
}

function cellText(cell: unknown): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** What a number could lose on its way through JSON: decimals that are zero, an exponent, far digits. */
const otherwisePrinted = /\.\d*0(?!\d)|\d[eE]|-0|\d{16}|\.\d{7}/;

/** A line of JSON, valid as it is, with the text of every number: 5.20 is printed with two decimals. */
function numbersAsText(line: string): object {
  const quoted = line.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  return JSON.parse(quoted);
}
