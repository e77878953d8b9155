import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  type CompetitionDocument,
  type PhaseConfig,
  phaseConfigOf,
  phaseConfigSchema,
} from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import { Datasets } from '../datasets/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';
import { Competition } from './competition.entity.js';
import { changeableSettings } from './config-hash.js';
import { frozenPhase } from './frozen-phase.js';
import { Phase } from './phase.entity.js';
import { type NewPhase, PhaseSetup } from './phase-setup.js';

/** Makes and changes competitions from one document. A phase that has opened keeps what its scores stand on. */
@Injectable()
export class CompetitionEditing {
  constructor(
    private readonly dataSource: DataSource,
    private readonly datasets: Datasets,
    private readonly phases: PhaseSetup,
    private readonly audit: AuditLog,
  ) {}

  /** @throws FarmError `competition.exists`, `dataset.not-found` */
  async create(document: CompetitionDocument, principal: Principal): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const rows: { id: string }[] = await manager.query(
        `INSERT INTO competitions (slug, title, config) VALUES ($1, $2, $3)
         ON CONFLICT (slug) DO NOTHING RETURNING id`,
        [document.slug, document.title, JSON.stringify({ task: document.task })],
      );
      const [competition] = rows;
      if (competition === undefined) throw exists(document.slug);
      for (const phase of await this.phasesOf(document)) {
        await this.phases.ensurePhase(manager, competition.id, phase);
      }
      await this.record(manager, principal, 'competition.create', document);
    });
  }

  /** @throws FarmError `competition.not-found`, `dataset.not-found`, `phase.frozen` */
  async update(document: CompetitionDocument, principal: Principal): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const competition = await manager.getRepository(Competition).findOneBy({ slug: document.slug });
      if (competition === null) throw notFound('competition', document.slug, 'Create it first.');
      await manager.query('UPDATE competitions SET title = $2, config = $3 WHERE id = $1', [
        competition.id,
        document.title,
        JSON.stringify({ task: document.task }),
      ]);
      for (const phase of await this.phasesOf(document)) {
        const stored = await manager.getRepository(Phase).findOne({
          where: { competitionId: competition.id, slug: phase.slug },
          lock: { mode: 'pessimistic_write' },
        });
        if (stored === null) await this.phases.ensurePhase(manager, competition.id, phase);
        else await this.change(manager, stored, phase);
      }
      await this.record(manager, principal, 'competition.update', document);
    });
  }

  private async change(manager: EntityManager, stored: Phase, phase: NewPhase): Promise<void> {
    const isDraft = stored.state === 'draft';
    if (!isDraft) requireUnchanged(stored, phase);
    const hash = isDraft
      ? await this.phases.hash(manager, phase.config, phase.datasetId, undefined)
      : stored.configHash;
    await manager.query(
      `UPDATE phases SET kind = $2, config = $3, config_hash = $4, dataset_id = $5, opens_at = $6, closes_at = $7,
         version = version + 1 WHERE id = $1`,
      [
        stored.id,
        phase.kind,
        JSON.stringify(phase.config),
        hash,
        phase.datasetId ?? null,
        phase.opensAt ?? null,
        phase.closesAt ?? null,
      ],
    );
  }

  private async phasesOf(document: CompetitionDocument): Promise<NewPhase[]> {
    const phases: NewPhase[] = [];
    for (const phase of document.phases) {
      const { slug, kind, opensAt, closesAt, dataset } = phase;
      phases.push({
        slug,
        kind,
        state: 'draft',
        config: phaseConfigOf(document, phase),
        datasetId: dataset === undefined ? undefined : (await this.datasets.require(dataset)).id,
        opensAt: opensAt === undefined ? undefined : new Date(opensAt),
        closesAt: closesAt === undefined ? undefined : new Date(closesAt),
      });
    }
    return phases;
  }

  private record(
    manager: EntityManager,
    principal: Principal,
    action: string,
    document: CompetitionDocument,
  ): Promise<void> {
    return this.audit.record(manager, principal, { action, subject: document.slug, detail: { document } });
  }
}

function requireUnchanged(stored: Phase, { slug, kind, config, datasetId }: NewPhase): void {
  const before = phaseConfigSchema.parse(stored.config);
  const changed = Object.keys(config).filter((key) => {
    const name = key as keyof PhaseConfig;
    return !changeableSettings.has(key) && !isDeepStrictEqual(config[name], before[name]);
  });
  if (kind !== stored.kind) changed.push('kind');
  if ((datasetId ?? null) !== stored.datasetId) changed.push('dataset');
  if (changed.length > 0) throw frozenPhase(slug, changed);
}

function exists(slug: string): FarmError {
  return new FarmError({
    code: 'competition.exists',
    fault: 'participant',
    status: 409,
    detail: `There is already a competition "${slug}".`,
    hint: 'Change it with "npufarm competition update", or choose another slug.',
  });
}
