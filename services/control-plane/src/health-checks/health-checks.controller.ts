import { Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { jobIdSchema } from '@npufarm/contracts';
import { z } from 'zod';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Answers } from '../platform/openapi/answers.js';
import { HealthChecks } from './health-checks.js';

const queuedCheckSchema = z.object({ jobId: jobIdSchema }).meta({ id: 'QueuedCheck' });

@ApiTags('boards')
@Controller('boards')
export class HealthChecksController {
  constructor(private readonly checks: HealthChecks) {}

  /** Sends a health check to a board, ahead of all other work. */
  @Post(':name/check')
  @AllowRoles('operator')
  @Answers(201, queuedCheckSchema)
  async check(@Param('name') name: string): Promise<z.infer<typeof queuedCheckSchema>> {
    return { jobId: await this.checks.check(name) };
  }
}
