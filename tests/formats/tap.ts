/** A point of a TAP document, with the points of its subtest. */
export interface Point {
  readonly ok: boolean;
  readonly description: string;
  readonly directive: { readonly kind: 'SKIP' | 'TODO'; readonly reason: string } | null;
  /** The block of YAML, whose values are JSON. */
  readonly diagnostics: Readonly<Record<string, unknown>> | null;
  readonly points: readonly Point[];
}

const version = 'TAP version 14';
const pointLine = /^(?<not>not )?ok (?<number>\d+) - (?<rest>.*)$/;
const directive = /^(?<text>(?:\\.|[^\\#])*?)(?: # (?<kind>SKIP|TODO)(?: (?<reason>.*))?)?$/;

/**
 * Reads a document as version 14 of the protocol describes it: version, plan, numbered points,
 * indented subtests that end in the point of the same name, blocks of YAML.
 *
 * @throws Error where the text is no such document
 */
export function parseTap(source: string): readonly Point[] {
  const lines = source.split('\n');
  if (lines.shift() !== version) throw new Error('no version');
  if (lines.pop() !== '') throw new Error('no line end at the end');
  return parsePoints(lines);
}

function parsePoints(lines: readonly string[]): readonly Point[] {
  const points: Point[] = [];
  let planned: number | null = null;
  let subtest: string[] = [];
  let name: string | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const plan = /^1\.\.(\d+)( # .*)?$/.exec(line);
    const point = pointLine.exec(line)?.groups;
    if (line.startsWith('    ')) {
      subtest.push(line.slice(4));
    } else if (plan) {
      if (planned !== null) throw new Error('two plans');
      planned = Number(plan[1]);
    } else if (line.startsWith('# Subtest: ')) {
      name = line.slice('# Subtest: '.length);
    } else if (point) {
      if (Number(point['number']) !== points.length + 1) throw new Error(`out of order: ${line}`);
      const parts = directive.exec(point['rest'] ?? '')?.groups;
      if (!parts) throw new Error(`an unescaped # in ${line}`);
      if (name !== null && parts['text'] !== name)
        throw new Error(`subtest ${name} ends in ${line}`);
      const block = yamlBlock(lines, at + 1);
      points.push({
        ok: point['not'] === undefined,
        description: (parts['text'] ?? '').replace(/\\(.)/g, '$1'),
        directive: parts['kind']
          ? { kind: parts['kind'] as 'SKIP' | 'TODO', reason: parts['reason'] ?? '' }
          : null,
        diagnostics: block?.values ?? null,
        points: parsePoints(subtest.length > 0 ? subtest : ['1..0']),
      });
      at = block?.end ?? at;
      [subtest, name] = [[], null];
    } else {
      throw new Error(`neither plan nor point: ${line}`);
    }
  }
  if (planned !== points.length) throw new Error(`${planned} planned, ${points.length} found`);
  return points;
}

function yamlBlock(lines: readonly string[], from: number) {
  if (lines[from] !== '  ---') return null;
  const end = lines.indexOf('  ...', from);
  if (end < 0) throw new Error('a block of YAML without an end');
  const values = lines.slice(from + 1, end).map((line) => {
    const found = /^ {2}(\w+): (.*)$/.exec(line);
    if (!found) throw new Error(`no value of YAML: ${line}`);
    return [found[1], JSON.parse(found[2] ?? '')] as const;
  });
  return { values: Object.fromEntries(values), end };
}
