import { mkdirSync } from 'node:fs';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type BlobClient, type BlobReference, digestOf } from './blob-client.js';

const LIMIT_BYTES = 512 * 2 ** 20;

/** Models and public pictures by digest on the agent's disk; the ones used longest ago go first when it grows over 512 MiB. */
export class ModelCache {
  readonly #running = new Map<string, Promise<void>>();

  constructor(
    private readonly directory: string,
    private readonly blobs: BlobClient,
    private readonly limitBytes = LIMIT_BYTES,
  ) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  }

  /** Path of a model's file, whose digest has just been verified. Throws BlobError. */
  async get(blob: BlobReference, signal: AbortSignal): Promise<string> {
    const path = join(this.directory, blob.sha256);
    await this.#running.get(blob.sha256)?.catch(() => undefined);
    if (await isIntact(path, blob.sha256)) {
      const now = new Date();
      await utimes(path, now, now);
      return path;
    }
    const fetching = this.blobs.fetch(blob, path, signal);
    this.#running.set(blob.sha256, fetching);
    try {
      await fetching;
    } finally {
      this.#running.delete(blob.sha256);
    }
    await this.#prune(blob.sha256);
    return path;
  }

  async #prune(keep: string): Promise<void> {
    const names = (await readdir(this.directory)).filter((name) => /^[0-9a-f]{64}$/.test(name));
    const files = await Promise.all(
      names.map(async (name) => ({ name, status: await stat(join(this.directory, name)) })),
    );
    files.sort((a, b) => a.status.mtimeMs - b.status.mtimeMs);
    let bytes = files.reduce((sum, { status }) => sum + status.size, 0);
    for (const { name, status } of files) {
      if (bytes <= this.limitBytes) return;
      if (name === keep) continue;
      await rm(join(this.directory, name), { force: true });
      bytes -= status.size;
    }
  }
}

async function isIntact(path: string, sha256: string): Promise<boolean> {
  try {
    return (await digestOf(path)) === sha256;
  } catch {
    return false;
  }
}
