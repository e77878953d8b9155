import { Module } from '@nestjs/common';
import { BlobsModule } from '../blobs/index.js';
import { JobsModule } from '../jobs/index.js';
import { EventPruning } from './event-pruning.js';
import { EventWriter } from './event-writer.js';
import { EvidenceServer } from './evidence.server.js';
import { ResultCommit } from './result-commit.js';

/** What attempts yield: event logs and results. */
@Module({
  imports: [BlobsModule, JobsModule],
  providers: [EventPruning, EventWriter, EvidenceServer, ResultCommit],
})
export class EvidenceModule {}
