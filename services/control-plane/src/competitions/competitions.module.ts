import { Module } from '@nestjs/common';
import { Competitions } from './competitions.js';
import { CompetitionsController } from './competitions.controller.js';
import { PhaseSetup } from './phase-setup.js';

/** Competitions, phases and their rules. */
@Module({
  controllers: [CompetitionsController],
  providers: [Competitions, PhaseSetup],
  exports: [Competitions, PhaseSetup],
})
export class CompetitionsModule {}
