import type {
  CheckReport,
  Factsheet,
  Reason,
  SubmissionId,
  SubmissionState,
  SubmissionSummary,
} from '@npufarm/contracts';

/** A submission as it is read for people. */
export interface SubmissionRow {
  readonly id: SubmissionId;
  readonly teamId: string;
  readonly phaseId: string;
  readonly datasetId: string | null;
  readonly metric: string;
  readonly phaseConfigHash: string;
  readonly scoredConfigHash: string | null;
  readonly competition: string;
  readonly phase: string;
  readonly team: string;
  readonly fileName: string;
  readonly modelSha256: string;
  readonly modelBytes: number;
  readonly filesDeletedAt: Date | null;
  readonly state: SubmissionState;
  readonly stateReason: Reason | null;
  readonly late: boolean;
  readonly isFinal: boolean;
  readonly networkHash: string | null;
  readonly factsheet: Factsheet | null;
  readonly isHidden: boolean;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly psnr: number | null;
  readonly ssim: number | null;
  readonly npuMs: number | null;
  readonly score: number | null;
  readonly deltaPsnr: number | null;
  readonly deltaSsim: number | null;
  readonly floatReason: Reason | null;
}

/** A submission with its report, which is large and left out of lists. */
export type DetailedSubmissionRow = SubmissionRow & { readonly checkReport: CheckReport | null };

/** The columns of {@link SubmissionRow} and where they come from. */
export const submissionColumns = `
  submission.id, submission.team_id AS "teamId", submission.phase_id AS "phaseId", phase.dataset_id AS "datasetId",
  phase.config ->> 'metric' AS metric, phase.config_hash AS "phaseConfigHash",
  score.config_hash AS "scoredConfigHash", competition.slug AS competition, phase.slug AS phase, team.name AS team,
  submission.file_name AS "fileName", encode(submission.model_sha256, 'hex') AS "modelSha256",
  submission.model_bytes::integer AS "modelBytes", submission.files_deleted_at AS "filesDeletedAt", submission.state, submission.state_reason AS "stateReason", submission.late,
  submission.is_final AS "isFinal", submission.network_hash AS "networkHash",
  coalesce(submission.factsheet, said.factsheet) AS factsheet,
  coalesce(phase.config ->> 'results', 'public') = 'hidden' AND phase.published_at IS NULL AS "isHidden",
  submission.created_at AS "createdAt", submission.ended_at AS "endedAt",
  score.psnr, score.ssim, score.npu_ms AS "npuMs", score.score, score.delta_psnr AS "deltaPsnr",
  score.delta_ssim AS "deltaSsim", submission.float_reason AS "floatReason"`;

export const submissionTables = `
  submissions submission
  JOIN teams team ON team.id = submission.team_id
  JOIN phases phase ON phase.id = submission.phase_id
  JOIN competitions competition ON competition.id = phase.competition_id
  LEFT JOIN factsheets said ON said.team_id = team.id AND said.competition_id = competition.id
  LEFT JOIN scores score ON score.submission_id = submission.id`;

export function summaryOf(row: SubmissionRow): SubmissionSummary {
  const {
    id,
    competition,
    phase,
    team,
    fileName,
    modelSha256,
    modelBytes,
    state,
    stateReason,
    late,
    isFinal,
  } = row;
  const { createdAt, endedAt, psnr, ssim, npuMs, score } = row;
  return {
    id,
    competition,
    phase,
    team,
    fileName,
    modelSha256,
    modelBytes,
    state,
    stateReason,
    late,
    isFinal,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    psnr,
    ssim,
    npuMs,
    score,
  };
}
