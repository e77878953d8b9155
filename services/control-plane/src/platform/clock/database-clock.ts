import type { DataSource } from 'typeorm';
import { SystemClock } from './system-clock.js';

/** An answer that took longer says too little about the moment at which it was given. */
const longestTripMs = 500;
const tolerableMs = 20;

/**
 * The database's clock, carried on by this machine's monotonic one between looks at it.
 *
 * Leases are written by one copy of the control plane and swept by another. So all copies go by the same clock, and
 * a machine whose own clock is wrong or is set does no harm.
 */
export class DatabaseClock extends SystemClock {
  private offsetMs = Date.now() - performance.now();

  constructor(private readonly database: Pick<DataSource, 'query'>) {
    super();
  }

  override now(): Date {
    return new Date(performance.now() + this.offsetMs);
  }

  override async synchronise(): Promise<void> {
    const sentMs = performance.now();
    const [row]: { now: Date }[] = await this.database.query('SELECT clock_timestamp() AS now');
    const receivedMs = performance.now();
    const tripMs = receivedMs - sentMs;
    if (row === undefined || tripMs > longestTripMs) return;
    const offsetMs = row.now.getTime() - (sentMs + receivedMs) / 2;
    if (Math.abs(offsetMs - this.offsetMs) > Math.max(tripMs, tolerableMs)) this.offsetMs = offsetMs;
  }
}
