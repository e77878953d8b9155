import { Module } from '@nestjs/common';
import { BlobsModule } from '../blobs/index.js';
import { BlobAccess } from './blob-access.js';
import { BlobServer } from './blob.server.js';

/** Models and pictures to agents, outputs back. */
@Module({ imports: [BlobsModule], providers: [BlobAccess, BlobServer] })
export class AgentBlobsModule {}
