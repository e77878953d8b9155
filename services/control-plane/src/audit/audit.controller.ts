import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type AuditList, auditListSchema } from '@npufarm/contracts';
import { z } from 'zod';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Answers } from '../platform/openapi/answers.js';
import { AuditLog } from './audit-log.js';

const querySchema = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) });

@ApiTags('identity')
@Controller('audit')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  /** What organizers, operators and teams changed, newest first. */
  @Get()
  @AllowRoles('organizer', 'operator')
  @Answers(200, auditListSchema)
  list(@Query({ schema: querySchema }) { limit }: z.infer<typeof querySchema>): Promise<AuditList> {
    return this.log.list(limit);
  }
}
