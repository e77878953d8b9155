import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from './clock.js';

/** The machine's own clock. Its timers never keep the process alive. */
@Injectable()
export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }

  override monotonicMs(): number {
    return performance.now();
  }

  override async synchronise(): Promise<void> {}

  override async sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    try {
      await delay(durationMs, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) });
    } catch (cause) {
      if (signal?.aborted !== true) throw cause;
    }
  }
}
