import { setTimeout as sleep } from 'node:timers/promises';
import {
  Fidelity,
  type HelloRequest,
  type HelloResponse,
  type RenewResponse,
  type UnsafeBoard,
} from '@npufarm/agent-protocol';
import { status } from '@grpc/grpc-js';
import type { Logger } from 'pino';
import type { BoardSlot } from '../boards/board-slot.js';
import { Backoff } from '../link/backoff.js';
import { describeFailure, isServiceError } from '../link/call-failure.js';
import type { HeldAttempts } from '../runner/held-attempts.js';
import type { SpoolRoom } from '../spool/spool-room.js';
import type { AttemptDesk } from './attempt-desk.js';
import type { LeaseGuard } from './lease-guard.js';
import type { SessionClient } from './session-client.js';

const PROTOCOL = { protocolMin: 1, protocolMax: 1 };
const FENCED = 'a later attempt of this job is current';

const fidelities = {
  board: Fidelity.FIDELITY_BOARD,
  emulated: Fidelity.FIDELITY_EMULATED,
  host: Fidelity.FIDELITY_HOST,
  fake: Fidelity.FIDELITY_FAKE,
} as const;

/** What a session works with. */
export interface SessionParts {
  readonly client: SessionClient;
  readonly desk: AttemptDesk;
  readonly held: HeldAttempts;
  readonly boards: readonly BoardSlot[];
  readonly room: SpoolRoom;
  readonly leases: LeaseGuard;
  readonly logger: Logger;
  readonly self: {
    readonly agentVersion: string;
    readonly spoolId: string;
    readonly instanceId: string;
    readonly epoch: bigint;
  };
}

/** The agent's lifeline: hello, then one renewal for everything it holds, again and again. */
export class Session {
  #woken = new AbortController();
  #isDraining = false;
  #isUp = false;
  readonly #superseded = new AbortController();

  constructor(private readonly parts: SessionParts) {
    parts.desk.onNoRoom = () => this.#woken.abort();
  }

  /** True while the control plane answers. */
  get isUp(): boolean {
    return this.#isUp;
  }

  /** Aborted when a later process of this agent has taken over; this one has to end. */
  get superseded(): AbortSignal {
    return this.#superseded.signal;
  }

  /** Tells the control plane that the agent wants no new work, and accepts none. */
  drain(): void {
    this.#isDraining = true;
    this.parts.desk.isAccepting = false;
    this.#woken.abort();
  }

  /** Keeps the session up until the signal is aborted. `onWelcome` hears every accepted hello. */
  async run(onWelcome: (welcome: HelloResponse) => void, signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    let lastReason = '';
    while (!signal.aborted) {
      try {
        const welcome = await this.parts.client.hello(this.#hello(), signal);
        backoff.reset();
        lastReason = '';
        this.#isUp = true;
        this.#obey(welcome.drainReason, welcome.fencedAttempts);
        this.#prove(welcome.unsafe);
        this.parts.logger.info({ agentId: welcome.agentId, protocol: welcome.protocol }, 'session opened');
        onWelcome(welcome);
        await this.#renew(welcome, signal);
      } catch (error) {
        this.#isUp = false;
        const reason = describeFailure(error);
        if (isServiceError(error) && error.code === status.FAILED_PRECONDITION) {
          this.parts.logger.error({ reason }, 'superseded');
          this.parts.desk.isAccepting = false;
          this.#superseded.abort();
          return;
        }
        if (!signal.aborted && reason !== lastReason)
          this.parts.logger.warn({ reason }, 'session interrupted');
        lastReason = reason;
      }
      await backoff.pause(signal);
    }
  }

  async #renew({ renewEveryMs, leaseTtlMs }: HelloResponse, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#pause(renewEveryMs, signal);
      if (signal.aborted) return;
      const sentAtMs = performance.now();
      const { client, held, boards, room, desk, leases } = this.parts;
      await Promise.all(boards.filter(({ isBusy }) => !isBusy).map((board) => board.check()));
      const hasRoom = room.hasRoom();
      const response: RenewResponse = await client.renew(
        {
          held: held.all().map(({ attempt, stage }) => ({ attempt, stage })),
          boards: boards.map(({ report }) => ({ ...report, reachable: report.reachable && hasRoom })),
          draining: this.#isDraining,
        },
        signal,
      );
      leases.renewed(response.renewed, sentAtMs, leaseTtlMs);
      this.#obey(response.drainReason, response.fenced);
      response.cancel.forEach(({ attempt, reason }) => desk.cancel(attempt, reason));
      response.offered.forEach((attempt) => desk.offer(attempt));
      this.#prove(response.unsafe);
    }
  }

  #obey(drainReason: string, fenced: readonly bigint[]): void {
    fenced.forEach((attempt) => this.parts.desk.fence(attempt, FENCED));
    if (drainReason !== '' && this.parts.desk.isAccepting) {
      this.parts.logger.error({ reason: drainReason }, 'the control plane gives this agent no work');
    }
    this.parts.desk.isAccepting = drainReason === '' && !this.#isDraining;
  }

  #prove(unsafe: readonly UnsafeBoard[]): void {
    unsafe.forEach(({ board, attempt }) => this.parts.desk.prove(board, attempt));
  }

  async #pause(pauseMs: number, signal: AbortSignal): Promise<void> {
    this.#woken = new AbortController();
    const either = AbortSignal.any([signal, this.#woken.signal]);
    await sleep(pauseMs, undefined, { signal: either }).catch(() => undefined);
  }

  #hello(): HelloRequest {
    return {
      ...PROTOCOL,
      ...this.parts.self,
      boards: this.parts.boards.map(({ facts }) => ({
        name: facts.name,
        driver: facts.driver,
        fidelity: fidelities[facts.fidelity],
        capabilities: { ...facts.capabilities },
        environmentHash: facts.environmentHash,
        shared: facts.shared,
      })),
      heldAttempts: this.parts.held.all().map(({ attempt }) => attempt),
      draining: this.#isDraining,
    };
  }
}
