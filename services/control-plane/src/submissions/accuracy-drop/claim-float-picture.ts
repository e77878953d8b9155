import type { MetricPreset, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../../platform/database/query-one.js';

/** The next picture for a submission's float model, which this process works on until its claim lapses. */
export interface FloatPicture {
  readonly submissionId: SubmissionId;
  readonly floatSha256: string;
  /** The integer file of the same network. */
  readonly integerSha256: string;
  readonly tries: number;
  readonly name: string;
  readonly lrSha256: string;
  readonly lrWidth: number;
  readonly lrHeight: number;
  readonly hrSha256: string;
  readonly hrWidth: number;
  readonly hrHeight: number;
  readonly metric: MetricPreset;
  readonly scale: number;
}

/** SQL that is true while the float model of `submission` has pictures before it and nothing speaks against it. */
export const isFloatPending = `submission.float_sha256 IS NOT NULL AND submission.float_reason IS NULL AND EXISTS (
  SELECT FROM phases phase JOIN dataset_pictures picture ON picture.dataset_id = phase.dataset_id
  WHERE phase.id = submission.phase_id AND NOT EXISTS (
    SELECT FROM float_picture_scores score
    WHERE score.submission_id = submission.id AND score.name = picture.name))`;

/** Claims the oldest submission with a float model that waits, and takes its next picture. */
export async function claimFloatPicture(
  manager: Pick<EntityManager, 'query'>,
  claimMs: number,
): Promise<FloatPicture | undefined> {
  return queryOne<FloatPicture>(
    manager,
    `WITH claimed AS (
       UPDATE submissions SET float_tries = float_tries + 1,
         float_until = now() + make_interval(secs => $1::double precision / 1000)
       WHERE id = (
         SELECT submission.id FROM submissions submission
         WHERE submission.state = 'EVALUATING' AND (submission.float_until IS NULL OR submission.float_until < now())
           AND ${isFloatPending}
         ORDER BY submission.created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, phase_id, float_sha256, coalesce(dynamic_sha256, model_sha256) AS integer_sha256, float_tries)
     SELECT claimed.id AS "submissionId", encode(float_sha256, 'hex') AS "floatSha256",
            encode(integer_sha256, 'hex') AS "integerSha256", float_tries AS tries, picture.name,
            encode(picture.lr_sha256, 'hex') AS "lrSha256", picture.lr_width AS "lrWidth",
            picture.lr_height AS "lrHeight", encode(picture.hr_sha256, 'hex') AS "hrSha256",
            picture.hr_width AS "hrWidth", picture.hr_height AS "hrHeight",
            phase.config ->> 'metric' AS metric, (phase.config ->> 'scale')::integer AS scale
     FROM claimed JOIN phases phase ON phase.id = claimed.phase_id
     JOIN dataset_pictures picture ON picture.dataset_id = phase.dataset_id
     WHERE NOT EXISTS (
       SELECT FROM float_picture_scores score WHERE score.submission_id = claimed.id AND score.name = picture.name)
     ORDER BY picture.name LIMIT 1`,
    [claimMs],
  );
}
