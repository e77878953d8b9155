import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type InvalidateWindow,
  type InvalidationList,
  invalidateWindowSchema,
  invalidationListSchema,
} from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { Invalidations } from './invalidations.js';

@ApiTags('boards')
@Controller('invalidations')
export class InvalidationsController {
  constructor(private readonly invalidations: Invalidations) {}

  /** Times in which boards were not to be trusted, with the results that need a re-run. */
  @Get()
  @AllowRoles('organizer', 'operator')
  @Answers(200, invalidationListSchema)
  async list(): Promise<InvalidationList> {
    return { items: await this.invalidations.list() };
  }

  /** Declares that a board was not to be trusted for a time. */
  @Post()
  @AllowRoles('organizer', 'operator')
  @Answers(201, invalidationListSchema)
  async add(
    @Body({ schema: invalidateWindowSchema }) window: InvalidateWindow,
    @CurrentPrincipal() principal: Principal,
  ): Promise<InvalidationList> {
    await this.invalidations.add(window, principal);
    return { items: await this.invalidations.list() };
  }
}
