import type { Finding } from '../checks/engine/finding.ts';
import type { StudyFindings } from '../checks/engine/run.ts';
import type { Text } from './document.ts';
import { placeText } from './place.ts';
import { enumerate } from './words.ts';

/**
 * How far the checks went, what came of it, and what that is worth.
 *
 * @param leftOut whether some checks were not asked for
 */
export function closing(
  found: StudyFindings,
  textOf: ReadonlyMap<string, string>,
  { verbose, leftOut }: { readonly verbose: boolean; readonly leftOut: boolean },
): Text {
  const { wrong, unexplained } = found.count;
  const clean = wrong === 0 && unexplained === 0;
  return {
    kind: 'text',
    title: 'In all',
    paragraphs: [
      `${extent(found, verbose, leftOut)} ${clean ? agreementCount(found) : outcome(found)}`.trim(),
      ...(clean ? [worth(found, textOf)] : [advice(found)]),
    ].filter(Boolean),
  };
}

/** "31 printed figures: 27 checked, 4 not checkable (--verbose says what is missing)." */
function extent({ count }: StudyFindings, verbose: boolean, leftOut: boolean): string {
  const { printed, checked, notChecked } = count;
  const figures = `${printed} printed ${printed === 1 ? 'figure' : 'figures'}`;
  if (printed === 0) return 'No printed figure: there is nothing to check.';
  if (notChecked.length === 0) {
    return printed === 1 ? `${figures}, checked:` : `${figures}, all checked:`;
  }
  const more = verbose ? '' : ' (--verbose says what is missing)';
  const done = checked === 0 ? 'none' : checked;
  // What a check that was not asked for would say, nobody knows.
  if (leftOut) return `${figures}: ${done} checked, ${notChecked.length} not by these checks.`;
  return `${figures}: ${done} checked, ${notChecked.length} not checkable${more}.`;
}

function agreementCount({ count }: StudyFindings): string {
  const { checked, agree, withinRounding, accepted } = count;
  if (checked === 0) return '';
  const within = withinRounding > 0 ? ` (${withinRounding} of them only within rounding)` : '';
  const agreeing = agree + withinRounding;
  const verb = agreeing === 1 ? 'agrees' : 'agree';
  return `${agreeing} ${verb} with one another${within}, 0 do not${acceptedText(accepted)}.`;
}

/** "24 agree as printed, 2 within rounding, 0 unexplained, 1 does not follow from the others: …" */
function outcome({ count, findings }: StudyFindings): string {
  const { agree, withinRounding, unexplained, wrong, accepted } = count;
  const at = (level: Finding['level']) => placesOf(findings, level);
  const parts = [
    `${agree} ${agree === 1 ? 'agrees' : 'agree'} as printed`,
    `${withinRounding} within rounding${acceptedText(accepted)}`,
    `${wrong} ${wrong === 1 ? 'does' : 'do'} not follow from the others`,
  ];
  // Each number stands before its places, which come last.
  if (wrong === 0) return `${parts.join(', ')}, ${unexplained} unexplained: ${at('warning')}.`;
  const open = unexplained > 0 ? `${unexplained} unexplained (${at('warning')})` : '0 unexplained';
  return `${parts[0]}, ${parts[1]}, ${open}, ${parts[2]}: ${at('error')}.`;
}

function acceptedText(accepted: number): string {
  return accepted === 0 ? '' : `, ${accepted} accepted with a reason`;
}

const mostPlaces = 5;

function placesOf(findings: readonly Finding[], level: Finding['level']): string {
  const open = findings.filter((each) => each.level === level && each.accepted === null);
  const places = [...new Set(open.map(({ where }) => placeText(where)))];
  if (places.length <= mostPlaces) return enumerate(places);
  return `${places.slice(0, mostPlaces).join(', ')} and ${places.length - mostPlaces} more`;
}

function advice({ count: { wrong, unexplained } }: StudyFindings): string {
  const one = wrong + unexplained === 1;
  const [line, it] = one ? ['that line', 'it is'] : ['those lines', 'they are'];
  const what = one ? 'it' : 'them';
  return (
    `Compare ${line} with the source first. If ${it} copied correctly, a misprint, another number of ` +
    `patients or a method that is not named can explain ${what}. It is not evidence of misconduct.`
  );
}

/** What agreement cannot show. */
function worth(found: StudyFindings, textOf: ReadonlyMap<string, string>): string {
  if (found.count.checked === 0) return '';
  const nothing = saysNothing(found.findings, textOf);
  const { caught, of } = slipsOfMeans(found);
  const shown = caught === 0 ? 'none' : String(caught);
  const slips = `of ${of} last-digit slips in the means and SDs, ${shown} would show`;
  const little = of > 0 && caught < of / 2;
  const sentences = [
    nothing && little
      ? `Agreement says nothing about ${nothing}, and little about the last digits: ${slips}.`
      : nothing
        ? `Agreement says nothing about ${nothing}.`
        : little
          ? `Agreement says little about the last digits: ${slips}.`
          : '',
    of > 0 && !little ? `${slips.replace('of', 'Of')}.` : '',
    found.strength.triable > 0 && !found.strength.tried
      ? `What the ${found.strength.triable} findings would catch was not computed: they are too many.`
      : '',
    'This compares printed figures with one another. It cannot show that they are right.',
  ];
  return sentences.filter(Boolean).join(' ');
}

/** "3 of them (18, 9, 7: smaller counts would pass as well)": figures that only weak findings touch. */
function saysNothing(findings: readonly Finding[], textOf: ReadonlyMap<string, string>): string {
  const weak = new Map<string, string>();
  const strong = new Set<string>();
  for (const { verdict, weakness, where, figures } of findings) {
    if (verdict === 'not-checkable') continue;
    if (weakness === null) for (const path of figures) strong.add(path);
    else weak.set(where.path, weakness);
  }
  const paths = [...weak.keys()].filter((path) => !strong.has(path));
  const reasons = [...new Set(paths.map((path) => weak.get(path) ?? ''))];
  const groups = reasons.map((reason) => {
    const texts = paths
      .filter((path) => weak.get(path) === reason)
      .map((path) => textOf.get(path) ?? '?');
    const alike = [...new Set(texts)].map((text) => {
      const times = texts.filter((other) => other === text).length;
      return times > 1 ? `${text} (${times} times)` : text;
    });
    const shown = alike.length > 8 ? [...alike.slice(0, 7), 'others'] : alike;
    return `${shown.join(', ')}: ${reason}`;
  });
  return paths.length === 0 ? '' : `${paths.length} of them (${groups.join('; ')})`;
}

const ofScores: ReadonlySet<string> = new Set([
  'sample-exists',
  'grim',
  'grimmer',
  'debit',
  'sd-bounds',
]);

/** Of the means and SDs of scores, which only some data sets have; of others all digits can be. */
function slipsOfMeans({ slips, findings }: StudyFindings): { caught: number; of: number } {
  const scored = new Set(
    findings.filter(({ check }) => ofScores.has(check)).map(({ where }) => where.path),
  );
  const means = slips.filter(({ path }) => /\.(mean|sd)(\[\d+\])?$/.test(path) && scored.has(path));
  return {
    caught: means.reduce((sum, { lastDigit }) => sum + lastDigit.caught, 0),
    of: means.reduce((sum, { lastDigit }) => sum + lastDigit.of, 0),
  };
}
