import { rename } from 'node:fs/promises';
import { type CommitResultRequest, type CommitResultResponse, Disposition } from '@npufarm/agent-protocol';
import { status } from '@grpc/grpc-js';
import type { Logger } from 'pino';
import type { BlobClient } from '../blobs/blob-client.js';
import type { EvidenceStream } from '../evidence/evidence-stream.js';
import type { EvidenceSender } from '../evidence/evidence-sender.js';
import { Backoff } from '../link/backoff.js';
import { describeFailure, isServiceError, mayPass } from '../link/call-failure.js';
import type { FarmLink } from '../link/farm-link.js';
import { unary } from '../link/unary.js';
import type { AttemptSpool } from '../spool/attempt-spool.js';
import type { HeldAttempt } from './held-attempt.js';
import { OutputStore } from './output-store.js';
import { failedOutcome } from './wire-outcome.js';

const COMMIT_TIMEOUT_MS = 15_000;
const UPLOAD_TIMEOUT_MS = 60_000;
const REFUSALS_BEFORE_FAILURE = 5;

/** Hands attempts over to the control plane: events all along, then outputs, then the result, until it is final. */
export class Delivery {
  constructor(
    private readonly link: FarmLink,
    private readonly blobs: BlobClient,
    private readonly evidence: EvidenceStream,
    private readonly logger: Logger,
  ) {}

  /** Starts to send the events of an attempt. */
  open(held: HeldAttempt, spool: AttemptSpool): EvidenceSender {
    return this.evidence.attach(spool, (reason) => held.fence(reason));
  }

  /** Presents the stored result until it has a final disposition, then deletes the spool. Ends early on the signal. */
  async finish(
    held: HeldAttempt,
    spool: AttemptSpool,
    sender: EvidenceSender,
    signal: AbortSignal,
  ): Promise<void> {
    const log = this.logger.child({ attemptId: String(held.attempt) });
    const backoff = new Backoff();
    let refusals = 0;
    while (!signal.aborted) {
      const result = await this.#storeOutputs(held, spool, signal);
      if (result === undefined) return;
      if ((await orAborted(sender.delivered(Number(result.lastSeq)), signal)) === 'aborted') return;
      try {
        const { disposition, detail } = await this.#commit(result, signal);
        if (disposition !== Disposition.DISPOSITION_EVENTS_MISSING) {
          log.info({ disposition: Disposition[disposition], detail }, 'result presented');
          await this.#forget(spool);
          return;
        }
        sender.open();
      } catch (error) {
        if (signal.aborted) return;
        const reason = describeFailure(error);
        log.debug({ reason }, 'result not presented yet');
        if (!mayPass(error)) refusals += 1;
        if (refusals >= REFUSALS_BEFORE_FAILURE) {
          if (result.outcome?.$case === 'failed') return this.#setAside(spool, reason, log);
          await spool.finish(failedOutcome('BUG', `the control plane refuses the result: ${reason}`));
          refusals = 0;
        }
      }
      await backoff.pause(signal);
    }
  }

  /** Stores the outputs that the result names; one that cannot be stored becomes a failure of the attempt. */
  async #storeOutputs(
    held: HeldAttempt,
    spool: AttemptSpool,
    signal: AbortSignal,
  ): Promise<CommitResultRequest | undefined> {
    const { result } = spool;
    if (result?.outcome?.$case !== 'fidelity') return result;
    const outputs = new OutputStore(spool.directory);
    const backoff = new Backoff();
    let refusals = 0;
    const waiting = [...result.outcome.value.pictures];
    while (waiting[0] !== undefined && !held.isFenced && !signal.aborted) {
      const { name, sha256 } = waiting[0];
      try {
        await this.blobs.store(outputs.pathOf(sha256), held.attempt, UPLOAD_TIMEOUT_MS);
        waiting.shift();
        continue;
      } catch (error) {
        // The attempt is not this agent's any more; presenting the result will say so.
        if (isServiceError(error) && error.code === status.PERMISSION_DENIED) break;
        if (!isServiceError(error) || error.code !== status.UNAVAILABLE) refusals += 1;
        if (refusals < REFUSALS_BEFORE_FAILURE && mayPass(error)) {
          await backoff.pause(signal);
          continue;
        }
        const isSlow = isServiceError(error) && error.code === status.DEADLINE_EXCEEDED;
        const detail = `output ${name}: ${describeFailure(error)}`;
        await spool.finish(failedOutcome(isSlow ? 'TIMEOUT_UPLOADING' : 'STORAGE', detail));
        return spool.result;
      }
    }
    return signal.aborted ? undefined : result;
  }

  #commit(result: CommitResultRequest, signal: AbortSignal): Promise<CommitResultResponse> {
    return unary(this.link.evidence.commitResult.bind(this.link.evidence), result, {
      timeoutMs: COMMIT_TIMEOUT_MS,
      signal,
    });
  }

  async #forget(spool: AttemptSpool): Promise<void> {
    this.evidence.detach(spool.attempt);
    await spool.remove();
  }

  /** A result that the control plane refuses for good is kept for the operator, out of the way. */
  async #setAside(spool: AttemptSpool, reason: string, log: Logger): Promise<void> {
    this.evidence.detach(spool.attempt);
    spool.close();
    const place = `${spool.directory}.refused`;
    await rename(spool.directory, place);
    log.error({ reason, place }, 'result refused by the control plane');
  }
}

/** Leaves no listener behind: the signal lives as long as the agent. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value | 'aborted'> {
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve('aborted');
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
