import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type LeaderboardView, leaderboardViewSchema } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Answers } from '../platform/openapi/answers.js';
import { Leaderboards } from './leaderboards.js';

@ApiTags('competitions')
@Controller('competitions/:competition/phases/:phase/leaderboard')
export class LeaderboardController {
  constructor(private readonly leaderboards: Leaderboards) {}

  /** Each team's best finalised score, then the baselines. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, leaderboardViewSchema)
  get(@Param('competition') competition: string, @Param('phase') phase: string): Promise<LeaderboardView> {
    return this.leaderboards.get(competition, phase);
  }
}
