import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type BoardList, boardListSchema, type BoardView, boardViewSchema } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { BoardService } from './board-service.js';
import { BoardViews } from './board-views.js';

@ApiTags('boards')
@Controller('boards')
export class BoardsController {
  constructor(
    private readonly boards: BoardService,
    private readonly views: BoardViews,
  ) {}

  /** All boards by name. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, boardListSchema)
  async list(): Promise<BoardList> {
    return { items: await this.views.list() };
  }

  /** One board. */
  @Get(':name')
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, boardViewSchema)
  show(@Param('name') name: string): Promise<BoardView> {
    return this.views.get(name);
  }

  /** Takes a board out of service; what runs on it finishes. */
  @Post(':name/drain')
  @HttpCode(200)
  @AllowRoles('operator')
  @Answers(200, boardViewSchema)
  async drain(@CurrentPrincipal() principal: Principal, @Param('name') name: string): Promise<BoardView> {
    await this.boards.drain(principal, name);
    return this.views.get(name);
  }

  /** Marks a board as not to be trusted; what runs on it finishes. */
  @Post(':name/quarantine')
  @HttpCode(200)
  @AllowRoles('operator')
  @Answers(200, boardViewSchema)
  async quarantine(
    @CurrentPrincipal() principal: Principal,
    @Param('name') name: string,
  ): Promise<BoardView> {
    await this.boards.quarantine(principal, name);
    return this.views.get(name);
  }

  /** Puts a board back into service. */
  @Post(':name/release')
  @HttpCode(200)
  @AllowRoles('operator')
  @Answers(200, boardViewSchema)
  async release(@CurrentPrincipal() principal: Principal, @Param('name') name: string): Promise<BoardView> {
    await this.boards.release(principal, name);
    return this.views.get(name);
  }
}
