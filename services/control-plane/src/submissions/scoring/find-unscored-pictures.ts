import type { JobId, MetricPreset, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';

/** An output of a committed fidelity attempt that has no score yet, with its original; sizes in pixels. */
export interface UnscoredPicture {
  readonly jobId: JobId;
  readonly submissionId: SubmissionId;
  readonly name: string;
  readonly outputSha256: string;
  readonly outputWidth: number;
  readonly outputHeight: number;
  readonly hrSha256: string;
  readonly hrWidth: number;
  readonly hrHeight: number;
  readonly metric: MetricPreset;
  readonly scale: number;
  /** True for outputs that the phase keeps. */
  readonly isSample: boolean;
}

/** Some unscored outputs, oldest jobs first. In two steps, because planning the whole join would take the server long. */
export function findUnscoredPictures(
  manager: Pick<EntityManager, 'query'>,
  limit: number,
): Promise<UnscoredPicture[]> {
  return manager.query(
    `WITH unscored AS MATERIALIZED (
       SELECT job.id AS job_id, submission.id AS submission_id, submission.phase_id, result.data -> 'pictures' AS outputs
       FROM submissions submission
       JOIN jobs job ON job.submission_id = submission.id AND job.kind = 'fidelity' AND job.state = 'SUCCEEDED'
         AND job.superseded_by IS NULL
       JOIN attempts attempt ON attempt.job_id = job.id AND attempt.state = 'COMMITTED'
       JOIN results result ON result.attempt_id = attempt.id AND result.kind = 'fidelity'
       WHERE submission.state = 'EVALUATING'
         AND NOT EXISTS (SELECT FROM scoring_failures failure WHERE failure.job_id = job.id))
     SELECT unscored.job_id AS "jobId", unscored.submission_id AS "submissionId", output.name,
            output.sha256 AS "outputSha256", output.width AS "outputWidth", output.height AS "outputHeight",
            encode(picture.hr_sha256, 'hex') AS "hrSha256", picture.hr_width AS "hrWidth",
            picture.hr_height AS "hrHeight", phase.config ->> 'metric' AS metric,
            (phase.config ->> 'scale')::integer AS scale,
            (SELECT count(*) FROM dataset_pictures before
             WHERE before.dataset_id = phase.dataset_id AND before.name < picture.name)
              < coalesce((phase.config ->> 'keepSamples')::integer, 0) AS "isSample"
     FROM unscored
     JOIN phases phase ON phase.id = unscored.phase_id
     CROSS JOIN LATERAL jsonb_to_recordset(unscored.outputs)
       AS output (name text, sha256 text, width integer, height integer)
     JOIN dataset_pictures picture ON picture.dataset_id = phase.dataset_id AND picture.name = output.name
     WHERE NOT EXISTS (
       SELECT FROM picture_scores score WHERE score.job_id = unscored.job_id AND score.name = output.name)
     ORDER BY unscored.job_id, output.name LIMIT $1`,
    [limit],
  );
}
