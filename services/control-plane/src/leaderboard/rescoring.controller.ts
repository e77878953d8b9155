import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type RescoreAnswer,
  type RescoreRequest,
  rescoreAnswerSchema,
  rescoreRequestSchema,
} from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { Rescoring } from './rescoring.js';

@ApiTags('competitions')
@Controller('competitions/:competition/phases/:phase/rescore')
export class RescoringController {
  constructor(private readonly rescoring: Rescoring) {}

  /** Computes every score of a phase anew by another formula, from stored results only; with `preview`, just shows the table. */
  @Post()
  @AllowRoles('organizer')
  @Answers(200, rescoreAnswerSchema)
  rescore(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @Body({ schema: rescoreRequestSchema }) request: RescoreRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<RescoreAnswer> {
    return this.rescoring.rescore(competition, phase, request, principal);
  }
}
