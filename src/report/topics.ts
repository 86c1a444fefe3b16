import { type ReferenceKey, references } from '../references.ts';
import type { Part } from './document.ts';
import { formatReference } from './explain.ts';
import { checkTopic } from './topic-check.ts';

/** Something that a reader should understand before relying on it, in plain words. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly sections: readonly {
    readonly title: string;
    readonly paragraphs: readonly string[];
  }[];
  readonly references: readonly ReferenceKey[];
}

/** What `explain` explains beside methods and checks. */
export const topics: readonly Topic[] = [
  checkTopic,
  {
    id: 'bounds',
    title: 'What must be true of the patients',
    aliases: ['must-be-true', 'witness'],
    sections: [
      {
        title: 'In a sentence',
        paragraphs: [
          'From the means, SDs and number of patients that a paper prints, and from the scores that ' +
            'the scale allows, it is proved how many patients at least, and at most, can have improved. ' +
            'The scores of single patients and the correlation of the two visits are not needed.',
        ],
      },
      {
        title: 'Why that is possible',
        paragraphs: [
          'A scale of whole points leaves few ways to share 171 patients out over the scores so that ' +
            'mean and SD come out as printed. Before treatment there may be 6 such ways, afterwards 256: ' +
            'then there are 1536 pairs, and every one is gone through. For one pair the fewest patients ' +
            'who can have risen are found by pairing the highest first scores with the lowest second ' +
            'ones as far as that avoids a rise; that nothing gives fewer is a theorem.',
          'Each end that is called reached comes with a whole data set that has it. --witness writes ' +
            'them as CSV, one row a patient. Load one into any statistics program: n, means and SDs are ' +
            'the printed ones, and so is the end.',
        ],
      },
      {
        title: 'On which conditions',
        paragraphs: [
          '(1) The printed figures are right. (2) The same patients were scored both times. (3) The ' +
            'scale has the stated step. (4) The SDs divide by n − 1. They stand above every result, with ' +
            'a note where a paper does not print them. If one fails, the result may fail. Where the step ' +
            'is assumed, the result for half the step is given too; where n is in doubt, the result over ' +
            'every n that fits; --n tries others.',
          'A printed figure stands for every value that rounds to it.',
        ],
      },
      {
        title: 'Further printed figures',
        paragraphs: [
          'A printed correlation, SD of the change, t or P of the paired t test leaves fewer data sets. ' +
            'A P is used only when the test is named as a paired t test and P is a value, not a limit ' +
            'such as <.001. Bounds are then proved by leaving out the pairs that cannot have the figure, and ' +
            'by a linear program whose answer is checked in whole numbers. They may not be reached; where ' +
            'a data set is known that comes near, its number stands in brackets.',
          'The same program serves scales too wide to go through every pair.',
        ],
      },
      {
        title: 'Without a step',
        paragraphs: [
          'Of single patients nothing is proved, and nothing is called impossible. What is left are the ' +
            'general bounds: a correlation lies between −1 and 1, so the SD of the change lies between ' +
            'the difference and the sum of the two SDs, and t and P between what these give.',
        ],
      },
      {
        title: 'What it does not say',
        paragraphs: [
          'That a number is possible does not make it likely. A bound says nothing about why the scores ' +
            'changed. A small P says that so large a mean change would be rare if the true one were zero.',
        ],
      },
    ],
    references: ['brown2017', 'anaya2016', 'heathers2018', 'jung2025', 'bland1977'],
  },
  {
    id: 'reconstruct',
    title: 'The data sets behind a mean and an SD',
    aliases: ['sprite', 'closure'],
    sections: [
      {
        title: 'In a sentence',
        paragraphs: [
          'All ways to share n patients out over the scores of a scale so that mean and SD come out as ' +
            'printed: whether there is one, how many there are, how many patients had each score at ' +
            'least, at most and in the mean of all of them.',
        ],
      },
      {
        title: 'How it is done',
        paragraphs: [
          'With scores counted in steps from the lowest, the mean leaves a few whole sums S of the ' +
            'scores and the SD a few whole sums Q of their squares. The data sets are the whole-number ' +
            'solutions of: counts add to n, counts times scores to S, counts times squares to Q. All of ' +
            'them are found, in whole numbers; nothing is sampled and nothing is lost to rounding. Counting ' +
            'does not list them, so that 95 billion take a fraction of a second.',
          'GRIM asks whether a mean, and GRIMMER whether an SD is possible; SPRITE looks for some data ' +
            'sets by chance, CLOSURE lists them all.',
        ],
      },
      {
        title: 'On which conditions',
        paragraphs: [
          'The figures are right, the scale has the stated scores, the SD divides by n − 1 (or by n: ' +
            '--population-sd), and figures were rounded to the nearest, ties either way (--rounding). ' +
            '--median, --range and --count-of add what else is printed.',
        ],
      },
      {
        title: 'When there is none',
        paragraphs: [
          'Then the figures do not belong together on these conditions, and the nearest possible SD and ' +
            'mean are given. A misprint, half points, another n or another way of computing the SD can ' +
            'explain it: compare with the source before anything else.',
        ],
      },
      {
        title: 'What it does not say',
        paragraphs: [
          'The mean over all data sets counts each once. It is no likelihood: nothing is assumed about ' +
            'which data sets are more plausible.',
        ],
      },
    ],
    references: ['brown2017', 'anaya2016', 'heathers2018', 'jung2025'],
  },
];

/** The topic with this id or alias. */
export function findTopic(name: string): Topic | undefined {
  return topics.find(({ id, aliases }) => id === name || aliases.includes(name));
}

/** A topic as a page. */
export function explainTopic({ id, title, sections, references: keys }: Topic): readonly Part[] {
  return [
    { kind: 'heading', title: `${id}: ${title}`, lines: [] },
    ...sections.map((section) => ({ kind: 'text', ...section }) as const),
    ...(keys.length === 0 ? [] : [referenceList(keys)]),
  ];
}

function referenceList(keys: readonly ReferenceKey[]): Part {
  const items = keys.map((key) => ({ mark: '·', text: formatReference(references[key]) }));
  return { kind: 'list', title: 'References', items };
}

/** All topics as a list. */
export function explainTopics(): Part {
  return {
    kind: 'list',
    title: 'In plain words',
    items: topics.map(({ id, title }) => ({ mark: id, text: title })),
  };
}
