import { Injectable } from '@nestjs/common';
import type { FrozenVersions, PhaseConfig, PhaseKind, PhaseState } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { configHash, type HashedPicture } from './config-hash.js';

export interface NewPhase {
  readonly slug: string;
  readonly kind: PhaseKind;
  readonly state: PhaseState;
  readonly config: PhaseConfig;
  readonly datasetId: string | undefined;
  readonly opensAt?: Date | undefined;
  readonly closesAt?: Date | undefined;
  readonly frozen?: FrozenVersions | undefined;
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
    const { slug, kind, state, config, datasetId, frozen } = phase;
    await manager.query(
      `INSERT INTO phases (competition_id, slug, kind, state, config, config_hash, dataset_id, opens_at, closes_at,
         frozen, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $4 = 'open' THEN now() END)
       ON CONFLICT (competition_id, slug) DO NOTHING`,
      [
        competitionId,
        slug,
        kind,
        state,
        JSON.stringify(config),
        await this.hash(manager, config, datasetId, frozen),
        datasetId ?? null,
        phase.opensAt ?? null,
        phase.closesAt ?? null,
        frozen === undefined ? null : JSON.stringify(frozen),
      ],
    );
  }

  /** Digest of a phase's settings with the pictures that its dataset has now. */
  async hash(
    manager: EntityManager,
    config: PhaseConfig,
    datasetId: string | undefined,
    frozen: FrozenVersions | undefined,
  ): Promise<string> {
    const pictures: HashedPicture[] =
      datasetId === undefined
        ? []
        : await manager.query(
            `SELECT name, encode(hr_sha256, 'hex') AS "hrSha256", encode(lr_sha256, 'hex') AS "lrSha256"
             FROM dataset_pictures WHERE dataset_id = $1 ORDER BY name`,
            [datasetId],
          );
    return configHash(config, pictures, frozen);
  }
}
