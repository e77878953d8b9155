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

/** What a submission goes through, in order; several jobs at once never take it back. */
const stages = ['checking', 'queueing', 'preparing', 'compiling', 'measuring', 'scoring'] as const;

/** Follows a submission's live messages and says in one line how far it is. */
export class EvaluationProgress {
  readonly #jobs = new Map<string, JobProgress>();
  #reached = 0;

  onState(state: SubmissionState): void {
    if (state === 'EVALUATING') this.#reach('queueing');
  }

  onJob(event: SubmissionJobEvent): void {
    const ended = event.state !== 'QUEUED' && event.state !== 'ACTIVE';
    const share = this.#jobs.get(event.jobId)?.share ?? 0;
    this.#jobs.set(event.jobId, { ended, share: ended ? 1 : share });
    if (ended && [...this.#jobs.values()].every((job) => job.ended)) this.#reach('scoring');
  }

  onLog(event: SubmissionLogEvent): void {
    // What an attempt hands over is still its measurement to the person who waits.
    this.#reach(event.stage === 'uploading' ? 'measuring' : event.stage);
    const share = event.kind === 'progress' ? shareOf(event.data) : undefined;
    const known = this.#jobs.get(event.jobId);
    if (share !== undefined && known?.ended !== true) this.#jobs.set(event.jobId, { ended: false, share });
  }

  step(): ProgressStep {
    const jobs = [...this.#jobs.values()];
    const stage = stages[this.#reached] ?? 'scoring';
    if (jobs.length === 0) return { stage };
    const ended = jobs.filter((job) => job.ended).length;
    return {
      stage,
      done: jobs.reduce((sum, job) => sum + job.share, 0),
      total: jobs.length,
      detail: `${ended} of ${jobs.length} jobs done`,
    };
  }

  #reach(stage: (typeof stages)[number]): void {
    this.#reached = Math.max(this.#reached, stages.indexOf(stage));
  }
}
