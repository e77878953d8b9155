import { Injectable } from '@nestjs/common';
import type { BoardOccupancy } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import {
  boardHealthLifecycle,
  type BoardHealthEvent,
  type BoardOccupancyEvent,
  findTransition,
} from '../lifecycle/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';
import type { BoardAxes } from './board-axes.js';
import { lockBoards } from './lock-boards.js';
import { saveBoard } from './save-board.js';
import { becameUsable, stepBoard } from './step-board.js';

/** What operators do with boards; the audit log says how each stood before. */
@Injectable()
export class BoardService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly events: FarmEvents,
    private readonly audit: AuditLog,
  ) {}

  /** Takes a board out of service; what runs on it finishes. */
  drain(principal: Principal, name: string): Promise<void> {
    return this.change(principal, name, 'drain', (board) =>
      board.occupancy === 'leased' ? stepBoard(board, { axis: 'occupancy', event: 'drain' }) : board,
    );
  }

  /** Marks a board as not to be trusted; what runs on it finishes. */
  quarantine(principal: Principal, name: string): Promise<void> {
    return this.change(principal, name, 'quarantine', (board) => board);
  }

  /**
   * Puts a board back into service; its health is unknown until it has done something well. One that is unsafe is
   * taken for at rest, on the operator's word.
   */
  release(principal: Principal, name: string): Promise<void> {
    return this.change(principal, name, 'release', (board) => {
      const event = releases[board.occupancy];
      return event === undefined ? board : stepBoard(board, { axis: 'occupancy', event });
    });
  }

  private async change(
    principal: Principal,
    name: string,
    event: BoardHealthEvent,
    alsoStep: (board: BoardAxes) => BoardAxes,
  ): Promise<void> {
    const isUsable = await this.dataSource.transaction(async (manager) => {
      const [board] = await lockBoards(manager, 'b.name = $1', [name]);
      if (board === undefined) throw notFound('board', name, 'GET /api/v1/boards lists them.');
      const row = findTransition(boardHealthLifecycle, board.health, event, undefined);
      const endsDoubt = event === 'release' && board.occupancy === 'unsafe';
      if (row === undefined && !endsDoubt) throw refused(board, event);
      const after = alsoStep({ ...board, health: row?.to ?? board.health });
      await saveBoard(manager, board, after, this.clock.now());
      const { health, occupancy } = board;
      const detail = { health, occupancy };
      await this.audit.record(manager, principal, { action: `board.${event}`, subject: name, detail });
      return becameUsable(board, after);
    });
    if (isUsable) this.events.publish('work-queued', {});
  }
}

/** What the release of a board means for its occupancy. */
const releases: Partial<Record<BoardOccupancy, BoardOccupancyEvent>> = {
  draining: 'undrain',
  unsafe: 'quiescent',
};

function refused(board: BoardAxes, event: BoardHealthEvent): FarmError {
  return new FarmError({
    code: 'board.transition-refused',
    fault: 'participant',
    status: 409,
    detail: `Board ${board.name} is ${board.health}, so it cannot ${event}.`,
    hint: 'GET /api/v1/boards shows where it stands.',
  });
}
