import { Command, CommanderError, Option } from 'commander';
import { version } from '../version.ts';
import { type CommandEntry, catalogue } from './catalogue.ts';
import {
  type ExitCode,
  type Io,
  isClosedPipe,
  isWriteError,
  reasonNotWritten,
  settled,
} from './io.ts';
import { type OptionName, optionTable } from './option-table.ts';

/** Runs one command line. Never exits the process: the caller sets `process.exitCode`. */
export async function main(argv: readonly string[], given: Io): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const io = withDeafErrors(given);
  const program = newProgram(io);
  // A command that is named first needs no other; the program's help and "did you mean" do.
  const named = catalogue.filter(({ name }) => name === argv[0]);
  for (const entry of named.length > 0 ? named : catalogue) {
    addCommand(program, entry).action(async (...parsed: unknown[]) => {
      const command = parsed.at(-1) as Command;
      if (command.opts()['help'] && command.args.length === 0) return command.outputHelp();
      const { run } = await entry.load();
      exitCode = await run(command.args, command.opts(), io);
    });
  }
  // A reader that stops early, or a full disk, must not become an uncaught error. Some writes fail
  // after their command is done: the listeners stay.
  const refused: unknown[] = [];
  io.stdout.on('error', (error) => refused.push(error));
  try {
    await program.parseAsync(withoutHelp(argv), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? 0 : 2;
    else if (isWriteError(error)) refused.push(error);
    else {
      const { reportError } = await import('./commands/index.ts');
      exitCode = await reportError(error, argv, io);
    }
  }
  await settled(io.stdout);
  // An error of a file comes after the write: `errored` has it at once.
  const reason = [...refused, io.stdout.errored].find((error) => error && !isClosedPipe(error));
  if (!reason) return exitCode;
  io.stderr.write(`cannot write to stdout: ${reasonNotWritten(reason)}\n`);
  return 2;
}

/** "help" of a command that there is not says no more than the command itself does. */
function withoutHelp(argv: readonly string[]): string[] {
  const [first, about] = argv;
  const isKnown =
    about === undefined || ['help', ...catalogue.map(({ name }) => name)].includes(about);
  return first === 'help' && !isKnown ? argv.slice(1) : [...argv];
}

/** The same streams; errors of stderr have nowhere to be told. Node sets it up when it is first used. */
function withDeafErrors(io: Io): Io {
  let stderr: Io['stderr'] | null = null;
  return {
    get stdin() {
      return io.stdin;
    },
    stdout: io.stdout,
    get stderr() {
      stderr ??= io.stderr.on('error', () => {});
      return stderr;
    },
    env: io.env,
  };
}

function newProgram(io: Io): Command {
  return new Command('dystonia-stats')
    .description(
      'Reproduces the numbers that a clinical paper reports, from the summary statistics that it ' +
        'prints: effect sizes, confidence intervals, improvement rates, and what must be true of the patients.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => helpWidth(io),
      getErrHelpWidth: () => helpWidth(io),
    })
    .showHelpAfterError('(--help says what is possible)')
    .addHelpText(
      'after',
      `
Examples:
  dystonia-stats summarize                      the bundled study, as tables
  dystonia-stats summarize study.json --json    your own, as JSON

Exit codes: 0 done, the answer is yes; 1 the answer is no; 2 the command line or
an input file is wrong; 70 an internal error. Nothing is sent anywhere.`,
    );
}

const helpWidth = (io: Io): number =>
  Math.min(Number(io.env['COLUMNS']) || io.stdout.columns || 80, 100);

function addCommand(program: Command, entry: CommandEntry): Command {
  const command = program.command(entry.name).description(entry.summary);
  if (entry.argument) command.argument(...entry.argument);
  if (entry.ownOptions) command.allowUnknownOption().allowExcessArguments();
  // Each of its methods has help of its own.
  if (entry.ownHelp) command.helpOption(false);
  for (const name of entry.options) addOption(command, name, entry);
  if (entry.ownHelp) command.option('-h, --help', 'print help, or that of a method or check');
  const examples = entry.examples.map((line) => `  ${line}`).join('\n');
  const exitCodes = entry.exitCodes.replace(/^|(?<=;) /g, '\n  ').replaceAll(';', '');
  const notes = entry.notes === undefined ? '' : `\n\n${entry.notes}`;
  return command.addHelpText(
    'after',
    `\nExamples:\n${examples}${notes}\n\nExit codes:${exitCodes}`,
  );
}

function addOption(command: Command, name: OptionName, { formats, own }: CommandEntry): void {
  const definition: { flags: string; description: string; repeat?: boolean } = optionTable[name];
  const possible = name === 'format' && formats ? `: ${formats.join(', ')}` : '';
  const option = new Option(
    definition.flags,
    own?.[name] ?? definition.description.replace(/^output format/, `$&${possible}`),
  );
  if (definition.repeat) {
    option.argParser((value: string, previous: string[] = []) => [...previous, value]);
  }
  command.addOption(option);
  if (name === 'color') command.addOption(new Option('--no-color').hideHelp());
}
