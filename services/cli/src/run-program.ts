import { Command, CommanderError } from 'commander';
import { addCommand } from './add-command.js';
import type { CommandDefinition } from './command.js';
import { commands } from './commands/index.js';
import type { Environment } from './config/environment.js';
import { asCommandError } from './output/as-command-error.js';
import { type ExitCode, exitCodes } from './output/exit-code.js';
import type { Terminal } from './output/terminal.js';
import { writeError } from './output/write-answer.js';

const groupSummaries: Readonly<Record<string, string>> = {
  jobs: 'jobs of the farm: list, show, follow, cancel, run again',
  boards: 'boards of the farm: list, show, drain, quarantine, release, check',
  competition: 'competitions and their phases: list, create, update',
  phase: 'phases: open, close, publish, refreeze',
  evaluation: 'final evaluation of a phase: start, show',
  table: 'the results table as a file',
  team: 'teams of the challenge',
  token: 'access tokens',
  dataset: 'pictures that fidelity is measured on',
};

function groupOf(program: Command, words: readonly string[]): Command {
  let group = program;
  for (const word of words) {
    const existing = group.commands.find((command) => command.name() === word);
    group = existing ?? group.command(word).description(groupSummaries[word] ?? '');
  }
  return group;
}

/** Parses one command line, runs the command and says how the process shall exit. */
export async function runProgram(
  words: readonly string[],
  environment: Environment,
  terminal: Terminal,
  definitions: readonly CommandDefinition[] = commands,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  let complaint = '';
  const json = words.includes('--json') || words.includes('--json-lines');
  const program = new Command('npufarm')
    .description('A remote device farm for INT8 networks on edge NPUs')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.line(text.trimEnd()),
      writeErr: (text) => void (complaint += text),
    });
  for (const definition of definitions) {
    const path = definition.path.split(' ');
    const group = groupOf(program, path.slice(0, -1));
    addCommand(group, path.at(-1) ?? '', definition, {
      environment,
      terminal,
      finish: (code) => {
        exitCode = code;
      },
    });
  }
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    if (error instanceof CommanderError && error.code === 'commander.help' && !json) {
      terminal.note(complaint.trimEnd());
      return exitCodes.usage;
    }
    return writeError(asCommandError(error), json, terminal);
  }
  return exitCode;
}
