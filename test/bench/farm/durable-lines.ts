import { setTimeout as sleep } from 'node:timers/promises';
import type { FarmTables } from '../../chaos/check/farm-tables.js';

const everyMs = 250;

interface Sample {
  readonly atMs: number;
  readonly lines: number;
  readonly open: number;
}

/** Watches how fast lines become durable, and how many streams they come from. */
export class DurableLines {
  private readonly samples: Sample[] = [];
  private readonly watching: Promise<void>;
  private isOver = false;

  /** Watches the attempts that are offered from `began` on. */
  constructor(
    private readonly tables: FarmTables,
    private readonly began: Date,
    private readonly streams: number,
  ) {
    this.watching = this.watch();
  }

  /** Ends the watch; the rate while all streams were open, undefined when they never were for two samples. */
  async rate(): Promise<{ readonly linesPerSecond: number; readonly seconds: number } | undefined> {
    this.isOver = true;
    await this.watching;
    const steady = this.samples.filter(({ open }) => open === this.streams);
    const [first, last] = [steady[0], steady.at(-1)];
    if (first === undefined || last === undefined || first === last) return undefined;
    const seconds = (last.atMs - first.atMs) / 1000;
    const linesPerSecond = Math.round((last.lines - first.lines) / seconds);
    return { linesPerSecond, seconds: Number(seconds.toFixed(1)) };
  }

  private async watch(): Promise<void> {
    while (!this.isOver) {
      const rows = await this.tables.query<{ at: Date; lines: string; open: string }>(
        `SELECT clock_timestamp() AS at, coalesce(sum(last_seq), 0) AS lines,
           count(*) FILTER (WHERE stage = 'measuring' AND ended_at IS NULL) AS open
         FROM attempts WHERE offered_at >= $1`,
        [this.began],
      );
      const [row] = rows ?? [];
      if (row !== undefined)
        this.samples.push({ atMs: row.at.getTime(), lines: Number(row.lines), open: Number(row.open) });
      await sleep(everyMs);
    }
  }
}
