import { getHeapStatistics } from 'node:v8';
import { createScanner } from 'jsonc-parser';
import { InputError } from '../errors.ts';
import { type JsonNode, JsonTree, Kind } from './json-tree.ts';
import { type SourceText, spot } from './source-text.ts';

// The scanner's kinds of token and of error, by number: its own names are enums of types only.
const Token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  trivia: 15,
  unknown: 16,
  end: 17,
} as const;

const unexpectedEndOfNumber = 3;

const scanMessages: readonly string[] = [
  '',
  'this comment is not closed with "*/"',
  'this text is not closed with a double quote on its line',
  'this is not a JSON number',
  '"\\u" needs four hexadecimal digits',
  'a backslash in a text is followed by one of " \\ / b f n r t u',
  'a control character may not stand in a text',
];

/** A key that occurs twice in one object. */
export interface DuplicateKey {
  readonly key: string;
  readonly path: string;
  readonly first: number;
  readonly start: number;
  readonly end: number;
}

// Measured: a figure of a study takes 330 bytes, a part that is an object at most twice that.
const bytesPerPart = 350;

/** No study needs more, and a text of brackets alone must not overflow the stack. */
export const greatestDepth = 64;

/**
 * Reads JSON (with comments and trailing commas when `jsonc`) into nodes that know their place.
 *
 * @param memory bytes that the study made of it may take; those that Node gives to this process if
 *   left out
 * @throws InputError at the first place where the text is not JSON, or no longer fits into memory
 */
export function readJson(
  source: SourceText,
  jsonc: boolean,
  memory: number = getHeapStatistics().heap_size_limit,
): { readonly root: JsonNode; readonly duplicates: readonly DuplicateKey[] } {
  const reader = new JsonReader(source, jsonc, memory);
  return { root: reader.document(), duplicates: reader.duplicates };
}

class JsonReader {
  readonly duplicates: DuplicateKey[] = [];
  private readonly source: SourceText;
  private readonly jsonc: boolean;
  private readonly scanner;
  private token: number = Token.unknown;
  private start = 0;
  private end = 0;
  /** Keys and positions from the root to the value being read. */
  private readonly trail: (string | number)[] = [];
  private readonly tree: JsonTree;
  private parts = 0;
  private readonly mostParts: number;

  constructor(source: SourceText, jsonc: boolean, memory: number) {
    this.source = source;
    this.jsonc = jsonc;
    this.mostParts = memory / bytesPerPart;
    this.tree = new JsonTree(source.text);
    this.scanner = createScanner(source.text, false);
  }

  document(): JsonNode {
    this.advance();
    if (this.token === Token.end) {
      throw new InputError([
        {
          message: 'the file is empty',
          hint: 'A study file is a JSON object: { "id": … }',
          ...spot(this.source, '', 0, 0),
        },
      ]);
    }
    this.value();
    if (this.token !== Token.end) this.fail('there is more text after the end of the JSON value');
    return this.tree.root;
  }

  private value(): void {
    switch (this.token) {
      case Token.openBrace:
        this.object();
        break;
      case Token.openBracket:
        this.array();
        break;
      case Token.string: {
        const plain = this.scanner.getTokenValue().length === this.end - this.start - 2;
        this.scalar(plain ? Kind.string : Kind.escapedString);
        break;
      }
      case Token.number:
        this.number();
        break;
      case Token.true:
        this.scalar(Kind.true);
        break;
      case Token.false:
        this.scalar(Kind.false);
        break;
      case Token.null:
        this.scalar(Kind.null);
        break;
      default:
        this.fail(...this.unexpected());
    }
  }

  private scalar(kind: number): void {
    this.take(1);
    this.tree.addScalar(kind, this.start, this.end);
    this.advance();
  }

  private number(): void {
    const { start, end } = this;
    this.scalar(Kind.number);
    // The scanner ends a number at the first character that does not belong: "01", "1.5.2".
    if (this.start === end && !this.is(Token.end) && !isPunctuation(this.token)) {
      this.start = start;
      this.fail('this is not a JSON number', numberHint);
    }
  }

  private object(): void {
    const { tree } = this;
    this.take(2);
    const object = tree.open(Kind.object, this.start);
    let size = 0;
    this.open();
    while (this.token !== Token.closeBrace) {
      if (this.token !== Token.string) {
        this.fail(
          this.token === Token.end ? unclosed('{', '}') : 'a key in double quotes is expected here',
          size === 0 ? undefined : this.commaHint(),
        );
      }
      const key = this.scanner.getTokenValue();
      const { start, end } = this;
      const before = tree.end;
      const first = tree.addKey(object, size, key, start, end);
      this.advance();
      if (!this.is(Token.colon)) this.fail('a colon is expected after a key');
      this.advance();
      this.trail.push(key);
      this.value();
      this.trail.pop();
      if (first === null) size += 1;
      else {
        tree.cut(before);
        this.duplicates.push({ key, path: this.path(), first: tree.cell(first), start, end });
      }
      if (!this.separator(Token.closeBrace, '{', '}')) break;
    }
    tree.close(object, this.close(), size);
  }

