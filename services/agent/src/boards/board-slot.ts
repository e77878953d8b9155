import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { BoardDriver, Quiescence } from './board-driver.js';
import type { BoardFacts } from './board-facts.js';

const RETRY_MS = 2000;

/** A board of this agent with its driver; one attempt has it at a time. */
export class BoardSlot {
  #busy: Promise<void> = Promise.resolve();
  #users = 0;
  #reachable = true;

  constructor(
    readonly facts: BoardFacts,
    readonly driver: BoardDriver,
    private readonly logger: Logger,
  ) {}

  get name(): string {
    return this.facts.name;
  }

  /** True while an attempt has the board or waits for it. */
  get isBusy(): boolean {
    return this.#users > 0;
  }

  /** What the agent can say about the board now. */
  get report(): { readonly name: string; readonly reachable: boolean } {
    return { name: this.name, reachable: this.#reachable };
  }

  /** Gives the board to one user after the other. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#busy;
    const released = new EventTarget();
    this.#busy = once(released, 'released').then(() => undefined);
    this.#users += 1;
    await before;
    try {
      return await work();
    } finally {
      this.#users -= 1;
      released.dispatchEvent(new Event('released'));
    }
  }

  /**
   * Proves that nothing runs on the board. When that fails, it is tried again in the background, the next user
   * waits for it, and `onRest` is told the proof in the end.
   */
  async settle(onRest: (proof: string) => void = () => undefined): Promise<Quiescence> {
    const answer = await this.driver.recover();
    if (!answer.quiescent) {
      this.logger.error({ board: this.name, proof: answer.proof }, 'board does not come to rest');
      const before = this.#busy;
      this.#busy = Promise.all([before, this.#settleLater(onRest)]).then(() => undefined);
    }
    return answer;
  }

  /** Asks the board whether it is there. */
  async check(): Promise<void> {
    const answer = await this.driver.check();
    if (!answer.reachable && this.#reachable) {
      this.logger.error({ board: this.name, detail: answer.detail }, 'board not reachable');
    }
    this.#reachable = answer.reachable;
  }

  async #settleLater(onRest: (proof: string) => void): Promise<void> {
    for (;;) {
      await sleep(RETRY_MS, undefined, { ref: false });
      const { quiescent, proof } = await this.driver.recover();
      if (!quiescent) continue;
      onRest(proof);
      return;
    }
  }
}
