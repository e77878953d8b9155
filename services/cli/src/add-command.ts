import type { Command } from 'commander';
import type { CallerRole, CommandDefinition } from './command.js';
import type { Environment } from './config/environment.js';
import type { Connection } from './connection/find-connection.js';
import { CommandError } from './output/command-error.js';
import { type ExitCode, exitCodes } from './output/exit-code.js';
import type { Terminal } from './output/terminal.js';
import { writeAnswer } from './output/write-answer.js';

interface Surroundings {
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly finish: (exitCode: ExitCode) => void;
}

interface SharedOptions {
  readonly json?: boolean;
  readonly url?: string;
  readonly token?: string;
}

/** Aborts on the first Ctrl-C; a second one ends the process at once. */
function abortOnInterrupt(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort(
      new CommandError({
        code: 'cli.interrupted',
        message: 'interrupted by the caller',
        hint: 'what the farm already accepted goes on; see npufarm jobs ls',
        exitCode: exitCodes.cancelled,
      }),
    );
  };
  process.once('SIGINT', interrupt);
  return { signal: controller.signal, release: () => void process.removeListener('SIGINT', interrupt) };
}

function connectionFinder(
  options: SharedOptions,
  environment: Environment,
): (caller: CallerRole) => Promise<Connection> {
  const found = new Map<CallerRole, Promise<Connection>>();
  return (caller) => {
    const connection =
      found.get(caller) ??
      import('./connection/find-connection.js').then(({ findConnection }) =>
        findConnection({ url: options.url, token: options.token, caller }, environment),
      );
    found.set(caller, connection);
    return connection;
  };
}

/** Adds one command of the list to its group, with the options that all of its kind share. */
export function addCommand(
  group: Command,
  name: string,
  definition: CommandDefinition,
  { environment, terminal, finish }: Surroundings,
): void {
  const command = group.command(name).description(definition.summary);
  const configured = definition.configure?.(command) ?? command;
  configured.option('--json', 'print exactly one JSON document on stdout');
  if (definition.caller !== undefined) {
    configured
      .option('--url <url>', 'the farm (else NPUFARM_URL, else .npufarm/farm.json)')
      .option('--token <token>', 'your token (else NPUFARM_TOKEN, else .npufarm/farm.json)');
  }
  configured.action(async () => {
    const options = configured.opts<SharedOptions>();
    const interrupt = definition.caller === undefined ? undefined : abortOnInterrupt();
    const signal = interrupt?.signal ?? new AbortController().signal;
    const ownCaller = definition.caller ?? 'team';
    const connection = connectionFinder(options, environment);
    const json = options.json === true;
    try {
      const answer = await definition.run({
        arguments: configured.processedArgs,
        options,
        json,
        terminal,
        environment,
        signal,
        farm: async (caller = ownCaller) => {
          const { FarmClient } = await import('./connection/farm-client.js');
          return new FarmClient(await connection(caller), signal);
        },
        farmContext: () => connection(ownCaller),
      });
      finish(
        'streamed' in answer ? (answer.exitCode ?? exitCodes.done) : writeAnswer(answer, json, terminal),
      );
    } finally {
      interrupt?.release();
    }
  });
}
