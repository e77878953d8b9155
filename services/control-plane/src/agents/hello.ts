import type { HelloRequest, HelloResponse } from '@npufarm/agent-protocol';
import { Injectable } from '@nestjs/common';
import type { AgentId, AttemptNumber } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { applyAttemptEvent, farmTimes, lockAttempt, type Notices, WorkTransaction } from '../jobs/index.js';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { queryOne } from '../platform/database/query-one.js';
import { findUnsafeBoards } from './find-unsafe-boards.js';
import { agreeOnProtocol } from './protocol-versions.js';
import { type KnownProcess, refuseEarlierProcess } from './refuse-earlier-process.js';
import { registerBoards } from './register-boards.js';

/** Opens an agent's session. */
@Injectable()
export class Hello {
  constructor(
    private readonly work: WorkTransaction,
    private readonly clock: Clock,
    private readonly events: FarmEvents,
  ) {}

  async greet(agentId: AgentId, request: HelloRequest): Promise<HelloResponse> {
    const response = await this.open(agentId, request);
    this.events.publish('agent-greeted', { agentId });
    return response;
  }

  private open(agentId: AgentId, request: HelloRequest): Promise<HelloResponse> {
    const agreement = agreeOnProtocol(request);
    const held = request.heldAttempts.map(String) as AttemptNumber[];
    return this.work.run(async (manager, notices) => {
      const known = await queryOne<KnownProcess>(
        manager,
        'SELECT spool_id, instance_id, epoch FROM agents WHERE id = $1 FOR NO KEY UPDATE',
        [agentId],
      );
      refuseEarlierProcess(known, request);
      const isReinstalled = typeof known?.spool_id === 'string' && known.spool_id !== request.spoolId;
      const isNewProcess = known?.instance_id !== request.instanceId;
      if (isReinstalled || isNewProcess) {
        await this.fenceForgotten(manager, agentId, isReinstalled ? [] : held, isReinstalled, notices);
      }
      const now = this.clock.now();
      await manager.query(
        `UPDATE agents SET spool_id = $2, instance_id = $3, version = $4, protocol = $5, draining = $6, drain_reason = $7,
           last_seen_at = $8, epoch = $9
         WHERE id = $1`,
        [
          agentId,
          request.spoolId,
          request.instanceId,
          request.agentVersion,
          agreement.protocol,
          request.draining || !agreement.agreed,
          agreement.agreed ? null : agreement.reason,
          now,
          request.epoch.toString(),
        ],
      );
      await registerBoards(manager, agentId, request.boards, now, notices);
      return {
        protocol: agreement.protocol,
        agentId,
        leaseTtlMs: farmTimes.leaseMs,
        renewEveryMs: farmTimes.renewEveryMs,
        fencedAttempts: await this.findFenced(manager, agentId, held),
        drainReason: agreement.agreed ? '' : agreement.reason,
        unsafe: await findUnsafeBoards(manager, agentId),
      };
    });
  }

  /** Ends the open attempts that a new process of the agent knows nothing of: nobody will ever finish them. */
  private async fenceForgotten(
    manager: EntityManager,
    agentId: AgentId,
    held: readonly AttemptNumber[],
    isReinstalled: boolean,
    notices: Notices,
  ): Promise<void> {
    const forgotten: { id: AttemptNumber }[] = await manager.query(
      `SELECT id FROM attempts WHERE agent_id = $1 AND state = 'ACCEPTED' AND NOT id = ANY($2::bigint[]) ORDER BY id`,
      [agentId, held],
    );
    const detail = isReinstalled
      ? 'The agent was reinstalled and has lost what it held.'
      : 'The agent was restarted before it had stored anything of the attempt.';
    for (const { id } of forgotten) {
      const attempt = await lockAttempt(manager, id);
      if (attempt === undefined) continue;
      const now = this.clock.now();
      await applyAttemptEvent(
        manager,
        attempt,
        'fence',
        { now, failureClass: 'AGENT_RESTARTED', detail },
        notices,
      );
    }
  }

  /** Held attempts whose result would only be kept as stale evidence. */
  private async findFenced(
    manager: EntityManager,
    agentId: AgentId,
    held: readonly AttemptNumber[],
  ): Promise<bigint[]> {
    const rows: { id: string }[] = await manager.query(
      `SELECT a.id FROM attempts a JOIN jobs j ON j.id = a.job_id
       WHERE a.id = ANY($2::bigint[]) AND a.agent_id = $1
         AND (a.state IN ('COMMITTED', 'FAILED', 'CANCELLED')
           OR (j.current_attempt = a.id AND j.state IN ('QUEUED', 'ACTIVE')))`,
      [agentId, held],
    );
    const wanted = new Set(rows.map(({ id }) => id));
    return held.filter((id) => !wanted.has(id)).map(BigInt);
  }
}
