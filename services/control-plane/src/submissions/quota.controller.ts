import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type QuotaList, quotaListSchema } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { Quota } from './quota.js';

@ApiTags('submissions')
@Controller('quota')
export class QuotaController {
  constructor(private readonly quota: Quota) {}

  /** What teams have used of each phase; participants see their own team. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, quotaListSchema)
  async list(@CurrentPrincipal() { role, teamId }: Principal): Promise<QuotaList> {
    return { items: await this.quota.list(role === 'participant' ? teamId : undefined) };
  }
}
