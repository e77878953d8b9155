import { Module } from '@nestjs/common';
import { BlobReception } from './blob-reception.js';
import { BlobStore } from './blob-store.js';

/** Models, pictures and outputs by digest. */
@Module({ providers: [BlobReception, BlobStore], exports: [BlobReception, BlobStore] })
export class BlobsModule {}
