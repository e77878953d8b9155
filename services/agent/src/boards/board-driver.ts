import type { BoardAttempt, BoardWork } from './board-work.js';
import type { BoardEvent } from './board-event.js';
import type { BoardFacts } from './board-facts.js';

/** Whether a board can take work now. */
export type BoardCheck =
  { readonly reachable: true } | { readonly reachable: false; readonly detail: string };

/** Whether nothing runs on a board any more, and how the driver knows. */
export interface Quiescence {
  readonly quiescent: boolean;
  /** A sentence, such as "process group 4711 is gone". */
  readonly proof: string;
}

/**
 * What an agent asks of a board. Calls come one after the other: `prepare`, one `run`, `recover`.
 * A driver never retries by itself and never throws for what a model does: that is an outcome.
 */
export interface BoardDriver {
  /** Who the board is and what may change its numbers; the same answer until the agent restarts. */
  fingerprint(): Promise<BoardFacts>;
  /** Asks the board whether it is there; does not disturb a running attempt. */
  check(): Promise<BoardCheck>;
  /** Gets the board ready for one attempt. Throws BoardError when it cannot be. */
  prepare(attempt: BoardAttempt, signal: AbortSignal): Promise<void>;
  /**
   * Compiles and runs the work. Yields what happens; the last event is the outcome, and there is exactly one.
   * An aborted signal stops the board and yields the outcome `cancelled`.
   */
  run(work: BoardWork, signal: AbortSignal): AsyncIterable<BoardEvent>;
  /** Stops whatever is left on the board, also from an earlier agent process, and proves it. */
  recover(): Promise<Quiescence>;
}
