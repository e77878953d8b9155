import type {
  Assignment,
  HelloRequest,
  HelloResponse,
  RenewRequest,
  RenewResponse,
} from '@npufarm/agent-protocol';
import { Backoff } from '../link/backoff.js';
import { mayPass } from '../link/call-failure.js';
import type { FarmLink } from '../link/farm-link.js';
import { type CallTerms, unary } from '../link/unary.js';

const HELLO_TIMEOUT_MS = 10_000;
const CALL_TIMEOUT_MS = 4000;
/** The start window of an offer; asking longer is in vain. */
const ACCEPT_WINDOW_MS = 10_000;

/** The calls of the session service as promises. Each rejects with the ServiceError. */
export class SessionClient {
  /** `instanceId` is this process's, as its hello says. */
  constructor(
    private readonly link: FarmLink,
    private readonly instanceId: string,
  ) {}

  hello(request: HelloRequest, signal: AbortSignal): Promise<HelloResponse> {
    const { session } = this.link;
    return unary(session.hello.bind(session), request, this.#terms(HELLO_TIMEOUT_MS, signal));
  }

  renew(request: Omit<RenewRequest, 'instanceId'>, signal: AbortSignal): Promise<RenewResponse> {
    const { session } = this.link;
    const whole = { ...request, instanceId: this.instanceId };
    return unary(session.renew.bind(session), whole, this.#terms(CALL_TIMEOUT_MS, signal));
  }

  /** The work of an offered attempt; undefined when the offer is gone. Tries again within the start window. */
  async accept(attempt: bigint, signal: AbortSignal): Promise<Assignment | undefined> {
    const { session } = this.link;
    const until = performance.now() + ACCEPT_WINDOW_MS;
    const backoff = new Backoff();
    for (;;) {
      try {
        const terms = this.#terms(CALL_TIMEOUT_MS, signal);
        const { answer } = await unary(
          session.accept.bind(session),
          { attempt, instanceId: this.instanceId },
          terms,
        );
        return answer?.$case === 'assignment' ? answer.value : undefined;
      } catch (error) {
        if (signal.aborted || !mayPass(error) || performance.now() > until) throw error;
        await backoff.pause(signal);
      }
    }
  }

  /** Proves that an attempt does not run on a board; tries until the control plane has heard it. */
  async reportQuiescence(board: string, attempt: bigint, proof: string, signal: AbortSignal): Promise<void> {
    const { session } = this.link;
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        const request = { board, attempt, proof, instanceId: this.instanceId };
        const terms = this.#terms(CALL_TIMEOUT_MS, signal);
        await unary(session.reportQuiescence.bind(session), request, terms);
        return;
      } catch (error) {
        if (!mayPass(error)) throw error;
        await backoff.pause(signal);
      }
    }
  }

  #terms(timeoutMs: number, signal: AbortSignal): CallTerms {
    return { timeoutMs, signal };
  }
}
