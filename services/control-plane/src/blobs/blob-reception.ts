import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Clock } from '../platform/clock/clock.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { type BlobKind, blobLimitBytes } from './blob-kind.js';
import type { ReceivedBlob } from './received-blob.js';

const headBytes = 16;
const leftOverAgeMs = 60 * 60 * 1000;

/** Takes a stream of bytes into a temporary file, so that a slow sender holds no transaction open. */
@Injectable()
export class BlobReception implements OnModuleInit {
  private readonly directory: string;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.directory = join(config.dataDirectory, 'incoming');
  }

  /** Removes what a killed process left behind. */
  async onModuleInit(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.directory)) {
      const path = join(this.directory, name);
      const writtenAtMs = (await stat(path)).mtimeMs;
      if (this.clock.now().getTime() - writtenAtMs > leftOverAgeMs) await rm(path, { force: true });
    }
  }

  /**
   * Gives the received bytes to `use` and removes them afterwards, whatever happens.
   *
   * @throws FarmError `<kind>.too-large`; storage errors as they are
   */
  async receive<Result>(
    kind: BlobKind,
    source: AsyncIterable<Uint8Array>,
    use: (blob: ReceivedBlob) => Promise<Result>,
  ): Promise<Result> {
    const path = join(this.directory, randomUUID());
    try {
      return await use(await this.write(kind, source, path));
    } finally {
      await rm(path, { force: true });
    }
  }

  private async write(
    kind: BlobKind,
    source: AsyncIterable<Uint8Array>,
    path: string,
  ): Promise<ReceivedBlob> {
    const limitBytes = kind === 'model' ? this.config.modelLimitBytes : blobLimitBytes[kind];
    const hash = createHash('sha256');
    const head = Buffer.alloc(headBytes);
    let bytes = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const piece of source) {
        if (bytes < headBytes) head.set(piece.subarray(0, headBytes - bytes), bytes);
        bytes += piece.byteLength;
        if (bytes > limitBytes) throw tooLarge(kind, limitBytes);
        hash.update(piece);
        await file.writeFile(piece);
      }
    } finally {
      await file.close();
    }
    return { kind, path, bytes, sha256: hash.digest('hex'), head: head.subarray(0, bytes) };
  }
}

function tooLarge(kind: BlobKind, limitBytes: number): FarmError {
  return new FarmError({
    code: `${kind}.too-large`,
    fault: 'participant',
    status: 413,
    detail: `The ${kind} is larger than ${limitBytes} bytes, which is the farm's limit; nothing was stored.`,
    hint: 'Send a smaller file.',
  });
}
