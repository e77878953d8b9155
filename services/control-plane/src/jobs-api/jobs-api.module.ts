import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/index.js';
import { JobLog } from './job-log.js';
import { JobViews } from './job-views.js';
import { JobsController } from './jobs.controller.js';
import { QueueController } from './queue.controller.js';

/** Jobs and the queue over REST: read from jobs, boards and evidence together. */
@Module({
  imports: [JobsModule],
  controllers: [JobsController, QueueController],
  providers: [JobLog, JobViews],
})
export class JobsApiModule {}
