import type { JobState, JobView, SubmissionView } from '@npufarm/contracts';

const verdicts: Readonly<Record<JobState, SubmissionView['verdict']>> = {
  QUEUED: null,
  ACTIVE: null,
  SUCCEEDED: 'accepted',
  REJECTED: 'rejected',
  FAILED: 'failed',
  EXPIRED: 'failed',
  CANCELLED: 'withdrawn',
};

/** A job as scripts read it; the keys that a submission has too come first and mean the same. */
export function jobDocument(job: JobView, submission: SubmissionView | undefined): object {
  const { timing } = job;
  return {
    submission: job.submissionId,
    job: job.id,
    state: job.state,
    verdict: verdicts[job.state],
    fidelity: timing?.fidelity ?? submission?.fidelity ?? null,
    clock: timing?.clock ?? submission?.clock ?? null,
    numerics: timing?.numerics ?? submission?.numerics ?? null,
    modelVersion: timing?.modelVersion ?? submission?.modelVersion ?? null,
    inferenceUs: timing?.inferenceUs ?? null,
    byLayer: timing?.byLayer ?? null,
    psnr: submission?.psnr ?? null,
    ssim: submission?.ssim ?? null,
    score: submission?.score ?? null,
    issues: job.issues,
    log: timing?.log ?? [],
    kind: job.kind,
    team: job.team,
    board: job.board,
    priority: job.priority,
    queuedAt: job.queuedAt,
    endedAt: job.endedAt,
    attemptCount: job.attemptCount,
    attemptLimit: job.attemptLimit,
    cancelRequestedAt: job.cancelRequestedAt,
    failureClass: job.failureClass,
    detail: job.detail,
    requirement: job.requirement,
    waiting: job.waiting,
    attempts: job.attempts,
    submissionState: submission?.state ?? null,
  };
}
