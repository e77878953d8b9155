import { check } from './check/check.js';
import { cpuPicture } from './cpu/cpu-picture.js';
import { cpuTime } from './cpu/cpu-time.js';
import { describe } from './describe/describe.js';
import { networks } from './networks/networks.js';
import { EXIT_USAGE } from './exit-codes.js';
import { serve } from './serve/serve.js';

/** Runs with the arguments behind its name and resolves to the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** The list of commands. */
const commands: Readonly<Record<string, Command>> = {
  check,
  'cpu-picture': cpuPicture,
  'cpu-time': cpuTime,
  describe,
  networks,
  serve,
};

/** The command of a name; an unknown name gives one that says which there are. */
export function findCommand(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command ?? explain;
}

async function explain(): Promise<number> {
  process.stderr.write(`usage: emulator ${Object.keys(commands).join(' | ')}\n`);
  return EXIT_USAGE;
}
