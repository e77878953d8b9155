import type { SubmissionJobEvent, SubmissionLogEvent, SubmissionState } from '@npufarm/contracts';
import type { ProgressStep } from '../../output/progress.js';

interface JobProgress {
  readonly ended: boolean;
  /** Share that is done, 0..1. */
  readonly share: number;
}

function shareOf(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null || !('done' in data) || !('total' in data)) return undefined;
  const { done, total } = data;
  return typeof done === 'number' && typeof total === 'number' && total > 0
    ? Math.min(1, done / total)
    : undefined;
}

/** Follows a submission's live messages and says in one line how far it is. */
export class EvaluationProgress {
  readonly #jobs = new Map<string, JobProgress>();
  #stage = 'checking';

  onState(state: SubmissionState): void {
    if (state === 'RECEIVED' || state === 'CHECKING') this.#stage = 'checking';
    else if (state === 'EVALUATING' && this.#stage === 'checking') this.#stage = 'queueing';
  }

  onJob(event: SubmissionJobEvent): void {
    const ended = event.state !== 'QUEUED' && event.state !== 'ACTIVE';
    const share = this.#jobs.get(event.jobId)?.share ?? 0;
    this.#jobs.set(event.jobId, { ended, share: ended ? 1 : share });
    if (ended && [...this.#jobs.values()].every((job) => job.ended)) this.#stage = 'scoring';
  }

  onLog(event: SubmissionLogEvent): void {
    if (this.#stage !== 'scoring') this.#stage = event.stage;
    const share = event.kind === 'progress' ? shareOf(event.data) : undefined;
    const known = this.#jobs.get(event.jobId);
    if (share !== undefined && known?.ended !== true) this.#jobs.set(event.jobId, { ended: false, share });
  }

  step(): ProgressStep {
    const jobs = [...this.#jobs.values()];
    if (jobs.length === 0) return { stage: this.#stage };
    const ended = jobs.filter((job) => job.ended).length;
    return {
      stage: this.#stage,
      done: jobs.reduce((sum, job) => sum + job.share, 0),
      total: jobs.length,
      detail: `${ended} of ${jobs.length} jobs done`,
    };
  }
}
