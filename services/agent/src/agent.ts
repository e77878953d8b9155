import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { BoardSlot } from './boards/board-slot.js';
import type { DirectoryLock } from './data-directory/directory-lock.js';
import type { EvidenceStream } from './evidence/evidence-stream.js';
import type { Shutdown } from './lifecycle/shutdown.js';
import type { Identity } from './identity/identity.js';
import type { IdentityRenewal } from './identity/identity-renewal.js';
import type { FarmLink } from './link/farm-link.js';
import type { HeldAttempts } from './runner/held-attempts.js';
import type { AttemptDesk } from './session/attempt-desk.js';
import type { DispatchListener } from './session/dispatch-listener.js';
import type { LeaseGuard } from './session/lease-guard.js';
import type { Session } from './session/session.js';

const POLL_MS = 100;

/** The parts of a running agent. */
export interface AgentParts {
  readonly lock: DirectoryLock;
  readonly boards: readonly BoardSlot[];
  readonly identity: Identity;
  readonly renewal: IdentityRenewal;
  readonly link: FarmLink;
  readonly evidence: EvidenceStream;
  readonly held: HeldAttempts;
  readonly desk: AttemptDesk;
  readonly leases: LeaseGuard;
  readonly session: Session;
  readonly dispatch: DispatchListener;
  readonly drainTimeoutMs: number;
  readonly logger: Logger;
}

/** One lab host's agent: drives its boards and hands over everything they yield. */
export class Agent {
  constructor(private readonly parts: AgentParts) {}

  /**
   * Works until it is asked to end; every board is at rest when this resolves.
   *
   * @throws IdentityError when the agent has to be enrolled first
   */
  async run(shutdown: Shutdown): Promise<void> {
    try {
      await this.#work(shutdown);
    } finally {
      this.parts.lock.release();
    }
  }

  async #work({ drain, stop }: Shutdown): Promise<void> {
    const { boards, desk, evidence, identity, leases, link, logger, renewal, session } = this.parts;
    const asked = AbortSignal.any([drain, stop, session.superseded]);
    if (!(await identity.establish(asked))) return;
    const down = new AbortController();
    await desk.resumeLeftOvers();
    leases.run(down.signal);
    const running = [evidence, renewal].map((part) => part.run(down.signal));
    running.push(this.#openSession(down.signal));
    logger.info({ boards: boards.map(({ name }) => name) }, 'agent running');
    await aborted(asked);
    if (!stop.aborted && !session.superseded.aborted) {
      logger.info('draining');
      session.drain();
      await this.#drained(stop);
    }
    desk.stop();
    // The boards of a superseded process are in the hands of the later one.
    if (!session.superseded.aborted) await Promise.all(boards.map((board) => board.driver.recover()));
    down.abort();
    await Promise.all(running);
    link.close();
    logger.info('agent ended');
  }

  async #openSession(signal: AbortSignal): Promise<void> {
    let listening: string | undefined;
    await this.parts.session.run(({ agentId }) => {
      if (listening === agentId) return;
      listening = agentId;
      this.parts.dispatch.run(agentId, signal).catch((error: unknown) => {
        this.parts.logger.error({ err: error }, 'message broker unusable; offers come with the renewals');
      });
    }, signal);
  }

  /**
   * Waits until nothing is held any more, at most the drain timeout. What only waits for a control plane that is
   * away is safe in the spool and is not waited for.
   */
  async #drained(stop: AbortSignal): Promise<void> {
    const { held, session, drainTimeoutMs } = this.parts;
    const until = performance.now() + drainTimeoutMs;
    while (!stop.aborted && performance.now() < until) {
      const all = held.all();
      if (all.length === 0) return;
      if (!session.isUp && all.every(({ stage }) => stage === 'uploading')) return;
      await sleep(POLL_MS);
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
