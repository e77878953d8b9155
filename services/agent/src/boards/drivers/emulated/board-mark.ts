import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const markSchema = z.object({ mark: z.string() });

/**
 * The mark of the processes that may run on a board, kept on disk from before they start until they are proven
 * gone, so that the next agent process can still find them.
 */
export class BoardMark {
  readonly #path: string;

  constructor(directory: string, boardName: string) {
    mkdirSync(directory, { recursive: true });
    this.#path = join(directory, `${boardName}.json`);
  }

  /** Makes and stores a new mark: a variable setting for the environment of the board process. */
  renew(): string {
    const mark = `NPUFARM_BOARD_MARK=${randomUUID()}`;
    writeFileSync(this.#path, JSON.stringify({ mark }));
    return mark;
  }

  read(): string | undefined {
    try {
      return markSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8'))).mark;
    } catch {
      return undefined;
    }
  }

  clear(): void {
    rmSync(this.#path, { force: true });
  }
}
