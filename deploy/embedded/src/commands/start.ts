import { join } from 'node:path';
import type { Environment } from '../config/environment.js';
import { removeFarmFile, writeFarmFile } from '../farm/farm-file.js';
import { sampleModelPath } from '../farm/sample-model-path.js';
import { seedNames } from '../farm/seed.js';
import { startFarm, type Farm } from '../farm/start-farm.js';
import { LaunchError } from '../launch-error.js';
import { findFreePort } from '../network/find-free-port.js';
import { isPortFree } from '../network/is-port-free.js';
import { repositoryRoot } from '../repository-root.js';

const preferredPort = 8080;

export interface StartOptions {
  readonly environment: Environment;
  readonly port: number | undefined;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** Boots the farm and keeps it until the signal aborts. @throws {LaunchError} when a part of the farm fails */
export async function start({ environment, port, signal, log }: StartOptions): Promise<number> {
  const checkoutHome = join(repositoryRoot, '.npufarm');
  const dataDirectory = environment.NPUFARM_HOME ?? checkoutHome;
  const httpPort = await choosePort(port);
  const farm = await startFarm({ dataDirectory, httpPort, environment, log, signal });
  const farmFiles = new Set([dataDirectory, checkoutHome]);
  try {
    for (const directory of farmFiles) writeFarmFile(directory, describeFarm(farm));
    process.stdout.write(
      [
        `npufarm runs at ${farm.url} until you press Ctrl-C. In another shell, in this directory:`,
        `  npx npufarm submit ${sampleModelPath()} --wait`,
        '  npx npufarm leaderboard',
        '',
      ].join('\n'),
    );
    const failure = await Promise.race([farm.failed, untilAborted(signal)]);
    if (failure !== undefined) throw failure;
    log('stopping');
    return 0;
  } finally {
    for (const directory of farmFiles) removeFarmFile(directory);
    await farm.stop();
  }
}

async function choosePort(port: number | undefined): Promise<number> {
  if (port === undefined) return findFreePort(preferredPort);
  if (port === 0 || (await isPortFree(port))) return port;
  throw new LaunchError(
    'launch.port-taken',
    `port ${port} is taken by another program`,
    'Name a free one with --port, or leave --port out to take the next free one.',
  );
}

function describeFarm({ url, tokens }: Farm): Parameters<typeof writeFarmFile>[1] {
  const { operator, organizer, team } = tokens;
  return {
    url,
    tokens: { operator, organizer, team },
    team: seedNames.team,
    competition: seedNames.competition,
    phase: seedNames.phase,
    pid: process.pid,
  };
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined));
  });
}
