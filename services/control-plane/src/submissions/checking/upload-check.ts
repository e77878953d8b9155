import { Injectable } from '@nestjs/common';
import type { PhaseConfig, Reason } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { Competitions } from '../../competitions/index.js';
import { JobQueue } from '../../jobs/index.js';
import { FarmEvents } from '../../platform/events/farm-events.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { JobPlan } from '../evaluation/job-plan.js';
import { SubmissionMoves } from '../submission-moves.js';
import { type ArchiveAnswer, ArchiveCheck } from './archive-check.js';
import { CheckCache } from './check-cache.js';
import { checkVerdict } from './check-verdict.js';
import type { ClaimedSubmission } from './claim-submission.js';
import { type CheckAnswer, EmulatorCheck } from './emulator-check.js';
import { keepReport } from './keep-report.js';
import { ModelFiles } from './model-files.js';

/** Asks the delegate about an uploaded model and acts on the answer: jobs, a refusal, or another try. */
@Injectable()
export class UploadCheck {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: ModelFiles,
    private readonly competitions: Competitions,
    private readonly cache: CheckCache,
    private readonly emulator: EmulatorCheck,
    private readonly archive: ArchiveCheck,
    private readonly plan: JobPlan,
    private readonly jobs: JobQueue,
    private readonly moves: SubmissionMoves,
    private readonly events: FarmEvents,
    private readonly metrics: Metrics,
  ) {}

  async run(submission: ClaimedSubmission, signal: AbortSignal): Promise<void> {
    const { config } = await this.competitions.phaseById(this.dataSource.manager, submission.phaseId);
    const ofModel = await this.answer(submission, config, signal);
    if (signal.aborted) return;
    const extended = await this.archive.extend(submission, ofModel, signal);
    if (signal.aborted) return;
    const verdict = checkVerdict(extended.answer, submission.tries);
    if (verdict.kind === 'try-again') {
      await this.dataSource.query(
        `UPDATE submissions SET check_until = now() WHERE id = $1 AND state = 'CHECKING'`,
        [submission.id],
      );
      return;
    }
    if ('reason' in verdict) await this.end(submission, extended, verdict);
    else await this.accept(submission, extended);
    this.events.publish('submission-changed', { submissionId: submission.id });
  }

  private async answer(
    { modelSha256 }: ClaimedSubmission,
    { policy }: PhaseConfig,
    signal: AbortSignal,
  ): Promise<CheckAnswer> {
    const cached = await this.cache.find(modelSha256, policy);
    if (cached !== undefined) return { kind: 'report', report: cached };
    const answer = await this.files.use([modelSha256], ([path = '']) =>
      this.emulator.check(path, policy, signal),
    );
    if (answer.kind === 'report') await this.cache.keep(modelSha256, policy, answer.report);
    return answer;
  }

  private async accept(submission: ClaimedSubmission, answer: ArchiveAnswer): Promise<void> {
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
    answer: ArchiveAnswer,
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
