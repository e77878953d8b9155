import { Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type PhaseView, phaseViewSchema } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { Competitions } from './competitions.js';
import { PhaseGate } from './phase-gate.js';

@ApiTags('competitions')
@Controller('competitions/:competition/phases/:phase')
export class PhasesController {
  constructor(
    private readonly competitions: Competitions,
    private readonly gate: PhaseGate,
  ) {}

  /** Opens a phase and freezes its rules, pictures and emulator versions under one hash. */
  @Post('open')
  @AllowRoles('organizer')
  @Answers(200, phaseViewSchema)
  async open(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<PhaseView> {
    await this.gate.open(competition, phase, principal);
    return this.competitions.getPhaseView(competition, phase);
  }

  /** Closes a phase: it takes no submissions any more, not even late ones. */
  @Post('close')
  @AllowRoles('organizer')
  @Answers(200, phaseViewSchema)
  async close(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<PhaseView> {
    await this.gate.close(competition, phase, principal);
    return this.competitions.getPhaseView(competition, phase);
  }

  /** Shows the hidden results of a phase to everybody. */
  @Post('publish')
  @AllowRoles('organizer')
  @Answers(200, phaseViewSchema)
  async publish(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<PhaseView> {
    await this.gate.publish(competition, phase, principal);
    return this.competitions.getPhaseView(competition, phase);
  }

  /** Takes over the emulator's present versions; earlier results count again only after a re-run. */
  @Post('refreeze')
  @AllowRoles('organizer')
  @Answers(200, phaseViewSchema)
  async refreeze(
    @Param('competition') competition: string,
    @Param('phase') phase: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<PhaseView> {
    await this.gate.refreeze(competition, phase, principal);
    return this.competitions.getPhaseView(competition, phase);
  }
}
