import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type CompetitionDocument,
  type CompetitionList,
  type CompetitionView,
  competitionDocumentSchema,
  competitionListSchema,
  competitionViewSchema,
} from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { CompetitionEditing } from './competition-editing.js';
import { Competitions } from './competitions.js';

@ApiTags('competitions')
@Controller('competitions')
export class CompetitionsController {
  constructor(
    private readonly competitions: Competitions,
    private readonly editing: CompetitionEditing,
  ) {}

  /** All competitions with their phases and rules. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, competitionListSchema)
  async list(): Promise<CompetitionList> {
    return { items: await this.competitions.list() };
  }

  /** One competition with its phases and rules. */
  @Get(':competition')
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, competitionViewSchema)
  get(@Param('competition') slug: string): Promise<CompetitionView> {
    return this.competitions.get(slug);
  }

  /** Makes a competition with all its phases, which are drafts at first. */
  @Post()
  @AllowRoles('organizer')
  @Answers(201, competitionViewSchema)
  async create(
    @Body({ schema: competitionDocumentSchema }) document: CompetitionDocument,
    @CurrentPrincipal() principal: Principal,
  ): Promise<CompetitionView> {
    await this.editing.create(document, principal);
    return this.competitions.get(document.slug);
  }

  /** Changes a competition to what the document says; refused where an opened phase would change its rules. */
  @Put()
  @AllowRoles('organizer')
  @Answers(200, competitionViewSchema)
  async update(
    @Body({ schema: competitionDocumentSchema }) document: CompetitionDocument,
    @CurrentPrincipal() principal: Principal,
  ): Promise<CompetitionView> {
    await this.editing.update(document, principal);
    return this.competitions.get(document.slug);
  }
}
