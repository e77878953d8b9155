import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type CreateTeam,
  type RegisteredTeam,
  type TeamList,
  type TeamView,
  createTeamSchema,
  registeredTeamSchema,
  teamListSchema,
  teamViewSchema,
} from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import { OpenToAll } from '../platform/auth/open-to-all.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { Registration } from './registration.js';
import { Teams } from './teams.js';

@ApiTags('identity')
@Controller('teams')
export class TeamsController {
  constructor(
    private readonly teams: Teams,
    private readonly registration: Registration,
  ) {}

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
  create(
    @Body({ schema: createTeamSchema }) team: CreateTeam,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TeamView> {
    return this.registration.add(team, principal);
  }

  /** Registers a team; it may look around, and submit once an organizer approves it. The token is shown here only. */
  @Post('register')
  @OpenToAll()
  @Answers(201, registeredTeamSchema)
  register(@Body({ schema: createTeamSchema }) team: CreateTeam): Promise<RegisteredTeam> {
    return this.registration.register(team);
  }

  /** Lets a registered team in. */
  @Post(':name/approve')
  @AllowRoles('organizer')
  @Answers(200, teamViewSchema)
  approve(@Param('name') name: string, @CurrentPrincipal() principal: Principal): Promise<TeamView> {
    return this.registration.decide(name, 'approved', principal);
  }

  /** Turns a team away; what it has submitted stays. */
  @Post(':name/refuse')
  @AllowRoles('organizer')
  @Answers(200, teamViewSchema)
  refuse(@Param('name') name: string, @CurrentPrincipal() principal: Principal): Promise<TeamView> {
    return this.registration.decide(name, 'refused', principal);
  }
}
