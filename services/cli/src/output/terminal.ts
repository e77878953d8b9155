import type { Environment } from '../config/environment.js';
import { Progress } from './progress.js';
import { createStyle, type Style } from './style.js';

interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The two outputs of a call: stdout for the answer, stderr for progress and logs. */
export interface Terminal {
  readonly style: Style;
  readonly errorStyle: Style;
  /** Writes to stdout and adds a line end. */
  line(text: string): void;
  /** Writes to stderr and adds a line end. */
  note(text: string): void;
  progress(): Progress;
}

function styleOf(stream: OutputStream, colourAllowed: boolean): Style {
  const isTerminal = stream.isTTY === true;
  // A terminal that was never given a size reports 0 columns.
  const columns = isTerminal && stream.columns !== 0 ? stream.columns : undefined;
  return createStyle(isTerminal && colourAllowed, columns);
}

/** The terminal of a process: colours and widths only where a stream is one. */
export function createTerminal(
  environment: Pick<Environment, 'colourAllowed'>,
  stdout: OutputStream = process.stdout,
  stderr: OutputStream = process.stderr,
): Terminal {
  return {
    style: styleOf(stdout, environment.colourAllowed),
    errorStyle: styleOf(stderr, environment.colourAllowed),
    line: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    progress: () => new Progress(stderr),
  };
}
