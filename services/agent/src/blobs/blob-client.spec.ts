import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient, BlobServiceService } from '@npufarm/agent-protocol';
import { credentials, Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlobClient } from './blob-client.js';

const data = Buffer.from('the bytes of a picture');
const blob = { sha256: createHash('sha256').update(data).digest('hex'), attempt: 7n };

describe('BlobClient', () => {
  let server: Server;
  let blobs: BlobServiceClient;
  let directory: string;
  /** Tells of blobs whose first half has been sent. */
  let halves: EventEmitter;
  let ends: boolean;
  beforeEach(async () => {
    halves = new EventEmitter();
    ends = true;
    directory = mkdtempSync(join(tmpdir(), 'npufarm-blobs-'));
    server = new Server();
    server.addService(BlobServiceService, {
      read: (call: ServerWritableStream<unknown, object>) => {
        const half = data.length >> 1;
        call.write({ data: data.subarray(0, half), totalBytes: BigInt(data.length) });
        halves.emit('sent');
        if (!ends) return;
        call.write({ data: data.subarray(half), totalBytes: BigInt(data.length) });
        call.end();
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    blobs = new BlobServiceClient(`127.0.0.1:${port}`, credentials.createInsecure());
  });
  afterEach(() => {
    blobs.close();
    server.forceShutdown();
    rmSync(directory, { recursive: true });
  });

  it('reads a blob into memory and into a file', async () => {
    const sut = new BlobClient({ blobs });

    const bytes = await sut.read(blob, new AbortController().signal);
    await sut.fetch(blob, join(directory, 'picture'), new AbortController().signal);

    expect(bytes).toEqual(data);
    expect(readdirSync(directory)).toEqual(['picture']);
  });

  it('asks for nothing when its attempt has ended before', async () => {
    const sut = new BlobClient({ blobs });
    let calls = 0;
    halves.on('sent', () => (calls += 1));

    await expect(sut.read(blob, AbortSignal.abort())).rejects.toThrow('aborted');
    await sut.read(blob, new AbortController().signal);

    expect(calls).toBe(1);
  });

  it.each(['read', 'fetch'] as const)('ends a %s quietly in the middle of a blob', async (way) => {
    ends = false;
    const sut = new BlobClient({ blobs });
    const abort = new AbortController();
    const half = once(halves, 'sent');

    const reading =
      way === 'read'
        ? sut.read(blob, abort.signal)
        : sut.fetch(blob, join(directory, 'picture'), abort.signal);
    const [outcome] = await Promise.allSettled([reading, half.then(() => abort.abort())]);

    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    expect(readdirSync(directory)).not.toContain('picture');
  });
});
