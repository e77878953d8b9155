import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Event } from '@npufarm/agent-protocol';
import { RecentEvents } from './recent-events.js';
import { RecordFile } from './record-file.js';

const SEGMENT_BYTES = 4 * 2 ** 20;
const SEGMENT_NAME = /^events-(\d+)\.log$/;

interface Segment {
  readonly firstSeq: number;
  readonly file: RecordFile;
}

/** The events of one attempt on disk, in files that go away as their events are acknowledged. */
export class EventLog {
  readonly #segments: Segment[];
  readonly #recent = new RecentEvents();
  #syncs = 0;

  /** Opens the log of a directory; an empty directory makes an empty log. */
  constructor(private readonly directory: string) {
    this.#segments = readdirSync(directory)
      .map((name) => Number(SEGMENT_NAME.exec(name)?.[1] ?? Number.NaN))
      .filter((firstSeq) => !Number.isNaN(firstSeq))
      .toSorted((a, b) => a - b)
      .map((firstSeq) => this.#open(firstSeq));
    this.#dropAfterHole();
    if (this.#segments.length === 0) this.#segments.push(this.#open(1));
  }

  /** Sequence number of the last event; 0 when there was none. */
  get lastSeq(): number {
    const { firstSeq, file } = this.#tail();
    return firstSeq + file.length - 1;
  }

  /** Bytes on the disk. */
  get bytes(): number {
    return this.#segments.reduce((sum, { file }) => sum + file.bytes, 0);
  }

  /** Adds events under the next sequence numbers, all or none. */
  append(unnumbered: readonly Omit<Event, 'seq'>[]): void {
    if (this.#tail().file.bytes >= SEGMENT_BYTES) this.#segments.push(this.#open(this.lastSeq + 1));
    const firstSeq = this.lastSeq + 1;
    const events = unnumbered.map((event, index) => ({ ...event, seq: BigInt(firstSeq + index) }));
    this.#tail().file.append(events.map((event) => Event.encode(event).finish()));
    this.#recent.add(firstSeq, events);
  }

  /** Events from a sequence number on, at most `count`; what was acknowledged may be gone. */
  read(fromSeq: number, count: number): Event[] {
    const recent = this.#recent.read(fromSeq, count);
    if (recent !== undefined) return recent;
    const events: Event[] = [];
    for (const { firstSeq, file } of this.#segments) {
      const first = Math.max(0, fromSeq - firstSeq);
      const payloads = file.read(first, count - events.length);
      events.push(...payloads.map((payload) => Event.decode(payload)));
      if (events.length === count) break;
    }
    return events;
  }

  /** Deletes the files whose events are all acknowledged, except the newest. */
  acknowledge(durableSeq: number): void {
    this.#recent.dropUpTo(durableSeq);
    // A file that is being synced must keep its descriptor; the next acknowledgement deletes it.
    while (this.#segments.length > 1 && this.#syncs === 0) {
      const [first, second] = this.#segments;
      if (first === undefined || second === undefined || second.firstSeq - 1 > durableSeq) return;
      first.file.close();
      rmSync(first.file.path);
      this.#segments.shift();
    }
  }

  /** Goes on after events that the control plane has and a crash of this machine took from the disk. */
  skipTo(nextSeq: number): void {
    if (nextSeq <= this.lastSeq + 1) return;
    this.#segments.push(this.#open(nextSeq));
    this.acknowledge(nextSeq - 1);
  }

  /** Resolves when every event is on the disk. */
  async sync(): Promise<void> {
    this.#syncs += 1;
    try {
      await Promise.all(this.#segments.map(({ file }) => file.sync()));
    } finally {
      this.#syncs -= 1;
    }
  }

  close(): void {
    this.#segments.forEach(({ file }) => file.close());
  }

  #open(firstSeq: number): Segment {
    return { firstSeq, file: new RecordFile(join(this.directory, `events-${firstSeq}.log`)) };
  }

  #dropAfterHole(): void {
    const hole = this.#segments.findIndex(({ firstSeq }, index) => {
      const before = this.#segments[index - 1];
      return before !== undefined && before.firstSeq + before.file.length !== firstSeq;
    });
    if (hole === -1) return;
    for (const { file } of this.#segments.splice(hole)) {
      file.close();
      rmSync(file.path);
    }
  }

  #tail(): Segment {
    const tail = this.#segments.at(-1);
    if (tail === undefined) throw new Error(`the event log in ${this.directory} has no file`);
    return tail;
  }
}
