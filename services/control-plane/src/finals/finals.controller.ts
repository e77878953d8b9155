import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type FinalEvaluationView,
  type RerunAnswer,
  type RerunRequest,
  type StartFinalEvaluation,
  finalEvaluationViewSchema,
  rerunAnswerSchema,
  rerunRequestSchema,
  startFinalEvaluationSchema,
} from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { FinalEvaluations } from './final-evaluations.js';
import { Reruns } from './reruns.js';

@ApiTags('competitions')
@Controller('competitions/:competition/phases/:phase')
export class FinalsController {
  constructor(
    private readonly evaluations: FinalEvaluations,
    private readonly reruns: Reruns,
  ) {}

  /** Measures every team's final submission on the same boards, several times. */
  @Post('evaluation')
  @AllowRoles('organizer')
  @Answers(201, finalEvaluationViewSchema)
  async start(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @Body({ schema: startFinalEvaluationSchema }) request: StartFinalEvaluation,
    @CurrentPrincipal() principal: Principal,
  ): Promise<FinalEvaluationView> {
    await this.evaluations.start(competition, phase, request, principal);
    return this.evaluations.get(competition, phase);
  }

  /** The report of the newest final evaluation, also while it runs. */
  @Get('evaluation')
  @AllowRoles('organizer', 'operator')
  @Answers(200, finalEvaluationViewSchema)
  get(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
  ): Promise<FinalEvaluationView> {
    return this.evaluations.get(competition, phase);
  }

  /** Runs one submission, a choice of them, or all of them again; free of quota. */
  @Post('rerun')
  @AllowRoles('organizer')
  @Answers(200, rerunAnswerSchema)
  rerun(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @Body({ schema: rerunRequestSchema }) request: RerunRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<RerunAnswer> {
    return this.reruns.rerun(competition, phase, request, principal);
  }
}
