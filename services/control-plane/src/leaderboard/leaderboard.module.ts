import { Module } from '@nestjs/common';
import { CompetitionsModule } from '../competitions/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { LeaderboardController } from './leaderboard.controller.js';
import { Leaderboards } from './leaderboards.js';

/** Rankings of finalised results. */
@Module({
  imports: [CompetitionsModule, SubmissionsModule],
  controllers: [LeaderboardController],
  providers: [Leaderboards],
  exports: [Leaderboards],
})
export class LeaderboardModule {}
