import { status } from '@grpc/grpc-js';
import { type CommitResultRequest, type CommitResultResponse, Disposition } from '@npufarm/agent-protocol';
import { Injectable } from '@nestjs/common';
import { type AgentId, attemptNumberSchema } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { BlobStore } from '../blobs/index.js';
import {
  applyAttemptEvent,
  isCurrent,
  type LockedAttempt,
  lockAttempt,
  type Notices,
  WorkTransaction,
} from '../jobs/index.js';
import { Clock } from '../platform/clock/clock.js';
import { GrpcError } from '../platform/grpc/grpc-error.js';
import { EventWriter } from './event-writer.js';
import { fitToWork } from './fit-to-work.js';
import { type PresentedOutcome, readOutcome } from './presented-outcome.js';
import { isStoredOutcome, shelve, storeResult } from './stored-outcome.js';

const bytesPerPixel = 3;

/** Decides what becomes of a presented result; the fence is checked inside the transaction that stores it. */
@Injectable()
export class ResultCommit {
  constructor(
    private readonly work: WorkTransaction,
    private readonly writer: EventWriter,
    private readonly blobs: BlobStore,
    private readonly clock: Clock,
  ) {}

  async commit(agentId: AgentId, request: CommitResultRequest): Promise<CommitResultResponse> {
    const outcome = readOutcome(request);
    const missingBlob = await this.findMissingBlob(outcome);
    await this.writer.flush();
    const number = attemptNumberSchema.parse(request.attempt.toString());
    return this.work.run(async (manager, notices) => {
      const attempt = await lockAttempt(manager, number);
      if (attempt?.agentId !== agentId) {
        return stale(`Attempt ${number} was never granted to this agent.`);
      }
      if (!isCurrent(attempt) || (attempt.state !== 'ACCEPTED' && attempt.state !== 'LOST')) {
        return this.takeLate(manager, attempt, outcome, notices);
      }
      if (attempt.lastSeq < request.lastSeq) {
        return {
          disposition: Disposition.DISPOSITION_EVENTS_MISSING,
          detail: `Events ${attempt.lastSeq + 1n} to ${request.lastSeq} are not stored yet.`,
        };
      }
      if (missingBlob !== undefined) throw new GrpcError(status.FAILED_PRECONDITION, missingBlob);
      return this.decide(manager, attempt, fitToWork(outcome, attempt), outcome, notices);
    });
  }

  private async decide(
    manager: EntityManager,
    attempt: LockedAttempt,
    outcome: PresentedOutcome,
    presented: PresentedOutcome,
    notices: Notices,
  ): Promise<CommitResultResponse> {
    const now = this.clock.now();
    const { event } = outcome;
    const words =
      event === 'fail'
        ? { failureClass: outcome.failureClass, detail: outcome.detail }
        : event === 'confirm-cancel'
          ? { failureClass: 'CANCELLED_ADMIN' as const, detail: outcome.detail }
          : event === 'commit-rejection'
            ? { issues: outcome.data }
            : {};
    const to = await applyAttemptEvent(manager, attempt, event, { now, ...words }, notices);
    if (to === undefined) return this.takeLate(manager, attempt, presented, notices);
    if (outcome !== presented) await shelve(manager, attempt.id, presented, detailOf(outcome), now);
    await storeResult(manager, attempt.id, outcome, now);
    return { disposition: Disposition.DISPOSITION_COMMITTED, detail: `Attempt ${attempt.id} is ${to}.` };
  }

  private async takeLate(
    manager: EntityManager,
    attempt: LockedAttempt,
    outcome: PresentedOutcome,
    notices: Notices,
  ): Promise<CommitResultResponse> {
    if (await isStoredOutcome(manager, attempt.id, attempt.state, outcome)) {
      return {
        disposition: Disposition.DISPOSITION_DUPLICATE,
        detail: `Attempt ${attempt.id} is ${attempt.state} with this result already.`,
      };
    }
    const now = this.clock.now();
    const reason =
      attempt.job.currentAttempt === attempt.id
        ? `Attempt ${attempt.id} is ${attempt.state}, its job ${attempt.job.state}.`
        : `Attempt ${attempt.job.currentAttempt ?? 'none'} is the current one of the job.`;
    await shelve(manager, attempt.id, outcome, reason, now);
    await applyAttemptEvent(manager, attempt, 'fence', { now, detail: reason }, notices);
    return stale(reason);
  }

  private async findMissingBlob(outcome: PresentedOutcome): Promise<string | undefined> {
    if (outcome.event !== 'commit-success' || outcome.kind !== 'fidelity') return undefined;
    for (const { name, sha256, width, height } of outcome.data.pictures) {
      const blob = await this.blobs.find(sha256);
      if (blob === undefined) return `The output of ${name}, blob ${sha256}, is not stored; upload it first.`;
      const bytes = width * height * bytesPerPixel;
      if (blob.bytes !== bytes)
        return `The output of ${name} has ${blob.bytes} bytes; ${width}x${height} RGB is ${bytes}.`;
    }
    return undefined;
  }
}

function stale(detail: string): CommitResultResponse {
  return { disposition: Disposition.DISPOSITION_STALE, detail };
}

function detailOf(outcome: PresentedOutcome): string {
  return 'detail' in outcome ? outcome.detail : outcome.event;
}
