import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { BlobKind } from './blob-kind.js';

/** Bytes known by their SHA-256; the bytes themselves are in `blob_chunks`. */
@Entity('blobs')
export class Blob {
  @PrimaryColumn({ type: 'bytea' })
  sha256!: Buffer;

  @Column({ type: 'bigint' })
  bytes!: string;

  @Column({ type: 'text' })
  kind!: BlobKind;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'last_written_at', type: 'timestamptz' })
  lastWrittenAt!: Date;
}
