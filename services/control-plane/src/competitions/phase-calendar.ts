import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { BackgroundLoop } from '../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { PhaseGate } from './phase-gate.js';

const everyMs = 1_000;
const retryAfterMs = 60_000;
const calendar = { name: 'calendar', role: 'organizer' } as const;

interface DuePhase {
  readonly id: string;
  readonly competition: string;
  readonly slug: string;
  readonly state: 'draft' | 'open';
}

/**
 * Opens drafts when their time has come, which freezes them, and closes phases that take nothing late. A phase that
 * cannot open says why and is tried again every minute.
 */
@Injectable()
export class PhaseCalendar implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;
  private readonly triedAtMs = new Map<string, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly gate: PhaseGate,
    private readonly clock: Clock,
    private readonly logger: FarmLogger,
    events: FarmEvents,
  ) {
    this.loop = new BackgroundLoop({
      name: 'phase calendar',
      everyMs,
      waker: events.waker([]),
      logger: logger.pino,
      round: () => this.round(),
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async round(): Promise<boolean> {
    const due: DuePhase[] = await this.dataSource.query(
      `SELECT phase.id, competition.slug AS competition, phase.slug, phase.state
       FROM phases phase JOIN competitions competition ON competition.id = phase.competition_id
       WHERE (phase.state = 'draft' AND phase.opens_at <= $1)
          OR (phase.state = 'open' AND phase.closes_at <= $1
              AND coalesce(phase.config ->> 'late', 'refuse') = 'refuse')
       ORDER BY phase.id`,
      [this.clock.now()],
    );
    for (const phase of due) await this.turn(phase);
    return false;
  }

  private async turn({ id, competition, slug, state }: DuePhase): Promise<void> {
    const nowMs = this.clock.monotonicMs();
    if (nowMs - (this.triedAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < retryAfterMs) return;
    try {
      if (state === 'draft') await this.gate.open(competition, slug, calendar);
      else await this.gate.close(competition, slug, calendar);
      this.triedAtMs.delete(id);
    } catch (cause) {
      if (cause instanceof FarmError && cause.code.startsWith('phase.already-')) return;
      this.triedAtMs.set(id, nowMs);
      const problem = cause instanceof Error ? cause.message : String(cause);
      await this.dataSource.query('UPDATE phases SET opening_problem = $2 WHERE id = $1', [id, problem]);
      this.logger.pino.warn({ phase: `${competition}/${slug}`, err: cause }, 'phase cannot turn at its time');
    }
  }
}
