import type { SubmissionView } from '@npufarm/contracts';

/** A submission as scripts read it; the promised keys first. */
export function submissionDocument(view: SubmissionView): object {
  const { timing, check } = view;
  return {
    submission: view.id,
    job: (view.jobs.find((job) => job.kind === 'timing') ?? view.jobs[0])?.id ?? null,
    state: view.state,
    verdict: view.verdict,
    fidelity: view.fidelity,
    clock: view.clock,
    numerics: view.numerics,
    modelVersion: view.modelVersion,
    inferenceUs: timing?.inferenceUs ?? null,
    byLayer: timing?.byLayer ?? null,
    psnr: view.psnr,
    ssim: view.ssim,
    score: view.score,
    issues: view.issues,
    log: timing?.log ?? check?.log ?? [],
    deltaPsnr: view.deltaPsnr,
    deltaSsim: view.deltaSsim,
    dropReason: view.dropReason,
    competition: view.competition,
    phase: view.phase,
    team: view.team,
    fileName: view.fileName,
    modelSha256: view.modelSha256,
    modelBytes: view.modelBytes,
    stateReason: view.stateReason,
    late: view.late,
    isFinal: view.isFinal,
    networkHash: view.networkHash,
    factsheet: view.factsheet,
    resultsHidden: view.resultsHidden,
    createdAt: view.createdAt,
    endedAt: view.endedAt,
    configHash: view.configHash,
    coverage: timing?.coverage ?? check?.coverage ?? null,
    partitions: timing?.partitions ?? check?.partitions ?? null,
    memory: timing?.memory ?? null,
    warnings: check?.warnings ?? [],
    bicubic: view.bicubic,
    pictures: view.pictures,
    jobs: view.jobs,
  };
}

/** The promised keys about an upload that the farm refused before it became a submission. */
export function refusedUploadDocument(code: string, detail: string, hint: string | undefined): object {
  const issue = {
    id: code,
    rule: 'The farm takes the upload.',
    detail,
    hint: hint ?? '',
    operator: null,
    tensor: null,
  };
  return {
    submission: null,
    job: null,
    state: 'REJECTED',
    verdict: 'rejected',
    fidelity: null,
    clock: null,
    numerics: null,
    modelVersion: null,
    inferenceUs: null,
    byLayer: null,
    psnr: null,
    ssim: null,
    score: null,
    issues: [issue],
    log: [],
  };
}
