import type { Logger } from 'pino';
import { describeFailure } from '../link/call-failure.js';
import type { Spool } from './spool.js';

/** After a refusal the disk is not trusted for so long, even if it takes a trial. */
const DISTRUST_MS = 5000;

/** Whether the disk has room for another attempt; an agent without room must say so, or offers to it lapse one by one. */
export class SpoolRoom {
  #refusedAtMs = Number.NEGATIVE_INFINITY;
  #hadRoom = true;

  constructor(
    private readonly spool: Spool,
    private readonly logger: Logger,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** The disk has not taken an attempt. */
  refused(): void {
    this.#refusedAtMs = this.nowMs();
  }

  /** Tries the disk. */
  hasRoom(): boolean {
    const reason = this.#reason();
    if (reason !== undefined && this.#hadRoom) this.logger.error({ reason }, 'no room for attempts');
    if (reason === undefined && !this.#hadRoom) this.logger.info('room for attempts again');
    this.#hadRoom = reason === undefined;
    return this.#hadRoom;
  }

  #reason(): string | undefined {
    if (this.nowMs() - this.#refusedAtMs < DISTRUST_MS) return 'the disk has just refused one';
    try {
      this.spool.probe();
      return undefined;
    } catch (error) {
      return describeFailure(error);
    }
  }
}
