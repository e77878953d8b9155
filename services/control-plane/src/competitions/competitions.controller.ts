import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type CompetitionList, competitionListSchema } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Answers } from '../platform/openapi/answers.js';
import { Competitions } from './competitions.js';

@ApiTags('competitions')
@Controller('competitions')
export class CompetitionsController {
  constructor(private readonly competitions: Competitions) {}

  /** All competitions with their phases and rules. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, competitionListSchema)
  async list(): Promise<CompetitionList> {
    return { items: await this.competitions.list() };
  }
}
