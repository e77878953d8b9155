import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Factsheet, factsheetSchema } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { requireTeam } from '../platform/auth/team-of.js';
import { Answers } from '../platform/openapi/answers.js';
import { Factsheets } from './factsheets.js';

@ApiTags('competitions')
@Controller('competitions/:competition/factsheet')
export class FactsheetsController {
  constructor(private readonly factsheets: Factsheets) {}

  /** What the caller's team says about its entries. */
  @Get()
  @AllowRoles('participant')
  @Answers(200, factsheetSchema)
  get(
    @Param('competition') competition: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Factsheet> {
    return this.factsheets.get(competition, requireTeam(principal));
  }

  /** Says it anew; it fills the columns of every entry whose archive brought no factsheet of its own. */
  @Put()
  @AllowRoles('participant')
  @Answers(200, factsheetSchema)
  async put(
    @Param('competition') competition: string,
    @Body({ schema: factsheetSchema }) factsheet: Factsheet,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Factsheet> {
    await this.factsheets.put(competition, requireTeam(principal), factsheet, principal);
    return this.factsheets.get(competition, requireTeam(principal));
  }
}
