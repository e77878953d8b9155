import { Module } from '@nestjs/common';
import { DatabaseJobQueue } from './database-job-queue.js';
import { JobQueue } from './job-queue.js';
import { WorkTransaction } from './work-transaction.js';

/** Jobs and their attempts: the queue, and every transition of their states. */
@Module({
  providers: [WorkTransaction, { provide: JobQueue, useClass: DatabaseJobQueue }],
  exports: [WorkTransaction, JobQueue],
})
export class JobsModule {}
