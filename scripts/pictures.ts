/** The pictures of docs/pictures.md, with the commands that make them. */
export const shown: readonly {
  readonly file: string;
  readonly title: string;
  readonly command: string;
  readonly text: string;
}[] = [
  {
    file: 'change.svg',
    title: 'Means over the visits',
    command: 'dystonia-stats plot change -o docs/pictures/change.svg',
    text: 'On the whole scale, so that a small change looks small. The ends say which one is best.',
  },
  {
    file: 'flow.svg',
    title: 'Who scored higher, the same or lower',
    command: 'dystonia-stats plot flow -o docs/pictures/flow.svg',
    text: 'The paper prints means and SDs, not how many patients improved. The dark part holds in every data set that has these figures; the light part in some.',
  },
  {
    file: 'distribution.svg',
    title: 'Possible scores before and after',
    command: 'dystonia-stats plot distribution --of tsfd@1-week -o docs/pictures/distribution.svg',
    text: 'Least, mean and greatest number of patients with each score, over all data sets.',
  },
  {
    file: 'forest.svg',
    title: 'Shares of patients',
    command: 'dystonia-stats plot forest -o docs/pictures/forest.svg',
    text: 'Proportions, means or effect sizes with their intervals, of one study or several.',
  },
  {
    file: 'forest-methods.svg',
    title: 'The same figures by several methods',
    command:
      'dystonia-stats plot forest --method wilson,clopper_pearson,jeffreys,wald -o docs/pictures/forest-methods.svg',
    text: 'Why two programs print different intervals. With few patients the choice matters.',
  },
  {
    file: 'sensitivity.svg',
    title: 'What an assumed correlation does',
    command:
      'dystonia-stats plot sensitivity tests/fixtures/plots/tipping.json -o docs/pictures/sensitivity.svg',
    text: 'A made-up study whose P depends on the correlation of the two visits, which it does not print.',
  },
  {
    file: 'sensitivity-n.svg',
    title: 'What the number of patients does',
    command:
      'dystonia-stats plot sensitivity --of tsfd@12-months --n 20:171 -o docs/pictures/sensitivity-n.svg',
    text: 'How many patients were scored at 12 months is not printed. Each line is a number that fits.',
  },
  {
    file: 'checks.svg',
    title: 'Printed against recomputed',
    command: 'dystonia-stats plot checks -o docs/pictures/checks.svg',
    text: 'One line a figure; the axis counts units of its last printed digit.',
  },
];

/** The page, with the drawing of one of them in a terminal. */
export function pageText(inTerminal: {
  readonly command: string;
  readonly output: string;
}): string {
  const sections = shown.map(
    ({ file, title, command, text }) =>
      `## ${title}\n\n${text}\n\n\`\`\`sh\n${command}\n\`\`\`\n\n![${title}](pictures/${file})\n`,
  );
  return `# Pictures

Every picture of \`dystonia-stats plot\`, with the command that makes it. They are made again by
\`npm run pictures\`, and a test fails while they are not what the program draws. \`-o\` with a name
that ends in \`.png\` makes a PNG instead, \`--width\` sets its width. Every picture says what it shows,
for how many patients, by which method and on which conditions; it follows a reader's dark setting
and stays light in print.

${sections.join('\n')}
## In a terminal

Without a file the same pictures are drawn with characters, 60 to 140 columns wide.

\`\`\`console
$ ${inTerminal.command}
${inTerminal.output.trimEnd()}
\`\`\`
`;
}

/** The command whose drawing the page ends with. */
export const terminalCommand = 'dystonia-stats plot distribution --format terminal --width 80';
