import { Module } from '@nestjs/common';
import { BlobsModule } from '../blobs/index.js';
import { DatasetsModule } from '../datasets/index.js';
import { CompetitionEditing } from './competition-editing.js';
import { Competitions } from './competitions.js';
import { CompetitionsController } from './competitions.controller.js';
import { EmulatorVersions } from './emulator-versions.js';
import { Factsheets } from './factsheets.js';
import { FactsheetsController } from './factsheets.controller.js';
import { PhaseCalendar } from './phase-calendar.js';
import { PhaseData } from './phase-data.js';
import { PhaseDataController } from './phase-data.controller.js';
import { PhaseGate } from './phase-gate.js';
import { PhaseSetup } from './phase-setup.js';
import { PhasesController } from './phases.controller.js';

/** Competitions, phases and their rules. */
@Module({
  imports: [BlobsModule, DatasetsModule],
  controllers: [CompetitionsController, PhasesController, PhaseDataController, FactsheetsController],
  providers: [
    Competitions,
    CompetitionEditing,
    PhaseGate,
    EmulatorVersions,
    PhaseSetup,
    PhaseData,
    PhaseCalendar,
    Factsheets,
  ],
  exports: [Competitions, Factsheets, PhaseGate, PhaseSetup],
})
export class CompetitionsModule {}
