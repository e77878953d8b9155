import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type BoardVersions, boardVersionsSchema } from '@npufarm/contracts';
import { BoardError } from '../../board-error.js';

const DESCRIBE_TIMEOUT_MS = 30_000;

/** Asks an emulator program which versions stand behind its numbers. Throws BoardError when it does not answer. */
export async function readEmulatorVersions(emulatorPath: string): Promise<BoardVersions> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [emulatorPath, 'describe'], {
      timeout: DESCRIBE_TIMEOUT_MS,
      env: {},
    });
    return boardVersionsSchema.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new BoardError('BOARD_UNHEALTHY', `the emulator at ${emulatorPath} does not describe itself`, {
      cause,
    });
  }
}
