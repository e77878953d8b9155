import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { BackgroundLoop } from '../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { AgentMail, type AgentMessage } from './agent-mail.js';

const everyMs = 1_000;
/** An offer that young is still under way by its first message. */
const settleMs = 500;

/** The tables are the outbox: open offers and open cancels are sent again every second until agents have acted. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly mail: AgentMail,
    events: FarmEvents,
    logger: FarmLogger,
  ) {
    this.loop = new BackgroundLoop({
      name: 'reconcile',
      everyMs,
      waker: events.waker(['cancel-requested']),
      logger: logger.pino,
      round: async () => {
        await this.reconcile();
        return false;
      },
    });
  }

  /** Sends every open offer and cancel once. */
  async reconcile(): Promise<void> {
    const messages: AgentMessage[] = await this.dataSource.query(
      `SELECT 'dispatch' AS kind, agent_id AS "agentId", id AS attempt FROM attempts
       WHERE state = 'OFFERED' AND offered_at < $1`,
      [new Date(this.clock.now().getTime() - settleMs)],
    );
    const cancels: (AgentMessage & { reason: string | null })[] = await this.dataSource.query(
      `SELECT 'cancel' AS kind, a.agent_id AS "agentId", a.id AS attempt, j.cancel_reason AS reason
       FROM attempts a JOIN jobs j ON j.id = a.job_id
       WHERE a.state = 'ACCEPTED' AND j.cancel_requested_at IS NOT NULL`,
    );
    await this.mail.sendAgain([
      ...messages,
      ...cancels.map((cancel) => ({ ...cancel, reason: cancel.reason ?? 'The job was cancelled.' })),
    ]);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }
}
