import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type QueueView, queueViewSchema } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Answers } from '../platform/openapi/answers.js';
import { JobViews } from './job-views.js';

@ApiTags('jobs')
@Controller('queue')
export class QueueController {
  constructor(private readonly views: JobViews) {}

  /** What waits, in the order in which it will be served, and why. */
  @Get()
  @AllowRoles('organizer', 'operator')
  @Answers(200, queueViewSchema)
  show(): Promise<QueueView> {
    return this.views.queue();
  }
}
