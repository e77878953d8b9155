import type { EntityManager } from 'typeorm';
import type { ArchiveAnswer } from './archive-check.js';

/** Keeps what the emulator said; a float file that is none is not kept as one. */
export async function keepReport(
  manager: Pick<EntityManager, 'query'>,
  id: string,
  { answer, networks }: ArchiveAnswer,
): Promise<void> {
  if (answer.kind !== 'report') return;
  const { report } = answer;
  await manager.query(
    `UPDATE submissions SET check_report = $2, network_hash = $3,
       float_sha256 = CASE WHEN $4 THEN NULL ELSE float_sha256 END
     WHERE id = $1`,
    [id, JSON.stringify(report), networks?.networkHash ?? report.networkHash, networks?.isFloat === false],
  );
}
