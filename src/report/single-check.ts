import { type Level, levelOf } from '../checks/finding.ts';
import type { SingleCheck, SingleResult } from '../checks/single.ts';
import { formatPercent } from './digits.ts';
import type { List, Part } from './document.ts';
import { enumerate, upperFirst } from './words.ts';

/** One check applied to figures that were typed. Plain data. */
export interface CheckedFigures extends SingleResult {
  readonly check: string;
  readonly title: string;
  readonly level: Level;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A result with what it is a result of. */
export function checkedFigures(
  { id, title }: SingleCheck,
  inputs: Readonly<Record<string, string>>,
  result: SingleResult,
): CheckedFigures {
  return { check: id, title, inputs, ...result, level: levelOf(result.verdict) };
}

/** The verdicts in words, for people. */
const verdictWords: Readonly<Record<SingleResult['verdict'], string>> = {
  reproduced: 'Reproduced.',
  possible: 'Possible.',
  'within-rounding': 'Possible within rounding.',
  'not-checkable': 'Not checkable.',
  unexplained: 'Unexplained.',
  inconsistent: 'Inconsistent.',
  'impossible-as-entered': 'Impossible as entered.',
};

/** A result as a page: the answer with its arithmetic, then on what it rests and what it is worth. */
export function singleCheckParts(checked: CheckedFigures): readonly Part[] {
  const { title, verdict, why, conditions, tried, power, inputs } = checked;
  const figures = Object.entries(inputs).map(
    ([name, text]) => `${name === 'sd' ? 'SD' : name} ${text}`,
  );
  const others = tried.filter(({ fits }) => !fits).map(({ assumption }) => assumption);
  const worth =
    power === null
      ? []
      : [
          power === 0
            ? 'This could not have come out otherwise: every such figure passes.'
            : `Of all figures with as many decimals in this place, ${formatPercent(power)} % would be impossible.`,
        ];
  return [
    { kind: 'heading', title, lines: [`${upperFirst(enumerate(figures))}.`] },
    { kind: 'text', title: 'Answer', paragraphs: [`${verdictWords[verdict]} ${why}`] },
    ...list('If', conditions),
    ...list('What it is worth', [
      ...(others.length > 0 ? [`Tried as well, without success: ${others.join('; ')}.`] : []),
      ...worth,
    ]),
  ];
}

function list(title: string, texts: readonly string[]): List[] {
  if (texts.length === 0) return [];
  return [{ kind: 'list', title, items: texts.map((text) => ({ mark: '·', text })) }];
}

/** All checks that can be used by themselves, with their fields. */
export function singleChecksList(checks: readonly SingleCheck[]): Part {
  return {
    kind: 'list',
    title: 'Consistency checks',
    items: checks.map(({ id, title, fields }) => {
      const names = Object.entries(fields).map(([name, { optional }]) =>
        optional ? `[--${name}]` : `--${name}`,
      );
      return { mark: id, text: `${title} ${names.join(' ')}` };
    }),
  };
}
