import { mkdirSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommitResultRequest, type Event, EventKind } from '@npufarm/agent-protocol';
import { EventLog } from './event-log.js';
import { RecordFile } from './record-file.js';

/** Most bytes of events that an attempt may keep on the disk. */
export const SPOOL_LIMIT_BYTES = 64 * 2 ** 20;
const RESERVE_BYTES = 2 * 2 ** 20;
/** What one write may hold, so that even the longest lines do not use up the reserve at once. */
const EVENTS_PER_WRITE = 32;
/** Space that an attempt needs to begin: its result must have room on a disk that is full by then. */
export const RESERVED_FILE_BYTES = 64 * 2 ** 10;

/** An event before it has its number. */
export type UnnumberedEvent = Omit<Event, 'seq'>;

/** Everything an attempt has yielded and the control plane has not confirmed yet, in a directory of its own. */
export class AttemptSpool {
  readonly #events: EventLog;
  readonly #resultFile: RecordFile;
  readonly #listeners = new Set<() => void>();
  #droppedLines = 0;
  #droppedSince: UnnumberedEvent | undefined;
  #unstoredResult: CommitResultRequest | undefined;

  /** Opens the spool of an attempt, or makes it. Throws when the disk does not take it. */
  constructor(
    readonly attempt: bigint,
    readonly directory: string,
    private readonly limitBytes = SPOOL_LIMIT_BYTES,
  ) {
    mkdirSync(directory, { recursive: true });
    this.#events = new EventLog(directory);
    this.#resultFile = new RecordFile(join(directory, 'result.log'));
    try {
      if (this.result === undefined) writeFileSync(this.#reservePath(), Buffer.alloc(RESERVED_FILE_BYTES));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Sequence number of the last event; 0 when there was none. */
  get lastSeq(): number {
    return this.#events.lastSeq;
  }

  /** How the attempt ended, once that is stored or the disk has refused to store it. */
  get result(): CommitResultRequest | undefined {
    if (this.#unstoredResult !== undefined) return this.#unstoredResult;
    const payload = this.#resultFile.read(this.#resultFile.length - 1, 1)[0];
    const result = payload === undefined ? undefined : CommitResultRequest.decode(payload);
    // A power cut during `finish` may keep the result and lose events; then it was never called stored.
    return result === undefined || result.lastSeq > BigInt(this.lastSeq) ? undefined : result;
  }

  /** Calls back after events were added; returns what ends that. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Adds events of one kind and level. When the spool is full, lines are dropped and counted, and a GAP event says so
   * as soon as there is room; stages, findings and errors use a reserve before they are dropped too.
   */
  append(events: readonly UnnumberedEvent[]): void {
    for (let first = 0; first < events.length; first += EVENTS_PER_WRITE) {
      this.#addOrDrop(events.slice(first, first + EVENTS_PER_WRITE));
    }
    this.#listeners.forEach((listener) => listener());
  }

  /** Events from a sequence number on. */
  read(fromSeq: number, count: number): Event[] {
    return this.#events.read(fromSeq, count);
  }

  /** Everything up to a sequence number is committed in the control plane. */
  acknowledge(durableSeq: number): void {
    this.#events.acknowledge(durableSeq);
  }

  /** See EventLog.skipTo. */
  skipTo(nextSeq: number): void {
    this.#events.skipTo(nextSeq);
  }

  /**
   * Stores how the attempt ended; resolves to true when that and every event before it would survive a power cut.
   * False when the disk does not take it: then the result lasts as long as this process.
   */
  async finish(outcome: CommitResultRequest['outcome']): Promise<boolean> {
    await rm(this.#reservePath(), { force: true });
    try {
      this.#reportGap();
      const result = this.#resultOf(outcome);
      this.#resultFile.append([CommitResultRequest.encode(result).finish()]);
      await Promise.all([this.#events.sync(), this.#resultFile.sync(), syncDirectory(this.directory)]);
      return true;
    } catch {
      this.#unstoredResult = this.#resultOf(outcome);
      return false;
    }
  }

  /** Ends the use of the files and leaves them on the disk. */
  close(): void {
    this.#events.close();
    this.#resultFile.close();
  }

  /** Deletes the attempt from the disk. */
  async remove(): Promise<void> {
    this.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  #resultOf(outcome: CommitResultRequest['outcome']): CommitResultRequest {
    return { attempt: this.attempt, lastSeq: BigInt(this.lastSeq), outcome };
  }

  #addOrDrop(events: readonly UnnumberedEvent[]): void {
    const [first] = events;
    if (first === undefined) return;
    if (this.#events.bytes < this.#limitFor(first) && this.#add(events)) return;
    this.#droppedLines += events.length;
    this.#droppedSince ??= first;
  }

  #limitFor(event: UnnumberedEvent): number {
    const important =
      event.level === 'error' ||
      event.kind === EventKind.EVENT_KIND_STAGE ||
      event.kind === EventKind.EVENT_KIND_ISSUE;
    return important ? this.limitBytes : this.limitBytes - Math.min(RESERVE_BYTES, this.limitBytes / 2);
  }

  #add(events: readonly UnnumberedEvent[]): boolean {
    try {
      this.#reportGap();
      this.#events.append(events);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      return false;
    }
  }

  #reportGap(): void {
    if (this.#droppedSince === undefined) return;
    const seq = this.lastSeq + 1;
    const gap = {
      ...this.#droppedSince,
      level: 'warn',
      source: 'agent',
      kind: EventKind.EVENT_KIND_GAP,
      text: `${this.#droppedLines} lines were dropped because the agent's spool was full`,
      dataJson: JSON.stringify({ fromSeq: seq, toSeq: seq, lines: this.#droppedLines }),
    };
    this.#events.append([gap]);
    this.#droppedLines = 0;
    this.#droppedSince = undefined;
  }

  #reservePath(): string {
    return join(this.directory, 'reserve');
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
