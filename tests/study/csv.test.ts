import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readCsv } from '../../src/study/csv.ts';
import { sourceText } from '../../src/study/source-text.ts';

const read = (text: string) =>
  readCsv(sourceText(text, 'x.csv')).map((cells) => cells.map((cell) => cell.text));

/** Where the first problem is, and what. */
function problem(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { where, message } = error.problems[0];
    return `${where?.line}:${where?.column} ${message}`;
  }
  return 'none';
}

describe('reading CSV', () => {
  it('takes commas, quotes, doubled quotes and line ends in cells (RFC 4180, section 2)', () => {
    expect(read('aaa,bbb\r\n"b CRLF\r\nbb","c ""q"" c"\r\n,\r\n')).toEqual([
      ['aaa', 'bbb'],
      ['b CRLF\r\nbb', 'c "q" c'],
      ['', ''],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('takes the line end %j, also without one at the end', (end) => {
    expect(read(`a,b${end}1,2`)).toEqual(read(`a,b${end}1,2${end}`));
    expect(read(`a,b${end}1,2`)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('takes the delimiter that the first line has most of, outside quotes', () => {
    expect(read('a;b\n4,30;1')[1]).toEqual(['4,30', '1']);
    expect(read('a\tb,c\td\n1\t2\t3')[1]).toEqual(['1', '2', '3']);
    expect(read('"a;b;c",d\n1,2')[0]).toEqual(['a;b;c', 'd']);
    expect(read('a\n1;2')).toEqual([['a'], ['1;2']]);
  });

  it('takes off a byte-order mark and the blanks around a cell', () => {
    expect(read('\ufeffa , "b" \n 1,  " 2 "')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('knows where every cell stands', () => {
    const [, row = []] = readCsv(sourceText('a,b\n "x\ny" , 4.30', null));
    expect(row.map(({ start, end }) => [start, end])).toEqual([
      [5, 10],
      [13, 17],
    ]);
  });

  it('says where a quote stands that none can be', () => {
    expect(problem('a,b\n1,"2')).toBe('2:3 this double quote is not closed');
    expect(problem('a,b\n5" long,2')).toBe(
      '2:2 a double quote stands inside a cell without quotes',
    );
    expect(problem('a,b\n1,"2" x')).toBe('2:7 text stands after the closing quote of a cell');
    expect(problem('a,"')).toBe('1:3 this double quote is not closed');
  });

  it('reads back any cells that were written with quotes', () => {
    const table = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1 });
    const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, (rows) => {
        const csv = rows.map((cells) => cells.map(quote).join(',')).join('\r\n');
        expect(read(csv)).toEqual(rows.map((cells) => cells.map((cell) => cell.trim())));
      }),
    );
  });
});
