import { CommandError } from './command-error.js';
import { exitCodes } from './exit-code.js';

/** A call that cannot be understood: a wrong option, a missing value. */
export function usageError(message: string, hint?: string): CommandError {
  return new CommandError({ code: 'cli.usage', message, hint, exitCode: exitCodes.usage });
}
