import type { ReportQuiescenceRequest, ReportQuiescenceResponse } from '@npufarm/agent-protocol';
import { Injectable } from '@nestjs/common';
import type { AgentId } from '@npufarm/contracts';
import { becameUsable, lockBoards, saveBoard, stepBoard } from '../boards/index.js';
import { WorkTransaction } from '../jobs/index.js';
import { Clock } from '../platform/clock/clock.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { requireInstance } from './require-instance.js';

/** Takes the proof that nothing runs on a board any more. */
@Injectable()
export class Quiescence {
  constructor(
    private readonly work: WorkTransaction,
    private readonly clock: Clock,
    private readonly logger: FarmLogger,
  ) {}

  /**
   * A proof about any other attempt than the one that made the board unsafe proves nothing and is ignored, also when
   * another agent drives the board by now.
   *
   * @throws GrpcError when another process of the agent has the session: it may run what the earlier one disowned
   */
  report(agentId: AgentId, request: ReportQuiescenceRequest): Promise<ReportQuiescenceResponse> {
    return this.work.run(async (manager, notices) => {
      await requireInstance(manager, agentId, request.instanceId);
      const [board] = await lockBoards(manager, 'b.name = $1 AND b.agent_id = $2', [request.board, agentId]);
      const isProven = board?.occupancy === 'unsafe' && board.currentAttempt === request.attempt.toString();
      if (board === undefined || !isProven) return {};
      const after = stepBoard(board, { axis: 'occupancy', event: 'quiescent' });
      await saveBoard(manager, board, after, this.clock.now());
      if (becameUsable(board, after)) notices.workQueued();
      this.logger.pino.info(
        { board: board.name, attempt: board.currentAttempt, proof: request.proof },
        'board proven quiescent',
      );
      return {};
    });
  }
}
