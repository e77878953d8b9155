import { Controller, Get, Param, ParseUUIDPipe, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { type SampleOutputList, sampleOutputListSchema, type SubmissionId } from '@npufarm/contracts';
import type { FastifyReply } from 'fastify';
import { AllowRoles } from '../../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../../platform/auth/current-principal.js';
import type { Principal } from '../../platform/auth/principal.js';
import { teamOf } from '../../platform/auth/team-of.js';
import { Answers } from '../../platform/openapi/answers.js';
import { SampleOutputs } from './sample-outputs.js';

@ApiTags('submissions')
@Controller('submissions/:id/outputs')
export class SampleOutputsController {
  constructor(private readonly samples: SampleOutputs) {}

  /** The outputs that the phase kept of a submission. */
  @Get()
  @AllowRoles('participant', 'organizer')
  @Answers(200, sampleOutputListSchema)
  async list(
    @Param('id', ParseUUIDPipe) id: SubmissionId,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SampleOutputList> {
    return { items: await this.samples.list(id, teamOf(principal)) };
  }

  /** One of them as PNG. */
  @Get(':name')
  @AllowRoles('participant', 'organizer')
  @ApiProduces('image/png')
  async get(
    @Param('id', ParseUUIDPipe) id: SubmissionId,
    @Param('name') name: string,
    @CurrentPrincipal() principal: Principal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const png = await this.samples.read(id, name, teamOf(principal));
    await reply.header('content-type', 'image/png').send(png);
  }
}
