import { parseArgs } from 'node:util';
import { demo } from './commands/demo.js';
import { start } from './commands/start.js';
import { readEnvironment } from './config/environment.js';
import { listenForInterruption } from './interruption.js';
import { LaunchError } from './launch-error.js';

const exitCodes = { usage: 2, infrastructure: 20, bug: 70, interrupted: 130 } as const;
const usage = 'usage: demo | start [--port NUMBER]';

/** Runs `demo` or `start`. @returns the exit code */
export async function runLauncher(args: readonly string[]): Promise<number> {
  const startedAtMs = performance.now();
  const log = (line: string): void => {
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    process.stderr.write(`[${seconds.padStart(5)} s] ${line}\n`);
  };
  const request = parseRequest(args);
  if (request === undefined) {
    process.stderr.write(`${usage}\n`);
    return exitCodes.usage;
  }
  let signal: AbortSignal | undefined;
  try {
    const environment = readEnvironment();
    signal = listenForInterruption({ watchStdin: environment.NPUFARM_EXIT_WITH_PARENT });
    return request.command === 'demo'
      ? await demo({ environment, signal, log })
      : await start({ environment, port: request.port, signal, log });
  } catch (error) {
    return signal?.aborted === true ? exitCodes.interrupted : explain(error);
  }
}

function parseRequest(
  args: readonly string[],
): { readonly command: 'demo' | 'start'; readonly port: number | undefined } | undefined {
  try {
    const options = { port: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [command, ...rest] = positionals;
    const port = values.port === undefined ? undefined : Number(values.port);
    const isPort = port === undefined || (Number.isInteger(port) && port >= 0 && port <= 65_535);
    if ((command !== 'demo' && command !== 'start') || rest.length > 0 || !isPort) return undefined;
    return { command, port };
  } catch {
    return undefined;
  }
}

function explain(error: unknown): number {
  if (error instanceof LaunchError) {
    process.stderr.write(`npufarm: ${error.message}\n  ${error.hint}\n`);
    return exitCodes.infrastructure;
  }
  process.stderr.write(
    `npufarm: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return exitCodes.bug;
}
