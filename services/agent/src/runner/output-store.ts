import { mkdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureOutput } from '@npufarm/agent-protocol';
import { digestOf } from '../blobs/blob-client.js';
import type { BoardPicture } from '../boards/board-work.js';

/** The pictures that an attempt yielded, kept by digest beside its spool until the farm has them. */
export class OutputStore {
  readonly #directory: string;

  constructor(attemptDirectory: string) {
    this.#directory = join(attemptDirectory, 'outputs');
  }

  /** Takes over a board's output files; they survive a power cut when this resolves. */
  async keep(pictures: readonly BoardPicture[]): Promise<PictureOutput[]> {
    mkdirSync(this.#directory, { recursive: true });
    const kept: PictureOutput[] = [];
    for (const { name, path, width, height } of pictures) {
      const sha256 = await digestOf(path);
      await rename(path, this.pathOf(sha256));
      await sync(this.pathOf(sha256));
      kept.push({ name, sha256, width, height });
    }
    await sync(this.#directory);
    return kept;
  }

  /** Where an output lies. */
  pathOf(sha256: string): string {
    return join(this.#directory, sha256);
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
