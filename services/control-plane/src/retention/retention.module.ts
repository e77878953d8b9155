import { Module } from '@nestjs/common';
import { BlobCollection } from './blob-collection.js';
import { FileDeletion } from './file-deletion.js';
import { RetentionController } from './retention.controller.js';
import { RetentionLoop } from './retention-loop.js';

/** How long files are kept, and how they go. */
@Module({ controllers: [RetentionController], providers: [BlobCollection, FileDeletion, RetentionLoop] })
export class RetentionModule {}
