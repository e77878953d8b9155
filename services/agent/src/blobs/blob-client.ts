import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ReadResponse, WriteRequest, WriteResponse } from '@npufarm/agent-protocol';
import { type ClientWritableStream, Metadata, status } from '@grpc/grpc-js';
import { Backoff } from '../link/backoff.js';
import { isServiceError, mayPass } from '../link/call-failure.js';
import type { FarmLink } from '../link/farm-link.js';
import { BlobError } from './blob-error.js';

const PIECE_BYTES = 256 * 2 ** 10;
const REFUSALS_BEFORE_FAILURE = 5;

/** A blob by its digest, on behalf of an attempt. */
export interface BlobReference {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly attempt: bigint;
}

/** Moves blobs between the control plane and files; every byte is checked against the digest. */
export class BlobClient {
  constructor(private readonly link: Pick<FarmLink, 'blobs'>) {}

  /**
   * Fetches a blob into a file, which exists only when it is whole and its digest is right.
   * Goes on where it was when the connection breaks, until the signal is aborted. Throws BlobError.
   */
  async fetch(blob: BlobReference, path: string, signal: AbortSignal): Promise<void> {
    const partial = `${path}.${blob.attempt}.part`;
    await rm(partial, { force: true });
    const hash = createHash('sha256');
    const backoff = new Backoff();
    let refusals = 0;
    for (let offset = 0; ;) {
      const piece = this.#pieces(blob, offset, signal, (data) => {
        hash.update(data);
        offset += data.length;
        backoff.reset();
      });
      try {
        await pipeline(piece, createWriteStream(partial, { flags: 'a', mode: 0o600 }));
        break;
      } catch (error) {
        signal.throwIfAborted();
        if (!isServiceError(error) || error.code !== status.UNAVAILABLE) refusals += 1;
        const isFinal = !mayPass(error) || isFileError(error) || refusals >= REFUSALS_BEFORE_FAILURE;
        if (isFinal) throw BlobError.from(error, `blob ${blob.sha256}`);
        // What reached the hash is what was handed to the file; a broken pipe may have kept less of it.
        if ((await stat(partial)).size !== offset) return this.fetch(blob, path, signal);
        await backoff.pause(signal);
      }
    }
    const digest = hash.digest('hex');
    if (digest !== blob.sha256) {
      await rm(partial, { force: true });
      throw otherBytes(digest, blob);
    }
    await rename(partial, path);
  }

  /** A blob in memory, for bytes that must not lie open on the disk. Goes on like {@link fetch}. Throws BlobError. */
  async read(blob: BlobReference, signal: AbortSignal): Promise<Buffer> {
    const pieces: Buffer[] = [];
    const backoff = new Backoff();
    let refusals = 0;
    for (let offset = 0; ;) {
      try {
        for await (const data of this.#pieces(blob, offset, signal, () => backoff.reset())) {
          pieces.push(data);
          offset += data.length;
        }
        break;
      } catch (error) {
        signal.throwIfAborted();
        if (!isServiceError(error) || error.code !== status.UNAVAILABLE) refusals += 1;
        const isFinal = !mayPass(error) || refusals >= REFUSALS_BEFORE_FAILURE;
        if (isFinal) throw BlobError.from(error, `blob ${blob.sha256}`);
        await backoff.pause(signal);
      }
    }
    const bytes = Buffer.concat(pieces);
    const digest = createHash('sha256').update(bytes).digest('hex');
    if (digest !== blob.sha256) throw otherBytes(digest, blob);
    return bytes;
  }

  /** Stores a file under its digest, which it returns. Rejects with the ServiceError of the call. */
  async store(path: string, attempt: bigint, timeoutMs: number): Promise<string> {
    const sha256 = await digestOf(path);
    const totalBytes = BigInt((await stat(path)).size);
    const answer = new Promise<WriteResponse>((resolve, reject) => {
      const options = { deadline: Date.now() + timeoutMs };
      const call = this.link.blobs.write(new Metadata(), options, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
      // The callback above reports why a call broke.
      send(call, path, { sha256, totalBytes, attempt }).catch(() => call.cancel());
    });
    await answer;
    return sha256;
  }

  async *#pieces(
    { sha256, attempt }: BlobReference,
    offset: number,
    signal: AbortSignal,
    onData: (data: Buffer) => void,
  ): AsyncGenerator<Buffer> {
    signal.throwIfAborted();
    const request = { sha256, offset: BigInt(offset), attempt };
    const call = this.link.blobs.read(request);
    // A cancelled call reports that after the loop has ended, when nothing else listens any more.
    call.on('error', () => undefined);
    const cancel = (): void => call.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      for await (const { data } of call as AsyncIterable<ReadResponse>) {
        onData(data as Buffer);
        yield data as Buffer;
      }
    } finally {
      signal.removeEventListener('abort', cancel);
      call.cancel();
    }
  }
}

function otherBytes(digest: string, { sha256 }: BlobReference): BlobError {
  return new BlobError('CONTROL_PLANE', `the control plane sent ${digest} when asked for ${sha256}`);
}

async function send(
  call: ClientWritableStream<WriteRequest>,
  path: string,
  header: Omit<WriteRequest, 'data'>,
): Promise<void> {
  call.write({ ...header, data: Buffer.alloc(0) });
  for await (const data of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    const piece = { sha256: '', totalBytes: 0n, attempt: 0n, data: data as Buffer };
    if (!call.write(piece)) await once(call, 'drain');
  }
  call.end();
}

/** SHA-256 of a file, lower-case hex. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
