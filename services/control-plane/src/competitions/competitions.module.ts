import { Module } from '@nestjs/common';
import { DatasetsModule } from '../datasets/index.js';
import { CompetitionEditing } from './competition-editing.js';
import { Competitions } from './competitions.js';
import { CompetitionsController } from './competitions.controller.js';
import { EmulatorVersions } from './emulator-versions.js';
import { PhaseGate } from './phase-gate.js';
import { PhaseSetup } from './phase-setup.js';
import { PhasesController } from './phases.controller.js';

/** Competitions, phases and their rules. */
@Module({
  imports: [DatasetsModule],
  controllers: [CompetitionsController, PhasesController],
  providers: [Competitions, CompetitionEditing, PhaseGate, EmulatorVersions, PhaseSetup],
  exports: [Competitions, PhaseGate, PhaseSetup],
})
export class CompetitionsModule {}
