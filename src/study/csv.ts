import { InputError } from '../errors.ts';
import { type SourceText, spot } from './source-text.ts';

/** One cell of a CSV text, with the place where it stands. Offsets count UTF-16 units. */
export interface CsvCell {
  /** Without quotes, and without blanks at its ends. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const delimiters = [',', ';', '\t'] as const;

/**
 * Reads CSV as RFC 4180 has it: cells in double quotes may hold delimiters, line ends and doubled
 * quotes; lines end with CR LF, LF or CR. The delimiter is the one of comma, semicolon and tab that
 * the first line has most of. A blank line is a record with one empty cell.
 *
 * @throws InputError at the first quote that is not closed, or that stands where none may
 */
export function readCsv(source: SourceText): CsvCell[][] {
  return [...csvRecords(source)];
}

/** As readCsv, one record after the other: for tables whose cells together would fill the memory. */
export function csvRecords(source: SourceText): Generator<CsvCell[], undefined> {
  return new CsvReader(source).records();
}

class CsvReader {
  private readonly source: SourceText;
  private readonly text: string;
  private readonly delimiter: string;
  private at = 0;

  constructor(source: SourceText) {
    this.source = source;
    this.text = source.text;
    this.delimiter = delimiterOf(source.text);
  }

  *records(): Generator<CsvCell[], undefined> {
    while (this.at < this.text.length) yield this.record();
  }

  private record(): CsvCell[] {
    const cells = [this.cell()];
    while (this.text[this.at] === this.delimiter) {
      this.at += 1;
      cells.push(this.cell());
    }
    if (this.text.startsWith('\r\n', this.at)) this.at += 2;
    else this.at += 1;
    return cells;
  }

  private cell(): CsvCell {
    this.skipBlanks();
    return this.text[this.at] === '"' ? this.quoted() : this.plain();
  }

  private plain(): CsvCell {
    const start = this.at;
    let end = start;
    for (; !this.atCellEnd(); this.at += 1) {
      const character = this.text[this.at] ?? '';
      if (character === '"') {
        this.fail('a double quote stands inside a cell without quotes', this.at, quoteHint);
      }
      if (!isBlank(character)) end = this.at + 1;
    }
    return { text: this.text.slice(start, end), start, end };
  }

  private quoted(): CsvCell {
    const start = this.at;
    let close = this.text.indexOf('"', start + 1);
    while (this.text[close + 1] === '"' && close >= 0) close = this.text.indexOf('"', close + 2);
    if (close < 0) this.fail('this double quote is not closed', start, quoteHint);
    this.at = close + 1;
    this.skipBlanks();
    if (!this.atCellEnd()) {
      this.fail('text stands after the closing quote of a cell', this.at, quoteHint);
    }
    const text = this.text.slice(start + 1, close).replaceAll('""', '"');
    return { text: text.trim(), start, end: close + 1 };
  }

  private skipBlanks(): void {
    while (isBlank(this.text[this.at]) && this.text[this.at] !== this.delimiter) this.at += 1;
  }

  private atCellEnd(): boolean {
    const character = this.text[this.at];
    return character === undefined || character === this.delimiter || isLineEnd(character);
  }

  private fail(message: string, at: number, hint: string): never {
    throw new InputError([{ message, hint, ...spot(this.source, '', at, 1) }]);
  }
}

const quoteHint = 'Put the cell in double quotes, and double those inside it: "5"" long"';

/** The delimiter that stands most often in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>();
  let quoted = false;
  for (let at = text.search(/\S/); at >= 0 && at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') quoted = !quoted;
    else if (!quoted && isLineEnd(character)) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const often = (delimiter: string) => counts.get(delimiter) ?? 0;
  return delimiters.reduce((best, each) => (often(each) > often(best) ? each : best));
}

const isBlank = (character: string | undefined) => character === ' ' || character === '\t';
const isLineEnd = (character: string) => character === '\n' || character === '\r';
