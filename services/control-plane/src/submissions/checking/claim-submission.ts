import type { SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../../platform/database/query-one.js';

/** A submission that this process checks until its claim lapses. */
export interface ClaimedSubmission {
  readonly id: SubmissionId;
  readonly teamId: string;
  readonly phaseId: string;
  readonly modelSha256: string;
  readonly modelBytes: number;
  /** The archive's dynamic file, which gives the fidelity. */
  readonly dynamicSha256: string | null;
  readonly dynamicBytes: number | null;
  readonly floatSha256: string | null;
  readonly tries: number;
}

/** Claims the oldest submission that waits for its check, or whose checker died. */
export async function claimSubmission(
  manager: Pick<EntityManager, 'query'>,
  claimMs: number,
): Promise<ClaimedSubmission | undefined> {
  return queryOne<ClaimedSubmission>(
    manager,
    `WITH claimed AS (
       UPDATE submissions SET state = 'CHECKING', check_tries = check_tries + 1,
         check_until = now() + make_interval(secs => $1::double precision / 1000)
       WHERE id = (
         SELECT id FROM submissions
         WHERE state = 'RECEIVED' OR (state = 'CHECKING' AND check_until < now())
         ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, team_id, phase_id, model_sha256, dynamic_sha256, float_sha256, check_tries)
     SELECT claimed.id, team_id AS "teamId", phase_id AS "phaseId", encode(model_sha256, 'hex') AS "modelSha256",
            blob.bytes::integer AS "modelBytes", encode(dynamic_sha256, 'hex') AS "dynamicSha256",
            dynamic.bytes::integer AS "dynamicBytes", encode(float_sha256, 'hex') AS "floatSha256", check_tries AS tries
     FROM claimed JOIN blobs blob ON blob.sha256 = claimed.model_sha256
     LEFT JOIN blobs dynamic ON dynamic.sha256 = claimed.dynamic_sha256`,
    [claimMs],
  );
}

/** Gives a claim back that came to nothing through no fault of the model; the try does not count. */
export async function releaseClaim(manager: Pick<EntityManager, 'query'>, id: SubmissionId): Promise<void> {
  await manager.query(
    `UPDATE submissions SET check_until = now(), check_tries = greatest(check_tries - 1, 0)
     WHERE id = $1 AND state = 'CHECKING'`,
    [id],
  );
}
