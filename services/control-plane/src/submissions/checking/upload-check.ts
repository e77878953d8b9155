import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { PhaseConfig, Reason } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { BlobStore } from '../../blobs/index.js';
import { Competitions } from '../../competitions/index.js';
import { Config } from '../../config/config.js';
import { JobQueue } from '../../jobs/index.js';
import { FarmEvents } from '../../platform/events/farm-events.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { JobPlan } from '../evaluation/job-plan.js';
import { SubmissionMoves } from '../submission-moves.js';
import { CheckCache } from './check-cache.js';
import { checkVerdict } from './check-verdict.js';
import type { ClaimedSubmission } from './claim-submission.js';
import { type CheckAnswer, EmulatorCheck } from './emulator-check.js';

/** Asks the delegate about an uploaded model and acts on the answer: jobs, a refusal, or another try. */
@Injectable()
export class UploadCheck {
  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly blobs: BlobStore,
    private readonly competitions: Competitions,
    private readonly cache: CheckCache,
    private readonly emulator: EmulatorCheck,
    private readonly plan: JobPlan,
    private readonly jobs: JobQueue,
    private readonly moves: SubmissionMoves,
    private readonly events: FarmEvents,
    private readonly metrics: Metrics,
  ) {}

  async run(submission: ClaimedSubmission, signal: AbortSignal): Promise<void> {
    const { config } = await this.competitions.phaseById(this.dataSource.manager, submission.phaseId);
    const answer = await this.answer(submission, config, signal);
    if (signal.aborted) return;
    const verdict = checkVerdict(answer, submission.tries);
    if (verdict.kind === 'try-again') {
      await this.dataSource.query(
        `UPDATE submissions SET check_until = now() WHERE id = $1 AND state = 'CHECKING'`,
        [submission.id],
      );
      return;
    }
    if (answer.kind === 'report') await this.cache.keep(submission.modelSha256, config.policy, answer.report);
    if ('reason' in verdict) await this.end(submission, answer, verdict);
    else await this.accept(submission, answer);
    this.events.publish('submission-changed', { submissionId: submission.id });
  }

  private async answer(
    { modelSha256 }: ClaimedSubmission,
    { policy }: PhaseConfig,
    signal: AbortSignal,
  ): Promise<CheckAnswer> {
    const cached = await this.cache.find(modelSha256, policy);
    if (cached !== undefined) return { kind: 'report', report: cached };
    const directory = join(this.config.dataDirectory, 'checking');
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, `${randomUUID()}.tflite`);
    try {
      await pipeline(Readable.from(this.blobs.read(modelSha256)), createWriteStream(path, { mode: 0o600 }));
      return await this.emulator.check(path, policy, signal);
    } finally {
      await rm(path, { force: true });
    }
  }

  private async accept(submission: ClaimedSubmission, answer: CheckAnswer): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const state = await this.moves.move(manager, submission.id, { event: 'check-accepted' });
      if (state === undefined) return;
      await keepReport(manager, submission.id, answer);
      await this.jobs.enqueue(manager, await this.plan.make(manager, submission));
    });
    this.events.publish('work-queued', {});
  }

  private async end(
    { id }: ClaimedSubmission,
    answer: CheckAnswer,
    { kind, reason }: { kind: 'refused' | 'failed'; reason: Reason },
  ): Promise<void> {
    const ended = await this.dataSource.transaction(async (manager) => {
      const state = await this.moves.move(manager, id, { event: `check-${kind}`, reason });
      if (state !== undefined) await keepReport(manager, id, answer);
      return state;
    });
    if (ended !== undefined) this.metrics.submissionsTotal.inc({ state: ended });
  }
}

async function keepReport(
  manager: Pick<DataSource['manager'], 'query'>,
  id: string,
  answer: CheckAnswer,
): Promise<void> {
  if (answer.kind !== 'report') return;
  await manager.query('UPDATE submissions SET check_report = $2 WHERE id = $1', [
    id,
    JSON.stringify(answer.report),
  ]);
}
