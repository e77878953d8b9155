import { Controller, Get, Param, ParseEnumPipe, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { type PhaseDataView, phaseDataViewSchema } from '@npufarm/contracts';
import type { FastifyReply } from 'fastify';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Answers } from '../platform/openapi/answers.js';
import { PhaseData } from './phase-data.js';

const sizes = { hr: 'hr', lr: 'lr' } as const;

@ApiTags('competitions')
@Controller('competitions/:competition/phases/:phase/data')
export class PhaseDataController {
  constructor(private readonly data: PhaseData) {}

  /** The pictures of a phase whose data is public, with their licence. */
  @Get()
  @AllowRoles('participant', 'organizer')
  @Answers(200, phaseDataViewSchema)
  list(@Param('competition') competition: string, @Param('phase') phase: string): Promise<PhaseDataView> {
    return this.data.list(competition, phase);
  }

  /** One picture as PNG: `hr` is the original, `lr` the network's input. */
  @Get(':name/:size')
  @AllowRoles('participant', 'organizer')
  @ApiProduces('image/png')
  async get(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @Param('name') name: string,
    @Param('size', new ParseEnumPipe(sizes)) size: 'hr' | 'lr',
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const png = await this.data.read(competition, phase, name, size);
    await reply.header('content-type', 'image/png').send(png);
  }
}
