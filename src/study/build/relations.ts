import { printedByPath } from '../every.ts';
import type { JsonNode } from '../json-tree.ts';
import type { Count, Expression, Printed, Relation } from '../model.ts';
import { Place } from '../place.ts';
import { type ParsedExpression, parseExpression } from '../relation.ts';
import type { SourceText } from '../source-text.ts';
import { suggestion } from '../suggest.ts';
import type { Problems } from '../validate.ts';
import type { StudyParts } from './study.ts';

/** Reads the relations of a study and looks up every path in them. */
export function buildRelations(
  text: SourceText,
  root: JsonNode,
  study: StudyParts,
  problems: Problems,
): Relation[] {
  const places = new Place(text, root).items('relations', (at) => at);
  if (places.length === 0) return [];
  const printed = printedByPath(study);
  return places.flatMap((place) => {
    const that = readSide(place.get('that'), printed, problems);
    const equals = readSide(place.get('equals'), printed, problems);
    if (!that || !equals) return [];
    const written = `${place.string('that')} = ${place.string('equals')}`;
    return [{ that, equals, text: written, where: place.where }];
  });
}

type ByPath = ReadonlyMap<string, Printed | Count>;

function readSide(place: Place | null, printed: ByPath, problems: Problems): Expression | null {
  if (place?.node.kind !== 'string') return null;
  let parsed: ParsedExpression;
  try {
    parsed = parseExpression(place.node.value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    problems.add(
      error.message,
      place.path,
      place.node,
      'Write "a.path + another.path", with blanks',
    );
    return null;
  }
  const unknown: string[] = [];
  const expression = lookUp(parsed, printed, unknown);
  for (const path of unknown) {
    problems.add(
      `no printed figure stands at ${JSON.stringify(path.slice(0, 120))}`,
      place.path,
      place.node,
      suggestion(path, [...printed.keys()], false),
    );
  }
  return unknown.length === 0 ? expression : null;
}

function lookUp(parsed: ParsedExpression, printed: ByPath, unknown: string[]): Expression | null {
  switch (parsed.kind) {
    case 'number':
      return parsed;
    case 'path': {
      const found = printed.get(parsed.path);
      if (found) return { ...parsed, printed: found };
      unknown.push(parsed.path);
      return null;
    }
    case 'negative': {
      const of = lookUp(parsed.of, printed, unknown);
      return of && { kind: 'negative', of };
    }
    case 'operation': {
      const left = lookUp(parsed.left, printed, unknown);
      const right = lookUp(parsed.right, printed, unknown);
      return left && right && { ...parsed, left, right };
    }
  }
}
