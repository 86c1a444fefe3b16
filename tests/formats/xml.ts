/** An element of an XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

interface Open extends Element {
  readonly children: Element[];
  text: string;
}

const token =
  /<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<\/(?<close>[\w.-]+)\s*>|<(?<open>[\w.-]+)(?<attributes>(?:\s+[\w.:-]+="[^"<]*")*)\s*(?<empty>\/?)>|(?<text>[^<]+)/y;

/**
 * Reads XML without DTD, namespaces and comments, as strictly as the standard asks: one root,
 * everything closed, attributes in quotes and once, no bare "&", no character that XML forbids.
 *
 * @throws Error where the text is not well formed
 */
export function parseXml(source: string): Element {
  const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(source);
  if (!declaration) throw new Error('no XML declaration');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
  const wrong = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(source);
  if (wrong) throw new Error(`forbidden character at ${wrong.index}`);
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [root];
  token.lastIndex = declaration[0].length;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const groups = token.exec(source)?.groups;
    const parent = stack.at(-1);
    if (!groups || !parent)
      throw new Error(`not well formed at ${at}: ${source.slice(at, at + 60)}`);
    if (groups['close'] !== undefined) {
      if (stack.pop()?.name !== groups['close']) throw new Error(`wrong end tag at ${at}`);
    } else if (groups['open'] !== undefined) {
      const attributes = attributesOf(groups['attributes'] ?? '');
      const element: Open = { name: groups['open'], attributes, children: [], text: '' };
      parent.children.push(element);
      if (groups['empty'] === '') stack.push(element);
    } else {
      parent.text += groups['cdata'] ?? decoded(groups['text'] ?? '');
    }
  }
  const [only] = root.children;
  if (stack.length !== 1 || root.children.length !== 1 || !only || root.text.trim() !== '') {
    throw new Error('not one closed root');
  }
  return only;
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\w.:-]+)="([^"]*)"/g)];
  const names = found.map(([, name]) => name);
  if (new Set(names).size !== names.length) throw new Error(`an attribute twice: ${text}`);
  return Object.fromEntries(found.map(([, name, value]) => [name ?? '', decoded(value ?? '')]));
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-fA-F]+)|(\w+));|&/g, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    const known = entities[name];
    if (known === undefined) throw new Error(`no such entity: ${whole}`);
    return known;
  });
}
