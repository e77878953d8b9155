import { Module } from '@nestjs/common';
import { CompetitionsModule } from '../competitions/index.js';
import { JobsModule } from '../jobs/index.js';
import { LeaderboardModule } from '../leaderboard/index.js';
import { FinalEvaluations } from './final-evaluations.js';
import { FinalLoop } from './final-loop.js';
import { FinalsController } from './finals.controller.js';
import { Invalidations } from './invalidations.js';
import { InvalidationsController } from './invalidations.controller.js';
import { Reruns } from './reruns.js';

/** The organizer's measurements: final evaluation, re-runs, and windows that do not count. */
@Module({
  imports: [CompetitionsModule, JobsModule, LeaderboardModule],
  controllers: [FinalsController, InvalidationsController],
  providers: [FinalEvaluations, FinalLoop, Reruns, Invalidations],
})
export class FinalsModule {}
