import type { StreamRequest } from '@npufarm/agent-protocol';
import type { AttemptSpool } from '../spool/attempt-spool.js';

const BATCH_EVENTS = 256;
const GATHER_MS = 20;

/** Whether everything of an attempt arrived, or the control plane does not take it any more. */
export type Delivery = 'delivered' | 'fenced';

interface Waiting {
  readonly seq: number;
  readonly resolve: (delivery: Delivery) => void;
}

/** Sends one attempt's events within the window that the control plane grants. */
export class EvidenceSender {
  readonly #stopListening: () => void;
  #waiting: readonly Waiting[] = [];
  #nextSeq: number | undefined;
  #window = 0;
  #durableSeq = 0;
  #fenced = false;
  #timer: NodeJS.Timeout | undefined;

  /** `write` hands over a message and returns false when the stream is full; `pump` is called when it has drained. */
  constructor(
    private readonly spool: AttemptSpool,
    private readonly write: (message: StreamRequest) => boolean,
    private readonly onFenced: (reason: string) => void,
  ) {
    this.#stopListening = spool.onAppend(() => this.#gather());
  }

  /** Announces the attempt on a fresh stream, or asks again where to go on. */
  open(): void {
    if (this.#fenced) return;
    this.#nextSeq = undefined;
    const value = { attempt: this.spool.attempt, have: BigInt(this.spool.lastSeq) };
    this.write({ message: { $case: 'open', value } });
  }

  /** The stream is gone; nothing is sent until the next `resume`. */
  pause(): void {
    this.#nextSeq = undefined;
  }

  /** The control plane has said where to go on. */
  resume(nextSeq: number, window: number): void {
    this.spool.skipTo(nextSeq);
    this.#nextSeq = nextSeq;
    this.#window = Math.max(1, window);
    this.#durableSeq = nextSeq - 1;
    this.acknowledge(nextSeq - 1);
  }

  /** Everything up to a sequence number is committed. */
  acknowledge(durableSeq: number): void {
    this.#durableSeq = Math.max(this.#durableSeq, durableSeq);
    this.spool.acknowledge(this.#durableSeq);
    this.#settle();
    this.pump();
  }

  /** The control plane refuses the attempt's events. */
  fence(reason: string): void {
    if (this.#fenced) return;
    this.#fenced = true;
    this.#nextSeq = undefined;
    this.#settle();
    this.onFenced(reason);
  }

  /** Resolves when every event up to a sequence number is committed, or none will ever be. */
  delivered(seq: number): Promise<Delivery> {
    return new Promise((resolve) => {
      this.#waiting = [...this.#waiting, { seq, resolve }];
      this.#settle();
      this.pump();
    });
  }

  /** Sends what the window allows. */
  pump(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#nextSeq !== undefined) {
      const room = this.#durableSeq + this.#window - this.#nextSeq + 1;
      const events = this.spool.read(this.#nextSeq, Math.min(BATCH_EVENTS, room));
      if (room <= 0 || events.length === 0) return;
      this.#nextSeq += events.length;
      const value = { attempt: this.spool.attempt, events };
      if (!this.write({ message: { $case: 'batch', value } })) return;
    }
  }

  close(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
  }

  /** Lines that come in a burst travel together. */
  #gather(): void {
    this.#timer ??= setTimeout(() => this.pump(), GATHER_MS);
  }

  #settle(): void {
    const ended = this.#waiting.filter(({ seq }) => this.#fenced || seq <= this.#durableSeq);
    this.#waiting = this.#waiting.filter((waiting) => !ended.includes(waiting));
    ended.forEach(({ resolve }) => resolve(this.#fenced ? 'fenced' : 'delivered'));
  }
}
