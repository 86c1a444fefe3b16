import { type Verdict, verdictLevels, verdicts } from '../checks/engine/finding.ts';
import type { Topic } from './topics.ts';

/** What each verdict means. */
export const meanings: Readonly<Record<Verdict, string>> = {
  reproduced:
    'computing from the printed inputs as they stand gives the printed figure, to its last digit',
  possible: 'there is nothing to compute again, and the figures can stand together',
  'within-rounding':
    'some inputs that round to what is printed give it, or it fits if digits were cut off, and the finding says so',
  'not-checkable': 'an input is missing; the finding names it, and what would be needed',
  unexplained: 'no method that was tried gives it, and the study file does not say how it was made',
  inconsistent:
    'the relation is a definition, or the study file names the method, and no inputs that round to what is printed give it',
  'impossible-as-entered': 'no data set has these figures on the conditions that the finding lists',
};

/** What the verdicts mean, and what to do with a finding. */
export const checkTopic: Topic = {
  id: 'check',
  title: 'Printed figures against one another',
  aliases: ['checks', 'verdict', 'verdicts', 'finding', 'findings', 'accept'],
  sections: [
    {
      title: 'In a sentence',
      paragraphs: [
        'What a paper prints often determines other figures that it prints: a percentage follows from ' +
          'two counts, a mean of whole scores has few possible values, a P follows from means, SDs and ' +
          'numbers of patients. Each check computes one such figure again and says whether it can be.',
      ],
    },
    {
      title: 'A printed figure is an interval',
      paragraphs: [
        '“4.30” stands for every value that rounds to it. A check computes over all values that the ' +
          'inputs can stand for. It calls a figure wrong only if none of them gives it; that is a proof, ' +
          'not a hunch. Before, it tries the other reasonable readings (digits cut off, another test, SE ' +
          'for SD, the SD of a population) and names the one that fits.',
      ],
    },
    {
      title: 'Verdicts, mildest first',
      paragraphs: verdicts.map(
        (verdict) => `${verdict} (${verdictLevels[verdict]}): ${meanings[verdict]}.`,
      ),
    },
    {
      title: 'What to do with a finding',
      paragraphs: [
        'First compare the line of the study file with the source: most findings are slips in copying. ' +
          'If the line is right, ask the authors; --format markdown writes the question. Only if no ' +
          'answer comes, write to the journal. A finding is arithmetic about printed figures. A misprint, ' +
          'missing values, another number of patients or a method that is not named can explain it. It is ' +
          'not evidence of misconduct.',
        'A figure that has been explained can be accepted in the study file, on the figure itself: ' +
          '{ "text": "17.0", "accept": { "check": "percent-of-count", "because": "…" } }. It is shown with ' +
          'the reason from then on, and no longer changes the exit code. A reason that is no longer needed ' +
          'is told.',
      ],
    },
    {
      title: 'What agreement is worth',
      paragraphs: [
        'Figures that agree can still be wrong together, and many wrong figures would agree as well. ' +
          'Therefore other figures are tried in the place of each: the report says what share a check ' +
          'would have called an error, and how many slips of the last digit would have shown. A check that ' +
          'catches nothing says so.',
      ],
    },
    {
      title: 'In CI',
      paragraphs: [
        'Exit code 1 when a finding is at or above --fail-on (default: error) and not accepted, 2 when a ' +
          'file is wrong, or when no study is named or found. --format github, junit, sarif and tap are for CI; --format may ' +
          'repeat, with a file each.',
      ],
    },
  ],
  references: [],
};
