/** Arithmetic over paths, not yet looked up. */
export type ParsedExpression =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'negative'; readonly of: ParsedExpression }
  | {
      readonly kind: 'operation';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: ParsedExpression;
      readonly right: ParsedExpression;
    };

// A path may hold hyphens ("at.1-week.mean") and begin with a digit; an operator stands between blanks.
const tokenPattern = /\s*(?:([()])|([+*/×÷]|[-−–](?=[\s(]))|([^\s()+*/×÷]+))/y;
const numberPattern = /^\d+(?:\.\d+)?$/;
const deepest = 50;

/**
 * Reads "a.b - (c.d + 2) * e[0]": + - * / and brackets over paths and plain numbers.
 * A minus needs a blank after it, because ids have hyphens.
 *
 * @throws SyntaxError that says what was expected
 */
export function parseExpression(text: string): ParsedExpression {
  const tokens = tokensOf(text);
  let at = 0;
  const sum = (depth: number): ParsedExpression => {
    let left = product(depth);
    for (let next = tokens[at]; next === '+' || next === '-'; next = tokens[at]) {
      at += 1;
      left = { kind: 'operation', operator: next, left, right: product(depth) };
    }
    return left;
  };
  const product = (depth: number): ParsedExpression => {
    let left = factor(depth);
    for (let next = tokens[at]; next === '*' || next === '/'; next = tokens[at]) {
      at += 1;
      left = { kind: 'operation', operator: next, left, right: factor(depth) };
    }
    return left;
  };
  const factor = (depth: number): ParsedExpression => {
    if (depth > deepest) throw new SyntaxError('the brackets are nested too deep');
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw new SyntaxError('the arithmetic ends where a path is expected');
    if (token === '-') return { kind: 'negative', of: factor(depth + 1) };
    if (token === '(') {
      const inner = sum(depth + 1);
      if (tokens[at] !== ')') throw new SyntaxError('a bracket "(" is not closed');
      at += 1;
      return inner;
    }
    if (')+*/'.includes(token)) throw new SyntaxError(`a path is expected before "${token}"`);
    return numberPattern.test(token)
      ? { kind: 'number', text: token }
      : { kind: 'path', path: token };
  };
  const expression = sum(0);
  if (at < tokens.length) {
    throw new SyntaxError(`an operator between blanks is expected before "${tokens[at]}"`);
  }
  return expression;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < trimmed.length) {
    const match = tokenPattern.exec(trimmed);
    if (!match) throw new SyntaxError('this is not arithmetic over paths');
    const [, bracket, operator, word] = match;
    tokens.push(bracket ?? (operator ? (plainOperators[operator] ?? operator) : (word ?? '')));
  }
  return tokens;
}

const plainOperators: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '−': '-', '–': '-' };
