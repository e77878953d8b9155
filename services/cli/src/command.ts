import type { Command } from 'commander';
import type { Environment } from './config/environment.js';
import type { FarmClient } from './connection/farm-client.js';
import type { FarmContext } from './connection/find-connection.js';
import type { Answer } from './output/answer.js';
import type { ExitCode } from './output/exit-code.js';
import type { Terminal } from './output/terminal.js';

/** Whose token a farm command uses when the caller names none. */
export type CallerRole = 'team' | 'organizer' | 'operator';

/** The outcome of a command that has written its own lines to stdout. */
export interface StreamedAnswer {
  readonly streamed: true;
  readonly exitCode?: ExitCode;
}

/** One call of a command. */
export interface Call<Arguments extends readonly unknown[], Options> {
  readonly arguments: Arguments;
  readonly options: Options;
  /** Whether stdout must hold exactly one JSON document. */
  readonly json: boolean;
  readonly terminal: Terminal;
  readonly environment: Environment;
  /** Aborted when the caller presses Ctrl-C; only farm commands see it. */
  readonly signal: AbortSignal;
  /**
   * The farm named by options, environment or `.npufarm/farm.json`; throws when there is none. The token of the file
   * is that of the command's caller unless another one is given.
   */
  readonly farm: (caller?: CallerRole) => Promise<FarmClient>;
  /** Competition, phase and team that `.npufarm/farm.json` names. */
  readonly farmContext: () => Promise<FarmContext>;
}

/** One verb of the command, as it stands in the list of commands. */
export interface CommandDefinition<
  Arguments extends readonly unknown[] = readonly unknown[],
  Options = object,
> {
  /** Words after `npufarm`, for example `jobs ls`. */
  readonly path: string;
  readonly summary: string;
  /** Absent for commands that work without a farm. */
  readonly caller?: CallerRole;
  /** Declares arguments and options beyond `--json`, `--url` and `--token`. */
  readonly configure?: (command: Command) => Command;
  readonly run: (call: Call<Arguments, Options>) => Promise<Answer | StreamedAnswer>;
}

/** Declares a command; the type arguments describe what `configure` declares. */
export function defineCommand<Arguments extends readonly unknown[], Options = object>(
  definition: CommandDefinition<Arguments, Options>,
): CommandDefinition {
  return definition as unknown as CommandDefinition;
}
