import { Injectable } from '@nestjs/common';
import {
  type CompetitionView,
  type PhaseConfig,
  type PhaseView,
  phaseConfigSchema,
} from '@npufarm/contracts';
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
    const phases = await this.phaseRows();
    return competitions.map((competition) => viewOf(competition, phases));
  }

  /** @throws FarmError `competition.not-found` */
  async get(slug: string): Promise<CompetitionView> {
    return viewOf(await this.require(slug), await this.phaseRows());
  }

  /** @throws FarmError `competition.not-found` with the names that exist */
  async require(slug: string): Promise<Competition> {
    const competition = await this.dataSource.getRepository(Competition).findOneBy({ slug });
    if (competition === null) throw notFound('competition', slug, await this.known('competitions'));
    return competition;
  }

  /** @throws FarmError `competition.not-found`, `phase.not-found` */
  async getPhaseView(competitionSlug: string, phaseSlug: string): Promise<PhaseView> {
    const { phases } = await this.get(competitionSlug);
    const view = phases.find(({ slug }) => slug === phaseSlug);
    if (view === undefined) throw notFound('phase', `${competitionSlug}/${phaseSlug}`);
    return view;
  }

  /** @throws FarmError `competition.not-found`, `phase.not-found`, each with the names that exist */
  async getPhase(competitionSlug: string, phaseSlug: string): Promise<NamedPhase> {
    const competition = await this.require(competitionSlug);
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

  private phaseRows(): Promise<PhaseRow[]> {
    return this.dataSource.query(
      `SELECT phase.competition_id AS "competitionId", phase.slug, phase.kind, phase.state,
              phase.opens_at AS "opensAt", phase.closes_at AS "closesAt", phase.config, phase.frozen, phase.version,
              phase.published_at AS "publishedAt", phase.opening_problem AS "openingProblem", phase.config_hash AS "configHash", dataset.slug AS dataset
       FROM phases phase LEFT JOIN datasets dataset ON dataset.id = phase.dataset_id ORDER BY phase.id`,
    );
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

function viewOf({ id, slug, title, config }: Competition, phases: readonly PhaseRow[]): CompetitionView {
  return {
    slug,
    title,
    task: config.task ?? '',
    phases: phases.filter(({ competitionId }) => competitionId === id).map(phaseViewOf),
  };
}
