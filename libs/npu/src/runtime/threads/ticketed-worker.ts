import { Worker } from 'node:worker_threads';

interface Answer<Failure> {
  readonly ticket: number;
  readonly failure: Failure | undefined;
}

interface Caller {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A worker thread that answers every request by its ticket; it keeps the process alive only while it works. */
export class TicketedWorker<Failure> {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Caller>();
  private lastTicket = 0;
  private failure: Error | undefined;

  /** `source` is the worker's program as CommonJS text. */
  constructor(source: string, errorOf: (failure: Failure) => Error) {
    this.worker = new Worker(source, { eval: true });
    this.worker.on('message', ({ ticket, failure }: Answer<Failure>) => {
      const caller = this.settle(ticket);
      if (failure === undefined) caller?.resolve();
      else caller?.reject(errorOf(failure));
    });
    this.worker.on('error', (error: Error) => this.fail(error));
    this.worker.on('exit', (code) => this.fail(new Error(`a kernel thread ended with code ${code}`)));
    // Listening to messages takes a reference, so this comes last.
    this.worker.unref();
  }

  /** Whether the thread has ended; it takes no more requests. */
  get hasFailed(): boolean {
    return this.failure !== undefined;
  }

  post(message: object): void {
    this.worker.postMessage(message);
  }

  /** Sends a message with a ticket; settles when the worker answers it. */
  request(message: object): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const ticket = ++this.lastTicket;
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.waiting.set(ticket, { resolve, reject });
      this.worker.postMessage({ ...message, ticket });
    });
  }

  private settle(ticket: number): Caller | undefined {
    const caller = this.waiting.get(ticket);
    this.waiting.delete(ticket);
    if (this.waiting.size === 0) this.worker.unref();
    return caller;
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const ticket of this.waiting.keys()) this.settle(ticket)?.reject(error);
  }
}
