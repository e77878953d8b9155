import { Injectable } from '@nestjs/common';
import { type CompetitionView, type PhaseConfig, phaseConfigSchema } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../platform/problems/not-found.js';
import { Competition } from './competition.entity.js';
import { Phase } from './phase.entity.js';
import { type PhaseRow, phaseViewOf } from './phase-row.js';

/** A phase with the names that people know it by. */
export interface NamedPhase {
  readonly phase: Phase;
  readonly competition: Competition;
  readonly config: PhaseConfig;
}

/** Competitions and their phases. */
@Injectable()
export class Competitions {
  constructor(private readonly dataSource: DataSource) {}

  async list(): Promise<CompetitionView[]> {
    const competitions = await this.dataSource.getRepository(Competition).find({ order: { slug: 'ASC' } });
    const phases: PhaseRow[] = await this.dataSource.query(
      `SELECT phase.competition_id AS "competitionId", phase.slug, phase.kind, phase.state,
              phase.opens_at AS "opensAt", phase.closes_at AS "closesAt", phase.config,
              phase.config_hash AS "configHash", dataset.slug AS dataset
       FROM phases phase LEFT JOIN datasets dataset ON dataset.id = phase.dataset_id ORDER BY phase.id`,
    );
    return competitions.map(({ id, slug, title }) => ({
      slug,
      title,
      phases: phases.filter(({ competitionId }) => competitionId === id).map(phaseViewOf),
    }));
  }

  /** @throws FarmError `competition.not-found`, `phase.not-found`, each with the names that exist */
  async getPhase(competitionSlug: string, phaseSlug: string): Promise<NamedPhase> {
    const competition = await this.dataSource.getRepository(Competition).findOneBy({ slug: competitionSlug });
    if (competition === null)
      throw notFound('competition', competitionSlug, await this.known('competitions'));
    const phase = await this.dataSource
      .getRepository(Phase)
      .findOneBy({ competitionId: competition.id, slug: phaseSlug });
    if (phase === null) {
      throw notFound('phase', `${competitionSlug}/${phaseSlug}`, await this.known('phases', competition.id));
    }
    return { phase, competition, config: phaseConfigSchema.parse(phase.config) };
  }

  async phaseById(manager: EntityManager, id: string): Promise<{ phase: Phase; config: PhaseConfig }> {
    const phase = await manager.getRepository(Phase).findOneByOrFail({ id });
    return { phase, config: phaseConfigSchema.parse(phase.config) };
  }

  private async known(table: 'competitions' | 'phases', competitionId?: string): Promise<string> {
    const rows: { slug: string }[] =
      table === 'competitions'
        ? await this.dataSource.query('SELECT slug FROM competitions ORDER BY slug')
        : await this.dataSource.query('SELECT slug FROM phases WHERE competition_id = $1 ORDER BY slug', [
            competitionId,
          ]);
    if (rows.length === 0) return `There are no ${table} yet.`;
    return `There is ${rows.map(({ slug }) => slug).join(', ')}.`;
  }
}
