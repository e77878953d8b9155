import type { StreamRequest, StreamResponse } from '@npufarm/agent-protocol';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import type { Logger } from 'pino';
import { Backoff } from '../link/backoff.js';
import { describeFailure } from '../link/call-failure.js';
import type { FarmLink } from '../link/farm-link.js';
import type { AttemptSpool } from '../spool/attempt-spool.js';
import { EvidenceSender } from './evidence-sender.js';

type Call = ClientDuplexStream<StreamRequest, StreamResponse>;

/** The one stream that carries the events of all attempts; it reconnects and resumes by itself. */
export class EvidenceStream {
  readonly #senders = new Map<bigint, EvidenceSender>();
  readonly #backoff = new Backoff();
  #call: Call | undefined;
  #lastReason = '';

  constructor(
    private readonly link: FarmLink,
    private readonly logger: Logger,
  ) {}

  /** Sends the events of an attempt, those that its spool holds and those to come. */
  attach(spool: AttemptSpool, onFenced: (reason: string) => void): EvidenceSender {
    const sender = new EvidenceSender(spool, (message) => this.#call?.write(message) ?? false, onFenced);
    this.#senders.set(spool.attempt, sender);
    if (this.#call !== undefined) sender.open();
    return sender;
  }

  /** Stops sending an attempt's events. */
  detach(attempt: bigint): void {
    this.#senders.get(attempt)?.close();
    this.#senders.delete(attempt);
  }

  /** Keeps a stream up until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#stream(signal);
      await this.#backoff.pause(signal);
    }
  }

  async #stream(signal: AbortSignal): Promise<void> {
    const call: Call = this.link.evidence.stream();
    const cancel = (): void => call.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    call.on('data', (response: StreamResponse) => this.#take(response));
    call.on('drain', () => this.#senders.forEach((sender) => sender.pump()));
    this.#call = call;
    this.#senders.forEach((sender) => sender.open());
    const reason = await new Promise<string>((resolve) => {
      call.on('error', (error) => resolve(describeFailure(error)));
      call.on('end', () => resolve('the control plane ended the stream'));
    });
    signal.removeEventListener('abort', cancel);
    call.cancel();
    this.#call = undefined;
    this.#senders.forEach((sender) => sender.pause());
    if (!signal.aborted && reason !== this.#lastReason) {
      this.logger.warn({ reason }, 'evidence stream interrupted');
    }
    this.#lastReason = reason;
  }

  #take({ message }: StreamResponse): void {
    if (message === undefined) return;
    this.#backoff.reset();
    this.#lastReason = '';
    const sender = this.#senders.get(message.value.attempt);
    if (message.$case === 'resume') sender?.resume(Number(message.value.nextSeq), message.value.window);
    else if (message.$case === 'ack') sender?.acknowledge(Number(message.value.durableSeq));
    else sender?.fence(message.value.reason);
  }
}
