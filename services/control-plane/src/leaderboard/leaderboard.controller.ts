import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { type LeaderboardView, leaderboardViewSchema, tableFormatSchema } from '@npufarm/contracts';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { Leaderboards } from './leaderboards.js';
import { writeTable } from './write-table.js';

const exportQuerySchema = z.object({ format: tableFormatSchema.default('csv') });

@ApiTags('competitions')
@Controller('competitions/:competition/phases/:phase/leaderboard')
export class LeaderboardController {
  constructor(private readonly leaderboards: Leaderboards) {}

  /** One row per team by the phase's rule, then the baselines. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, leaderboardViewSchema)
  get(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<LeaderboardView> {
    return this.leaderboards.get(competition, phase, principal);
  }

  /** The same as a file: CSV, JSON, Markdown or LaTeX. */
  @Get('export')
  @AllowRoles('participant', 'organizer', 'operator')
  @ApiProduces('text/csv', 'application/json', 'text/markdown', 'application/x-latex')
  async export(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @Query({ schema: exportQuerySchema }) { format }: z.infer<typeof exportQuerySchema>,
    @CurrentPrincipal() principal: Principal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.leaderboards.get(competition, phase, principal);
    const { mediaType, text } = writeTable(view, format);
    await reply.header('content-type', mediaType).send(text);
  }
}
