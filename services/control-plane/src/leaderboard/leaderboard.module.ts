import { Module } from '@nestjs/common';
import { CompetitionsModule } from '../competitions/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { LeaderboardController } from './leaderboard.controller.js';
import { Leaderboards } from './leaderboards.js';
import { Rescoring } from './rescoring.js';
import { RescoringController } from './rescoring.controller.js';

/** Rankings of finalised results, and their scores by another formula. */
@Module({
  imports: [CompetitionsModule, SubmissionsModule],
  controllers: [LeaderboardController, RescoringController],
  providers: [Leaderboards, Rescoring],
  exports: [Leaderboards],
})
export class LeaderboardModule {}
