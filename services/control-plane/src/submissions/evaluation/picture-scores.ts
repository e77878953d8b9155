import type { PictureScore, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';

/** The scored pictures of a submission's current fidelity jobs, by name. */
export function pictureScoresOf(
  manager: Pick<EntityManager, 'query'>,
  submissionId: SubmissionId,
): Promise<(PictureScore & { readonly jobId: string })[]> {
  return manager.query(
    `SELECT score.job_id AS "jobId", score.name, score.psnr, score.ssim, score.identical
     FROM picture_scores score JOIN jobs job ON job.id = score.job_id
     WHERE job.submission_id = $1 AND job.superseded_by IS NULL ORDER BY score.name`,
    [submissionId],
  );
}
