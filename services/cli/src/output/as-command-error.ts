import { CommanderError } from 'commander';
import { CommandError } from './command-error.js';
import { exitCodes } from './exit-code.js';
import { usageError } from './usage-error.js';

const issuesHint = 'this is a bug of npufarm: please report it with the command and this message';

/** Any thrown value as a failure with a code; what nobody foresaw is our own bug. */
export function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof CommanderError) {
    return usageError(error.message.replace(/^error: /, ''), 'see npufarm --help');
  }
  const message = error instanceof Error ? error.message : String(error);
  return new CommandError({
    code: 'cli.internal',
    message,
    hint: issuesHint,
    exitCode: exitCodes.internal,
    cause: error,
  });
}
