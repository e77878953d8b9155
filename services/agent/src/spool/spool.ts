import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { AttemptSpool, RESERVED_FILE_BYTES } from './attempt-spool.js';

/** The directory in which an agent keeps what the control plane has not confirmed yet. */
export class Spool {
  /** Chosen once when the directory is created; another value means that the agent was reinstalled. */
  readonly id: string;
  /** Grows with every process that opens the directory. */
  readonly epoch: bigint;
  readonly #attempts: string;
  readonly #trial: string;

  /** Opens the spool directory, or makes it. `nowMs` is the wall clock. Throws when the disk does not take it. */
  constructor(directory: string, nowMs = Date.now()) {
    this.#attempts = join(directory, 'attempts');
    this.#trial = join(directory, 'trial');
    mkdirSync(this.#attempts, { recursive: true, mode: 0o700 });
    this.id = readOrCreateId(join(directory, 'spool-id'));
    this.epoch = nextEpoch(join(directory, 'epoch'), nowMs);
  }

  /** Tries whether the disk would take another attempt. Throws what it would throw. */
  probe(): void {
    try {
      writeFileSync(this.#trial, Buffer.alloc(RESERVED_FILE_BYTES));
    } finally {
      rmSync(this.#trial, { force: true });
    }
  }

  /** Opens or makes the spool of an attempt. */
  open(attempt: bigint): AttemptSpool {
    return new AttemptSpool(attempt, join(this.#attempts, attempt.toString()));
  }

  /** Opens what earlier processes of this agent left, oldest attempt first. */
  openLeftOvers(): AttemptSpool[] {
    return readdirSync(this.#attempts)
      .filter((name) => /^\d+$/.test(name))
      .map(BigInt)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((attempt) => this.open(attempt));
  }
}

function readOrCreateId(path: string): string {
  const known = readIfThere(path);
  if (known !== undefined) return known;
  const id = randomUUID();
  const descriptor = openSync(`${path}.new`, 'w', 0o600);
  writeSync(descriptor, id);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(`${path}.new`, path);
  return id;
}

/** The time of this start in milliseconds, or one more than the last value where the clock has gone back. */
function nextEpoch(path: string, nowMs: number): bigint {
  const last = readIfThere(path);
  const now = BigInt(Math.trunc(nowMs));
  const epoch = last !== undefined && /^\d{20}$/.test(last) && BigInt(last) >= now ? BigInt(last) + 1n : now;
  // Written over in place, which a full disk allows.
  const descriptor = openSync(path, last === undefined ? 'w' : 'r+', 0o600);
  writeSync(descriptor, epoch.toString().padStart(20, '0'), 0);
  fsyncSync(descriptor);
  closeSync(descriptor);
  return epoch;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
