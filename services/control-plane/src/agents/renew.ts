import type { BoardReport, Cancel, RenewRequest, RenewResponse } from '@npufarm/agent-protocol';
import { Injectable } from '@nestjs/common';
import { type AgentId, type AttemptNumber, stageSchema } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { becameUsable, lockBoards, saveBoard, stepBoard } from '../boards/index.js';
import { applyAttemptEvent, farmTimes, isCurrent, lockAttempt, WorkTransaction } from '../jobs/index.js';
import { Clock } from '../platform/clock/clock.js';
import { findUnsafeBoards } from './find-unsafe-boards.js';
import { requireInstance } from './require-instance.js';

/** Extends all leases of an agent with one message, and tells it what else it should know. */
@Injectable()
export class Renew {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: WorkTransaction,
    private readonly clock: Clock,
  ) {}

  /** @throws GrpcError when another process of the agent has the session */
  async renew(agentId: AgentId, request: RenewRequest): Promise<RenewResponse> {
    const drainReason = await this.hear(agentId, request);
    const renewed = await this.extend(agentId, request);
    const fenced: bigint[] = [];
    const isRenewed = new Set(renewed);
    for (const { attempt } of request.held) {
      const id = String(attempt) as AttemptNumber;
      if (isRenewed.has(id)) continue;
      const fate = await this.revive(agentId, id);
      if (fate === 'revived') renewed.push(id);
      if (fate === 'fenced') fenced.push(attempt);
    }
    await this.takeReports(agentId, request.boards);
    await this.takeBackOffers(agentId, request.boards);
    return {
      renewed: renewed.map(BigInt),
      fenced,
      cancel: await this.openCancels(agentId),
      offered: await this.openOffers(agentId, request),
      drainReason,
      unsafe: await findUnsafeBoards(this.dataSource.manager, agentId),
    };
  }

  /** Notes that the agent is there; returns why it has to drain, if it has. */
  private async hear(agentId: AgentId, { draining, instanceId }: RenewRequest): Promise<string> {
    const [[heard]]: [{ reason: string | null }[]] = await this.dataSource.query(
      `UPDATE agents SET last_seen_at = $2, draining = $3 OR drain_reason IS NOT NULL
       WHERE id = $1 AND instance_id = $4 RETURNING drain_reason AS reason`,
      [agentId, this.clock.now(), draining, instanceId],
    );
    if (heard === undefined) await requireInstance(this.dataSource.manager, agentId, instanceId);
    return heard?.reason ?? '';
  }

  private async extend(agentId: AgentId, { held }: RenewRequest): Promise<AttemptNumber[]> {
    const now = this.clock.now();
    if (held.length === 0) return [];
    const [rows]: [{ id: AttemptNumber }[]] = await this.dataSource.query(
      `UPDATE attempts a SET lease_until = greatest(a.lease_until, $3), stage = coalesce(h.stage, a.stage),
         stage_since = CASE WHEN h.stage <> coalesce(a.stage, '') THEN $5 ELSE a.stage_since END
       FROM unnest($2::bigint[], $4::text[]) AS h (attempt, stage)
       WHERE a.id = h.attempt AND a.id IN (
         SELECT id FROM attempts WHERE id = ANY($2::bigint[]) AND agent_id = $1 AND state = 'ACCEPTED'
         ORDER BY id FOR NO KEY UPDATE)
       RETURNING a.id`,
      [
        agentId,
        held.map(({ attempt }) => String(attempt)),
        new Date(now.getTime() + farmTimes.leaseMs),
        held.map(({ stage }) => stageSchema.safeParse(stage).data ?? null),
        now,
      ],
    );
    return rows.map(({ id }) => id);
  }

  /** An attempt whose lease had run out is taken back while nobody else has got its job. */
  private revive(agentId: AgentId, id: AttemptNumber): Promise<'revived' | 'fenced' | 'ended'> {
    return this.work.run(async (manager, notices) => {
      const attempt = await lockAttempt(manager, id);
      if (attempt?.agentId !== agentId) return 'fenced';
      const to = await applyAttemptEvent(manager, attempt, 'renew', { now: this.clock.now() }, notices);
      if (to !== undefined) return 'revived';
      if (attempt.state === 'LOST') return isCurrent(attempt) ? 'ended' : 'fenced';
      return attempt.state === 'FENCED' || attempt.state === 'OFFERED' ? 'fenced' : 'ended';
    });
  }

  private async takeReports(agentId: AgentId, reports: readonly BoardReport[]): Promise<void> {
    if (reports.length === 0) return;
    const now = this.clock.now();
    const reportByName = new Map(reports.map((report) => [report.name, report]));
    await this.work.run(async (manager, notices) => {
      const known = await lockBoards(manager, 'b.agent_id = $1 AND b.name = ANY($2)', [
        agentId,
        [...reportByName.keys()],
      ]);
      for (const board of known) {
        const report = reportByName.get(board.name);
        if (report === undefined) continue;
        const after = stepBoard(board, { axis: 'link', event: report.reachable ? 'heard' : 'unreachable' });
        await saveBoard(manager, board, after, now);
        if (becameUsable(board, after)) notices.workQueued();
      }
    });
  }

  /** What was offered to a board that is not there goes back into the queue, before its start window ends. */
  private async takeBackOffers(agentId: AgentId, reports: readonly BoardReport[]): Promise<void> {
    const missing = reports.filter(({ reachable }) => !reachable).map(({ name }) => name);
    if (missing.length === 0) return;
    const offers: { id: AttemptNumber; board: string }[] = await this.dataSource.query(
      `SELECT a.id, b.name AS board FROM attempts a JOIN boards b ON b.id = a.board_id
       WHERE a.agent_id = $1 AND a.state = 'OFFERED' AND b.name = ANY($2) ORDER BY a.id`,
      [agentId, missing],
    );
    for (const { id, board } of offers) {
      const detail = `The agent could not use ${board}.`;
      await this.work.run(async (manager, notices) => {
        const attempt = await lockAttempt(manager, id);
        if (attempt?.state !== 'OFFERED') return;
        const details = { now: this.clock.now(), failureClass: 'TIMEOUT_START', detail } as const;
        await applyAttemptEvent(manager, attempt, 'fence', details, notices);
      });
    }
  }

  private async openCancels(agentId: AgentId): Promise<Cancel[]> {
    const rows: { id: string; reason: string | null }[] = await this.dataSource.query(
      `SELECT a.id, j.cancel_reason AS reason FROM attempts a JOIN jobs j ON j.id = a.job_id
       WHERE a.agent_id = $1 AND a.state = 'ACCEPTED' AND j.cancel_requested_at IS NOT NULL ORDER BY a.id`,
      [agentId],
    );
    return rows.map(({ id, reason }) => ({
      attempt: BigInt(id),
      reason: reason ?? 'The job was cancelled.',
    }));
  }

  /** What the agent should ask for; an accepted attempt that it does not hold is one whose answer was lost. */
  private async openOffers(agentId: AgentId, { held }: RenewRequest): Promise<bigint[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT id FROM attempts WHERE agent_id = $1
         AND (state = 'OFFERED' OR state = 'ACCEPTED' AND NOT id = ANY($2::bigint[])) ORDER BY id`,
      [agentId, held.map(({ attempt }) => String(attempt))],
    );
    return rows.map(({ id }) => BigInt(id));
  }
}
