import { rmSync } from 'node:fs';
import type { Environment } from '../config/environment.js';
import { sampleModelPath } from '../farm/sample-model-path.js';
import { seedNames } from '../farm/seed.js';
import { startFarm } from '../farm/start-farm.js';
import { makeDemoDirectory, removeAbandonedDemos } from './demo-directory.js';
import { runCli } from './run-cli.js';

export interface DemoOptions {
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/**
 * Boots a farm, submits the bundled model as a participant, shows the leaderboard, and removes everything again.
 *
 * @returns the exit code of the command line
 */
export async function demo({ environment, signal, log }: DemoOptions): Promise<number> {
  await removeAbandonedDemos();
  const dataDirectory = environment.NPUFARM_HOME ?? makeDemoDirectory();
  try {
    const farm = await startFarm({ dataDirectory, environment, log, signal });
    try {
      const connection = { NPUFARM_URL: farm.url, NPUFARM_TOKEN: farm.tokens.team };
      const target = ['--competition', seedNames.competition, '--phase', seedNames.phase];
      const code = await runCli(['submit', sampleModelPath(), ...target, '--wait'], connection, signal);
      return code === 0 ? await runCli(['leaderboard', ...target], connection, signal) : code;
    } finally {
      log('stopping the farm');
      await farm.stop();
    }
  } finally {
    if (environment.NPUFARM_HOME === undefined) rmSync(dataDirectory, { recursive: true, force: true });
  }
}
