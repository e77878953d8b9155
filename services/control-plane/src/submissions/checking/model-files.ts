import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { BlobStore } from '../../blobs/index.js';
import { Config } from '../../config/config.js';

/** Puts stored models into files for the emulator program, for as long as it reads them. */
@Injectable()
export class ModelFiles {
  constructor(
    private readonly config: Config,
    private readonly blobs: BlobStore,
  ) {}

  /** Gives the paths in the order of the digests to `use` and removes the files afterwards. */
  async use<Result>(
    digests: readonly string[],
    use: (paths: readonly string[]) => Promise<Result>,
  ): Promise<Result> {
    const directory = join(this.config.dataDirectory, 'checking', randomUUID());
    await mkdir(directory, { recursive: true, mode: 0o700 });
    try {
      const paths: string[] = [];
      for (const [index, sha256] of digests.entries()) {
        const path = join(directory, `${index}.tflite`);
        await pipeline(Readable.from(this.blobs.read(sha256)), createWriteStream(path, { mode: 0o600 }));
        paths.push(path);
      }
      return await use(paths);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
}
