import { Injectable } from '@nestjs/common';
import { FarmError } from '../platform/problems/farm-error.js';

/** Uploads of one team wait for each other with a connection each; the rest of the pool belongs to the farm's own work. */
const atOnce = 4;
/** More than this waits longer than clients do, and would be work for nobody. */
const waitingLimit = 64;

/** Lets few uploads at a time into the database, and sends away what would have to wait too long. */
@Injectable()
export class UploadGate {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  /** For a look before anything is read of an upload. @throws FarmError `farm.busy` when too many wait already */
  requireRoom(): void {
    if (this.waiting.length >= waitingLimit) throw busy();
  }

  /** @throws FarmError `farm.busy` when too many wait already */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.inside >= atOnce) {
      this.requireRoom();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.inside += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.inside -= 1;
      else next();
    }
  }
}

function busy(): FarmError {
  return new FarmError({
    code: 'farm.busy',
    fault: 'infrastructure',
    status: 503,
    detail: `More than ${waitingLimit} uploads wait already; nothing of this one was stored.`,
    hint: 'Try again in a few seconds, with the same Idempotency-Key.',
  });
}
