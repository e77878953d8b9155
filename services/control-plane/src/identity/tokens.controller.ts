import { Body, Controller, Delete, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type CreateToken,
  type CreatedToken,
  type TokenList,
  type TokenView,
  createTokenSchema,
  createdTokenSchema,
  tokenListSchema,
  tokenViewSchema,
} from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { TokenIssue } from './token-issue.js';
import { Tokens } from './tokens.js';

@ApiTags('identity')
@Controller('tokens')
export class TokensController {
  constructor(
    private readonly tokens: Tokens,
    private readonly issue: TokenIssue,
  ) {}

  /** Tokens without their secrets: all of them, or those of the caller's team. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, tokenListSchema)
  async list(@CurrentPrincipal() { role, teamId }: Principal): Promise<TokenList> {
    return { items: await this.tokens.list(role === 'participant' ? teamId : undefined) };
  }

  /** Makes a token; the answer is the only place where it is ever shown. Participants make them for their own team. */
  @Post()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(201, createdTokenSchema)
  create(
    @Body({ schema: createTokenSchema }) request: CreateToken,
    @CurrentPrincipal() principal: Principal,
  ): Promise<CreatedToken> {
    return this.issue.create(request, principal);
  }

  /** Revokes a token. */
  @Delete(':id')
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, tokenViewSchema)
  revoke(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TokenView> {
    return this.tokens.revoke(id, principal);
  }
}
