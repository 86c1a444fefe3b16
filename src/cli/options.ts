import { InputError } from '../errors.ts';
import { type Rounding, roundings } from '../numeric/decimal.ts';
import { type CorrelationChoice, defaultOptions, type ReportOptions } from '../report/context.ts';
import type { Options } from './catalogue.ts';

/** Reads the options that say how a report is computed; every one that is wrong is named. */
export function reportOptions(options: Options): ReportOptions {
  const problems: string[] = [];
  const read = <Value>(name: string, parse: (text: string) => Value, fallback: Value): Value => {
    const text = options[name];
    if (text === undefined) return fallback;
    try {
      return parse(String(text));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(error.message);
      return fallback;
    }
  };
  const settings: ReportOptions = {
    level: read('confLevel', parseLevel, defaultOptions.level),
    digits: read<number | null>('digits', parseDigits, defaultOptions.digits),
    correlation: read<CorrelationChoice | null>('correlation', parseCorrelation, null),
    rounding: read('rounding', parseRounding, defaultOptions.rounding),
    threshold: defaultOptions.threshold,
    n: defaultOptions.n,
    sdKind: options['populationSd'] ? 'population' : 'sample',
    witnesses: defaultOptions.witnesses,
    also: defaultOptions.also,
  };
  const [first, ...rest] = problems.map((message) => ({ message }));
  if (first) throw new InputError([first, ...rest]);
  return settings;
}

/** The rule of --rounding by itself. */
export function roundingOf(options: Options): Rounding {
  return reportOptions({ rounding: options['rounding'] }).rounding;
}

function parseLevel(text: string): number {
  const level = toNumber(text);
  if (level > 0 && level < 1) return level;
  const meant = level > 1 && level < 100 ? `. Did you mean ${level / 100}?` : '';
  throw new RangeError(
    `--conf-level is a number between 0 and 1, such as 0.95; got ${JSON.stringify(text)}${meant}`,
  );
}

function parseDigits(text: string): number {
  const digits = toNumber(text);
  if (Number.isInteger(digits) && digits >= 0 && digits <= 15) return digits;
  throw new RangeError(`--digits is a whole number from 0 to 15; got ${JSON.stringify(text)}`);
}

export function parseRounding(text: string): Rounding {
  const rounding = roundings.find((known) => known === text);
  if (rounding) return rounding;
  throw new RangeError(`--rounding is one of ${roundings.join(', ')}; got ${JSON.stringify(text)}`);
}

/** "0.5", "0.3,0.5,0.7" or "0.2:0.9". */
export function parseCorrelation(text: string): CorrelationChoice {
  const values = text.split(/[,:]/).map(toNumber);
  const fits = values.every((value) => value >= -1 && value <= 1);
  const [low = Number.NaN, high = Number.NaN] = values;
  if (fits && !text.includes(':')) return { kind: 'values', values };
  if (fits && !text.includes(',') && values.length === 2 && low <= high) {
    return { kind: 'range', low, high };
  }
  throw new RangeError(
    `--correlation is a number from -1 to 1 ("0.5"), several ("0.3,0.5") or a range, the lower end ` +
      `first ("0.2:0.9"); got ${JSON.stringify(text)}`,
  );
}

/** Only plain decimals: `Number` would take "", " 1", "0x1" and "1e999" as well. */
function toNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

/** The change in points that --threshold names; null when it is left out. */
export function thresholdOf(text: unknown): number | null {
  if (text === undefined) return null;
  const points = /^\d*\.?\d+$/.test(String(text)) ? Number(text) : Number.NaN;
  if (points > 0) return points;
  throw new InputError(`--threshold is a number of points above 0; got ${JSON.stringify(text)}`);
}

/** Numbers of patients to try, "171" or "120:171"; null when --n is left out. */
export function countRangeOf(text: unknown): ReportOptions['n'] {
  if (text === undefined) return null;
  const [low = 0, high = 0] = /^\d{1,6}(:\d{1,6})?$/.test(String(text))
    ? `${text}:${text}`.split(':').map(Number)
    : [];
  const to = String(text).includes(':') ? high : low;
  if (low >= 1 && to >= low) return { low, high: to };
  throw new InputError(
    `--n is a number of patients at the later visit ("150") or limits, the lower one first ` +
      `("120:171"); got ${JSON.stringify(text)}`,
  );
}
