import type { ExitCode } from './exit-code.js';
import type { Style } from './style.js';

/** The error block of a JSON document. */
export interface ErrorBlock {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/** What a command hands back: one document for scripts and a text for people. */
export interface Answer {
  /** camelCase keys in the order they shall be printed. */
  readonly document: object;
  readonly text: (style: Style) => string;
  readonly exitCode?: ExitCode;
  /** For scripts, when the command did its work and the outcome is a failure (a refused model); the text tells it too. */
  readonly error?: ErrorBlock;
}
