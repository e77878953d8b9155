import type { ExitCode } from './exit-code.js';

interface CommandErrorDetails {
  readonly code: string;
  readonly message: string;
  readonly exitCode: ExitCode;
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** A failure that a person or script can act on: a stable code, a sentence, a remedy and an exit status. */
export class CommandError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(details: CommandErrorDetails) {
    super(details.message, { cause: details.cause });
    this.name = 'CommandError';
    this.code = details.code;
    this.exitCode = details.exitCode;
    this.hint = details.hint;
  }
}
