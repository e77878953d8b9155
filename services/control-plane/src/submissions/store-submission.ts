import type { SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import type { Contents } from './archive/upload-contents.js';

export interface SubmissionToStore {
  readonly teamId: string;
  readonly phaseId: string;
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
  readonly fileName: string;
  readonly isLate: boolean;
  readonly contents: Contents;
}

/** Writes a new submission's row; its blobs are stored before. */
export async function storeSubmission(
  manager: EntityManager,
  { teamId, phaseId, idempotencyKey, requestHash, fileName, isLate, contents }: SubmissionToStore,
): Promise<SubmissionId> {
  const { model, archive, dynamic, float, factsheet } = contents;
  const row = await queryOne<{ id: SubmissionId }>(
    manager,
    `INSERT INTO submissions (team_id, phase_id, idempotency_key, request_hash, file_name, model_sha256, state, late,
       archive_sha256, dynamic_sha256, float_sha256, factsheet, model_bytes)
     VALUES ($1, $2, $3, $4, $5, $6, 'RECEIVED', $7, $8, $9, $10, $11, $12) RETURNING id`,
    [
      teamId,
      phaseId,
      idempotencyKey,
      requestHash,
      fileName,
      Buffer.from(model.sha256, 'hex'),
      isLate,
      ...[archive, dynamic, float].map((blob) =>
        blob === undefined ? null : Buffer.from(blob.sha256, 'hex'),
      ),
      factsheet === undefined ? null : JSON.stringify(factsheet),
      model.bytes,
    ],
  );
  if (row === undefined) throw new Error('The database stored a submission without returning its id.');
  for (const [role, blob] of Object.entries({ model, archive, dynamic, float })) {
    if (blob === undefined) continue;
    await manager.query('INSERT INTO submission_files (submission_id, role, sha256) VALUES ($1, $2, $3)', [
      row.id,
      role,
      Buffer.from(blob.sha256, 'hex'),
    ]);
  }
  return row.id;
}