  private array(): void {
    const array = this.tree.open(Kind.array, this.start);
    let size = 0;
    this.open();
    while (this.token !== Token.closeBracket) {
      if (this.token === Token.end) this.fail(unclosed('[', ']'));
      this.trail.push(size);
      this.value();
      this.trail.pop();
      size += 1;
      if (!this.separator(Token.closeBracket, '[', ']')) break;
    }
    this.tree.close(array, this.close(), size);
  }

  /** Refuses a file before it takes all memory, which would end the process. */
  private take(parts: number): void {
    this.parts += parts;
    if (this.parts > this.mostParts) {
      this.fail(
        'the file holds more values than fit into memory',
        'Write one file a study, or give Node more memory: NODE_OPTIONS=--max-old-space-size=8192',
      );
    }
  }

  private open(): void {
    if (this.trail.length >= greatestDepth) {
      this.fail(
        `this is nested more than ${greatestDepth} levels deep`,
        'A study file needs about ten',
      );
    }
    this.advance();
  }

  private close(): number {
    const { end } = this;
    this.advance();
    return end;
  }

  /** Steps over a comma; false when the closing bracket follows instead. */
  private separator(closing: number, open: string, close: string): boolean {
    if (this.token === closing) return false;
    if (this.token !== Token.comma) {
      if (this.token === Token.end) this.fail(unclosed(open, close));
      this.fail(`a comma or "${close}" is expected here`);
    }
    const [commaStart, commaEnd] = [this.start, this.end];
    this.advance();
    if (this.token === closing && !this.jsonc) {
      this.start = commaStart;
      this.end = commaEnd;
      this.fail(
        `a comma may not stand before "${close}" in JSON`,
        'Remove it, or name the file .jsonc',
      );
    }
    return true;
  }

  private advance(): void {
    do {
      this.token = this.scanner.scan();
      this.start = this.scanner.getTokenOffset();
      this.end = this.start + this.scanner.getTokenLength();
      if (isComment(this.token) && !this.jsonc) {
        this.fail('comments are not part of JSON', 'Remove it, or name the file .jsonc');
      }
      const error: number = this.scanner.getTokenError();
      if (error !== 0)
        this.fail(
          scanMessages[error] ?? '',
          error === unexpectedEndOfNumber ? numberHint : undefined,
        );
    } while (this.token >= Token.lineComment && this.token <= Token.trivia);
  }

  private unexpected(): [string, string?] {
    const text = this.source.text.slice(this.start, Math.min(this.end, this.start + 40));
    if (this.token === Token.end) return ['the file ends where a value is expected'];
    if (/^(NaN|[+-]?Infinity|undefined)/.test(text))
      return [`${text} is not JSON`, 'What is not printed is left out'];
    if (
      /^[+.]?\d/.test(text) ||
      text.startsWith('.') ||
      text.startsWith('-') ||
      text.startsWith('+')
    ) {
      return ['this is not a JSON number', numberHint];
    }
    if (text.startsWith("'")) return ['texts stand in double quotes in JSON'];
    return ['a value is expected here'];
  }

  private commaHint(): string | undefined {
    return this.token === Token.comma ? 'Two commas in a row?' : undefined;
  }

  private is(token: number): boolean {
    return this.token === token;
  }

  private path(): string {
    return this.trail.reduce<string>(joinPath, '');
  }

  private fail(message: string, hint?: string): never {
    const length = Math.max(1, this.end - this.start);
    throw new InputError([
      {
        message,
        ...(hint === undefined ? {} : { hint }),
        ...spot(this.source, this.path(), this.start, length),
      },
    ]);
  }
}

/** A path as people write it: "measures.tsfd.at.1-week", "comparisons[2].p". */
export function joinPath(path: string, key: string | number): string {
  // One flat text: a concatenation of parts takes three times the memory, for each of a million items.
  if (typeof key === 'number') return [path, '[', key, ']'].join('');
  return path === '' ? key : [path, key].join('.');
}

const numberHint = 'Write a figure as a text, as printed: "4.30"';

function unclosed(open: string, close: string): string {
  return `the file ends before "${open}" is closed with "${close}"`;
}

function isComment(token: number): boolean {
  return token === Token.lineComment || token === Token.blockComment;
}

function isPunctuation(token: number): boolean {
  return token >= Token.openBrace && token <= Token.colon;
}
