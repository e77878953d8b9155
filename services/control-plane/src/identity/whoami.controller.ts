import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type WhoamiView, whoamiViewSchema } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Clock } from '../platform/clock/clock.js';
import { serverVersion } from '../platform/lifecycle/server-version.js';
import { Answers } from '../platform/openapi/answers.js';

@ApiTags('identity')
@Controller('whoami')
export class WhoamiController {
  constructor(private readonly clock: Clock) {}

  /** Whose token this is. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, whoamiViewSchema)
  show(@CurrentPrincipal() { role, name, teamName }: Principal): WhoamiView {
    return { role, name, team: teamName ?? null, serverVersion, serverTime: this.clock.now().toISOString() };
  }
}
