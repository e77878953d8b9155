import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { notFound } from '../platform/problems/not-found.js';
import type { BlobKind } from './blob-kind.js';
import { BlobReception } from './blob-reception.js';
import type { ReceivedBlob } from './received-blob.js';

/** Size of a stored piece. */
export const blobChunkBytes = 256 * 1024;
const chunksPerStatement = 16;
const chunksPerRead = 8;

/** Content-addressed bytes in the database. Digests are lower-case hexadecimal SHA-256. */
@Injectable()
export class BlobStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reception: BlobReception,
  ) {}

  /** Stores a stream as one blob. @throws FarmError `<kind>.too-large` */
  put(kind: BlobKind, source: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }> {
    return this.reception.receive(kind, source, async (received) => {
      await this.dataSource.transaction((manager) => this.store(manager, received));
      return { sha256: received.sha256, bytes: received.bytes };
    });
  }

  /** Stores received bytes in the caller's transaction; the same bytes are kept once. */
  async store(manager: EntityManager, { sha256, bytes, kind, path }: ReceivedBlob): Promise<void> {
    const digest = Buffer.from(sha256, 'hex');
    const created: { isNew: boolean }[] = await manager.query(
      `INSERT INTO blobs (sha256, bytes, kind) VALUES ($1, $2, $3)
       ON CONFLICT (sha256) DO UPDATE SET last_written_at = now(),
         kind = CASE WHEN blobs.kind = 'output' THEN excluded.kind ELSE blobs.kind END
       RETURNING xmax = 0 AS "isNew"`,
      [digest, bytes, kind],
    );
    if (created[0]?.isNew !== true) return;
    let batch: Buffer[] = [];
    let index = 0;
    const flush = async (): Promise<void> => {
      await manager.query(
        `INSERT INTO blob_chunks (sha256, index, data)
         SELECT $1, $2 + position - 1, data FROM unnest($3::bytea[]) WITH ORDINALITY AS piece (data, position)`,
        [digest, index, batch],
      );
      index += batch.length;
      batch = [];
    };
    for await (const piece of createReadStream(path, { highWaterMark: blobChunkBytes })) {
      batch.push(piece as Buffer);
      if (batch.length === chunksPerStatement) await flush();
    }
    if (batch.length > 0) await flush();
  }

  async find(sha256: string): Promise<{ bytes: number; kind: BlobKind } | undefined> {
    const row = await queryOne<{ bytes: string; kind: BlobKind }>(
      this.dataSource.manager,
      'SELECT bytes, kind FROM blobs WHERE sha256 = $1',
      [Buffer.from(sha256, 'hex')],
    );
    return row === undefined ? undefined : { bytes: Number(row.bytes), kind: row.kind };
  }

  /** The blob's bytes from `offset` on, in pieces of at most {@link blobChunkBytes}. @throws FarmError `blob.not-found` */
  async *read(sha256: string, offset = 0): AsyncGenerator<Buffer> {
    const found = await this.find(sha256);
    if (found === undefined) throw notFound('blob', sha256);
    const digest = Buffer.from(sha256, 'hex');
    let next = Math.floor(offset / blobChunkBytes);
    let skip = offset % blobChunkBytes;
    while (next * blobChunkBytes < found.bytes) {
      const rows: { data: Buffer }[] = await this.dataSource.query(
        'SELECT data FROM blob_chunks WHERE sha256 = $1 AND index >= $2 ORDER BY index LIMIT $3',
        [digest, next, chunksPerRead],
      );
      if (rows.length === 0) throw notFound('blob', sha256);
      for (const { data } of rows) {
        yield skip === 0 ? data : data.subarray(skip);
        skip = 0;
      }
      next += rows.length;
    }
  }

  /** The whole blob. @throws FarmError `blob.not-found` */
  async readWhole(sha256: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.read(sha256)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}
