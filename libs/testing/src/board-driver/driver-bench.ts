import type { DriverUnderTest } from './driver-under-test.js';

/** A driver on the bench: the driver, work of every kind, and ways to hurt the board it drives. */
export interface DriverBench<Work> {
  readonly driver: DriverUnderTest<Work>;
  /** Another driver object for the same board, as after a restart of the agent. */
  readonly reopen: () => DriverUnderTest<Work>;
  /** A directory for attempts. */
  readonly directory: string;
  readonly timing: Work;
  readonly fidelity: Work;
  /** Work that the delegate refuses. */
  readonly refused: Work;
  /** Work that takes so long that the board can be hurt meanwhile. */
  readonly long: Work;
  /** Makes the board hang; called while it works. */
  readonly hang: () => Promise<void>;
  /** Makes the board vanish; called while it works. */
  readonly kill: () => Promise<void>;
  /** Whether anything still runs on the board, found out without the driver. */
  readonly isRunning: () => Promise<boolean>;
  /** Takes the bench down. */
  readonly close: () => Promise<void>;
}
