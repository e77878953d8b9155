import type { Assignment } from '@npufarm/agent-protocol';
import type { Logger } from 'pino';
import type { BoardSlot } from '../boards/board-slot.js';
import { describeFailure } from '../link/call-failure.js';
import type { AttemptContext, AttemptRunner } from '../runner/attempt-runner.js';
import type { Delivery } from '../runner/delivery.js';
import { HeldAttempt } from '../runner/held-attempt.js';
import type { HeldAttempts } from '../runner/held-attempts.js';
import { failedOutcome } from '../runner/wire-outcome.js';
import type { AttemptSpool } from '../spool/attempt-spool.js';
import type { Spool } from '../spool/spool.js';
import type { SpoolRoom } from '../spool/spool-room.js';
import type { LeaseGuard } from './lease-guard.js';
import { PastAttempts } from './past-attempts.js';
import type { SessionClient } from './session-client.js';

/** What an attempt desk works with. */
export interface AttemptDeskParts {
  readonly client: SessionClient;
  readonly boards: readonly BoardSlot[];
  readonly spool: Spool;
  readonly room: SpoolRoom;
  readonly runner: AttemptRunner;
  readonly delivery: Delivery;
  readonly held: HeldAttempts;
  readonly leases: LeaseGuard;
  readonly logger: Logger;
}

/** Takes offers, runs them, and hands over what they yield, also what an earlier process of this agent left. */
export class AttemptDesk {
  readonly #asking = new Set<bigint>();
  readonly #past = new PastAttempts();
  readonly #proving = new Set<string>();
  readonly #stop = new AbortController();
  /** Whether offers are accepted. */
  isAccepting = true;
  /** Called when the disk has not taken an attempt, which the control plane should hear at once. */
  onNoRoom: () => void = () => undefined;

  constructor(private readonly parts: AttemptDeskParts) {}

  /** Leaves every attempt where it stands; the spool keeps it for the next process of this agent. */
  stop(): void {
    this.isAccepting = false;
    this.#stop.abort();
  }

  /** Takes care of what earlier processes left: attempts without a result were interrupted. */
  async resumeLeftOvers(): Promise<void> {
    for (const spool of this.parts.spool.openLeftOvers()) {
      if (spool.result === undefined && spool.lastSeq === 0) {
        // It was asked for and never begun; whoever offered it has given it away since.
        await spool.remove();
        continue;
      }
      this.#past.add(spool.attempt);
      const held = new HeldAttempt(spool.attempt);
      if (spool.result === undefined) await this.parts.runner.interrupted(held, spool);
      held.stage = 'uploading';
      const sender = this.parts.delivery.open(held, spool);
      this.#keep(held, this.parts.delivery.finish(held, spool, sender, this.#stop.signal));
    }
  }

  /** An attempt is offered, by NATS or by a renewal; the same offer may come any number of times. */
  offer(attempt: bigint): void {
    if (!this.isAccepting || this.#asking.has(attempt) || this.#past.has(attempt)) return;
    this.#asking.add(attempt);
    this.#accept(attempt)
      .catch((error: unknown) => {
        this.parts.logger.warn(
          { attemptId: String(attempt), reason: describeFailure(error) },
          'offer not taken',
        );
      })
      .finally(() => this.#asking.delete(attempt));
  }

  /** An attempt has to stop, on request. */
  cancel(attempt: bigint, reason: string): void {
    this.parts.held.find(attempt)?.cancel(reason);
  }

  /** An attempt has to stop, because a later one is current. */
  fence(attempt: bigint, reason: string): void {
    this.parts.held.find(attempt)?.fence(reason);
  }

  /**
   * The control plane doubts that an attempt is off a board. Unless it runs, or its Accept is under way, it is disowned
   * for good, the board is brought to rest, and the proof of that goes out. Whoever is not answered asks again.
   */
  prove(boardName: string, attempt: bigint): void {
    const board = this.parts.boards.find(({ name }) => name === boardName);
    const held = this.parts.held.find(attempt);
    const mayRun = this.#asking.has(attempt) || (held !== undefined && held.stage !== 'uploading');
    if (board === undefined || mayRun || this.#proving.has(boardName)) return;
    this.#past.add(attempt);
    this.#proving.add(boardName);
    const report = (proof: string): Promise<void> => this.#report(boardName, attempt, proof);
    board
      .use(async () => {
        const { quiescent, proof } = await board.settle((later) => void report(later));
        if (quiescent) await report(proof);
      })
      .catch((error: unknown) => {
        this.parts.logger.warn(
          { attemptId: String(attempt), board: boardName, reason: describeFailure(error) },
          'board not proven at rest',
        );
      })
      .finally(() => this.#proving.delete(boardName));
  }

  async #report(board: string, attempt: bigint, proof: string): Promise<void> {
    // Refused only by a control plane that does not doubt the board any more.
    await this.parts.client.reportQuiescence(board, attempt, proof, this.#stop.signal).catch(() => undefined);
  }

  async #accept(attempt: bigint): Promise<void> {
    // The spool comes first: an attempt that this disk could not keep must not be accepted.
    const spool = this.#open(attempt);
    const sentAtMs = performance.now();
    let assignment: Assignment | undefined;
    try {
      assignment = await this.parts.client.accept(attempt, this.#stop.signal);
    } finally {
      if (assignment === undefined) await spool.remove();
    }
    if (assignment === undefined) return;
    const board = this.parts.boards.find(({ name }) => name === assignment.board);
    if (board?.facts.shared === true) this.parts.leases.watch(attempt, sentAtMs, assignment.leaseTtlMs);
    this.#start(assignment, spool, board);
    // An answer that comes after the lease has run out must not start anything.
    this.parts.leases.enforce(performance.now());
  }

  #open(attempt: bigint): AttemptSpool {
    try {
      return this.parts.spool.open(attempt);
    } catch (error) {
      this.parts.room.refused();
      this.onNoRoom();
      throw error;
    }
  }

  #start(assignment: Assignment, spool: AttemptSpool, board: BoardSlot | undefined): void {
    this.#past.add(assignment.attempt);
    const held = new HeldAttempt(assignment.attempt);
    const sender = this.parts.delivery.open(held, spool);
    const work = this.#carryOut({ assignment, held, spool }, board).then(() =>
      this.parts.delivery.finish(held, spool, sender, this.#stop.signal),
    );
    this.#keep(held, work);
  }

  async #carryOut(attempt: Omit<AttemptContext, 'board'>, board: BoardSlot | undefined): Promise<void> {
    if (board === undefined) {
      const detail = `this agent has no board named ${attempt.assignment.board}`;
      await attempt.spool.finish(failedOutcome('BUG', detail));
      return;
    }
    await this.parts.runner.run({ ...attempt, board }, this.#stop.signal, (proof) => {
      void this.#report(board.name, attempt.held.attempt, proof);
    });
  }

  #keep(held: HeldAttempt, work: Promise<void>): void {
    const guarded = work.catch((error: unknown) => {
      this.parts.logger.error({ attemptId: String(held.attempt), err: error }, 'attempt left in the spool');
    });
    this.parts.held.add(held, guarded);
  }
}
