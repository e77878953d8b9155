import { Module } from '@nestjs/common';
import { BlobsModule } from '../blobs/index.js';
import { CompetitionsModule } from '../competitions/index.js';
import { DatasetsModule } from '../datasets/index.js';
import { JobsModule } from '../jobs/index.js';
import { BaselineView } from './baseline-view.js';
import { FloatLoop } from './accuracy-drop/float-loop.js';
import { FloatRun } from './accuracy-drop/float-run.js';
import { FloatScoring } from './accuracy-drop/float-scoring.js';
import { UploadContents } from './archive/upload-contents.js';
import { ArchiveCheck } from './checking/archive-check.js';
import { ModelFiles } from './checking/model-files.js';
import { CheckCache } from './checking/check-cache.js';
import { CheckLoop } from './checking/check-loop.js';
import { EmulatorCheck } from './checking/emulator-check.js';
import { UploadCheck } from './checking/upload-check.js';
import { AdvanceLoop } from './evaluation/advance-loop.js';
import { JobPlan } from './evaluation/job-plan.js';
import { SubmissionAdvance } from './evaluation/submission-advance.js';
import { Quota } from './quota.js';
import { QuotaController } from './quota.controller.js';
import { BaselineScoring } from './scoring/baseline-scoring.js';
import { OutputCollection } from './scoring/output-collection.js';
import { OutputScoring } from './scoring/output-scoring.js';
import { ScoringLoop } from './scoring/scoring-loop.js';
import { ScoringPool } from './scoring/scoring-pool.js';
import { ScoringProgram } from './scoring/scoring-program.js';
import { StoredPictures } from './scoring/stored-pictures.js';
import { SampleOutputs } from './samples/sample-outputs.js';
import { SampleOutputsController } from './samples/sample-outputs.controller.js';
import { SubmissionIntake } from './submission-intake.js';
import { SubmissionMoves } from './submission-moves.js';
import { SubmissionStream } from './submission-stream.js';
import { SubmissionViews } from './submission-views.js';
import { TeamChoice } from './team-choice.js';
import { SubmissionsController } from './submissions.controller.js';
import { UploadGate } from './upload-gate.js';

/** From the upload of a model to its verdict. */
@Module({
  imports: [BlobsModule, CompetitionsModule, DatasetsModule, JobsModule],
  controllers: [SubmissionsController, SampleOutputsController, QuotaController],
  providers: [
    SubmissionIntake,
    UploadGate,
    UploadContents,
    SubmissionMoves,
    SubmissionViews,
    SubmissionStream,
    BaselineView,
    Quota,
    CheckCache,
    ModelFiles,
    ArchiveCheck,
    TeamChoice,
    EmulatorCheck,
    UploadCheck,
    CheckLoop,
    JobPlan,
    SubmissionAdvance,
    AdvanceLoop,
    ScoringProgram,
    ScoringPool,
    StoredPictures,
    OutputScoring,
    BaselineScoring,
    OutputCollection,
    ScoringLoop,
    FloatRun,
    FloatScoring,
    FloatLoop,
    SampleOutputs,
  ],
  exports: [BaselineView],
})
export class SubmissionsModule {}
