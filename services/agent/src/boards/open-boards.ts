import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { AgentConfig } from '../config/agent-config.js';
import { BoardSlot } from './board-slot.js';
import { drivers } from './drivers/index.js';

/** Opens every configured board and stops what an earlier agent process left on it. */
export async function openBoards(
  config: Pick<AgentConfig, 'boards' | 'dataDirectory' | 'emulatorPath'>,
  logger: Logger,
): Promise<BoardSlot[]> {
  const stateDirectory = join(config.dataDirectory, 'boards');
  mkdirSync(stateDirectory, { recursive: true });
  const surroundings = { emulatorPath: config.emulatorPath, stateDirectory };
  return Promise.all(
    config.boards.map(async (board) => {
      const driver = drivers[board.driver](board, surroundings);
      const slot = new BoardSlot(await driver.fingerprint(), driver, logger);
      await slot.settle();
      return slot;
    }),
  );
}
