import { createScanner } from 'jsonc-parser';
import { InputError } from '../errors.ts';
import { type SourceText, spot } from './source-text.ts';

/** A value in a JSON text with the place where it stands. Offsets count UTF-16 units. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

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

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonObject extends Span {
  readonly kind: 'object';
  readonly members: JsonMembers;
}

/** One key of an object, with the place of the key. */
export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

// From here on a search through the list takes longer than a Map, which takes more memory.
const fewMembers = 12;

/** The members of an object in file order; "__proto__" is a key like any other. */
export class JsonMembers {
  private readonly list: JsonMember[] = [];
  private index: Map<string, JsonMember> | null = null;

  get size(): number {
    return this.list.length;
  }

  add(member: JsonMember): void {
    this.list.push(member);
    if (this.index) this.index.set(member.key, member);
    else if (this.list.length > fewMembers) {
      this.index = new Map(this.list.map((each) => [each.key, each]));
    }
  }

  get(key: string): JsonMember | undefined {
    return this.index ? this.index.get(key) : this.list.find((each) => each.key === key);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  keys(): string[] {
    return this.list.map(({ key }) => key);
  }

  [Symbol.iterator](): IterableIterator<JsonMember> {
    return this.list[Symbol.iterator]();
  }
}

export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export interface JsonString extends Span {
  readonly kind: 'string';
  readonly value: string;
}

/** A number with its literal text: "4.30" says more than 4.3. */
export interface JsonNumber extends Span {
  readonly kind: 'number';
  readonly text: string;
}

export interface JsonLiteral extends Span {
  readonly kind: 'boolean' | 'null';
  readonly value: boolean | null;
}

/** A key that occurs twice in one object. */
export interface DuplicateKey {
  readonly key: string;
  readonly path: string;
  readonly first: number;
  readonly start: number;
  readonly end: number;
}

/** No study needs more, and a text of brackets alone must not overflow the stack. */
export const greatestDepth = 64;

/**
 * Reads JSON (with comments and trailing commas when `jsonc`) into nodes that know their place.
 *
 * @throws InputError at the first place where the text is not JSON
 */
export function readJson(
  source: SourceText,
  jsonc: boolean,
): { readonly root: JsonNode; readonly duplicates: readonly DuplicateKey[] } {
  const reader = new JsonReader(source, jsonc);
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
  private readonly keys = new Map<string, string>();
  private values = 0;

  constructor(source: SourceText, jsonc: boolean) {
    this.source = source;
    this.jsonc = jsonc;
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
    const root = this.value();
    if (this.token !== Token.end) this.fail('there is more text after the end of the JSON value');
    return root;
  }

  private value(): JsonNode {
    const { start } = this;
    this.values += 1;
    if (this.values > mostValues) {
      this.fail('the file holds more than 5 million values', 'Write one file a study');
    }
    switch (this.token) {
      case Token.openBrace:
        return this.object();
      case Token.openBracket:
        return this.array();
      case Token.string: {
        const value = this.scanner.getTokenValue();
        const { end } = this;
        this.advance();
        return { kind: 'string', value, start, end };
      }
      case Token.number: {
        const text = this.scanner.getTokenValue();
        const { end } = this;
        this.advance();
        // The scanner ends a number at the first character that does not belong: "01", "1.5.2".
        if (this.start === end && !this.is(Token.end) && !isPunctuation(this.token)) {
          this.start = start;
          this.fail('this is not a JSON number', numberHint);
        }
        return { kind: 'number', text, start, end };
      }
      case Token.true:
        return this.literal('boolean', true);
      case Token.false:
        return this.literal('boolean', false);
      case Token.null:
        return this.literal('null', null);
      default:
        return this.fail(...this.unexpected());
    }
  }

  private literal(kind: 'boolean' | 'null', value: boolean | null): JsonLiteral {
    const { start, end } = this;
    this.advance();
    return { kind, value, start, end };
  }

  private object(): JsonObject {
    const { start } = this;
    const members = new JsonMembers();
    this.open();
    while (this.token !== Token.closeBrace) {
      if (this.token !== Token.string) {
        this.fail(
          this.token === Token.end ? unclosed('{', '}') : 'a key in double quotes is expected here',
          members.size === 0 ? undefined : this.commaHint(),
        );
      }
      const key = this.shared(this.scanner.getTokenValue());
      const [keyStart, keyEnd] = [this.start, this.end];
      this.advance();
      if (!this.is(Token.colon)) this.fail('a colon is expected after a key');
      this.advance();
      this.trail.push(key);
      const value = this.value();
      this.trail.pop();
      const first = members.get(key);
      if (first) {
        this.duplicates.push({
          key,
          path: this.path(),
          first: first.keyStart,
          start: keyStart,
          end: keyEnd,
        });
      } else {
        members.add({ key, keyStart, keyEnd, value });
      }
      if (!this.separator(Token.closeBrace, '{', '}')) break;
    }
    return { kind: 'object', members, start, end: this.close() };
  }

  private array(): JsonArray {
    const { start } = this;
    const items: JsonNode[] = [];
    this.open();
    while (this.token !== Token.closeBracket) {
      if (this.token === Token.end) this.fail(unclosed('[', ']'));
      this.trail.push(items.length);
      items.push(this.value());
      this.trail.pop();
      if (!this.separator(Token.closeBracket, '[', ']')) break;
    }
    return { kind: 'array', items, start, end: this.close() };
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

  /** One copy of a key that stands in the file many times. */
  private shared(key: string): string {
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    if (this.keys.size < 1000) this.keys.set(key, key);
    return key;
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

/** More would not fit into the memory of a usual machine; 50 MB of terse measures have 4.3 million. */
export const mostValues = 5_000_000;

/** A path as people write it: "measures.tsfd.at.1-week", "comparisons[2].p". */
export function joinPath(path: string, key: string | number): string {
  // One flat text: a concatenation of parts takes three times the memory, for each of a million items.
  if (typeof key === 'number') return [path, '[', key, ']'].join('');
  return path === '' ? key : `${path}.${key}`;
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
