import { Injectable } from '@nestjs/common';
import type { PhaseConfig, PhaseKind, PhaseState } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { configHash, type HashedPicture } from './config-hash.js';

export interface NewPhase {
  readonly slug: string;
  readonly kind: PhaseKind;
  readonly state: PhaseState;
  readonly config: PhaseConfig;
  readonly datasetId: string | undefined;
}

/** Makes competitions and phases. What exists is left as it is. */
@Injectable()
export class PhaseSetup {
  /** Id of the competition of that name, created when it is new. */
  async ensureCompetition(manager: EntityManager, slug: string, title: string): Promise<string> {
    await manager.query(
      'INSERT INTO competitions (slug, title) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING',
      [slug, title],
    );
    const row = await queryOne<{ id: string }>(manager, 'SELECT id FROM competitions WHERE slug = $1', [
      slug,
    ]);
    if (row === undefined) throw new Error(`The competition ${slug} vanished while it was made.`);
    return row.id;
  }

  /** Makes a phase unless it exists, with the digest of its rules and pictures. */
  async ensurePhase(manager: EntityManager, competitionId: string, phase: NewPhase): Promise<void> {
    const pictures: HashedPicture[] =
      phase.datasetId === undefined
        ? []
        : await manager.query(
            `SELECT name, encode(hr_sha256, 'hex') AS "hrSha256", encode(lr_sha256, 'hex') AS "lrSha256"
             FROM dataset_pictures WHERE dataset_id = $1 ORDER BY name`,
            [phase.datasetId],
          );
    await manager.query(
      `INSERT INTO phases (competition_id, slug, kind, state, config, config_hash, dataset_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (competition_id, slug) DO NOTHING`,
      [
        competitionId,
        phase.slug,
        phase.kind,
        phase.state,
        JSON.stringify(phase.config),
        configHash(phase.config, pictures),
        phase.datasetId ?? null,
      ],
    );
  }
}
