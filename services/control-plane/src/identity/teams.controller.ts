import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type CreateTeam,
  type TeamList,
  type TeamView,
  createTeamSchema,
  teamListSchema,
  teamViewSchema,
} from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Answers } from '../platform/openapi/answers.js';
import { Teams } from './teams.js';

@ApiTags('identity')
@Controller('teams')
export class TeamsController {
  constructor(private readonly teams: Teams) {}

  /** All teams by name. */
  @Get()
  @AllowRoles('organizer', 'operator')
  @Answers(200, teamListSchema)
  async list(): Promise<TeamList> {
    return { items: await this.teams.list() };
  }

  /** Adds a team. */
  @Post()
  @AllowRoles('organizer')
  @Answers(201, teamViewSchema)
  create(@Body({ schema: createTeamSchema }) { name }: CreateTeam): Promise<TeamView> {
    return this.teams.create(name);
  }
}
