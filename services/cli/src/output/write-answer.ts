import type { Answer, ErrorBlock } from './answer.js';
import type { CommandError } from './command-error.js';
import { type ExitCode, exitCodes } from './exit-code.js';
import { printable } from './printable.js';
import { snakeCase } from './snake-case.js';
import type { Terminal } from './terminal.js';

function jsonLine(document: object): string {
  return JSON.stringify(snakeCase(document));
}

function errorDocument(error: ErrorBlock): object {
  return { code: error.code, message: error.message, hint: error.hint ?? null };
}

/** Prints a command's answer in the form the caller asked for. */
export function writeAnswer(answer: Answer, json: boolean, terminal: Terminal): ExitCode {
  if (json) {
    const error = answer.error === undefined ? {} : { error: errorDocument(answer.error) };
    terminal.line(jsonLine({ ...error, ...answer.document }));
  } else {
    const text = answer.text(terminal.style);
    if (text !== '') terminal.line(text);
  }
  return answer.exitCode ?? exitCodes.done;
}

/** Prints a failure: a document on stdout for scripts, sentences on stderr for people. */
export function writeError(error: CommandError, json: boolean, terminal: Terminal): ExitCode {
  if (json) terminal.line(jsonLine({ error: errorDocument(error) }));
  else writeErrorText(error, terminal);
  if (error.exitCode === exitCodes.internal && error.cause instanceof Error) {
    terminal.note(error.cause.stack ?? error.cause.message);
  }
  return error.exitCode;
}

function writeErrorText(error: ErrorBlock, terminal: Terminal): void {
  const style = terminal.errorStyle;
  terminal.note(`${style.red('error:')} ${printable(error.message)} ${style.dim(`(${error.code})`)}`);
  if (error.hint !== undefined) terminal.note(`${style.dim('hint:')}  ${printable(error.hint)}`);
}
