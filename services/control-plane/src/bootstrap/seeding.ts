import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FrozenVersions, PhaseConfig } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { PhaseGate, PhaseSetup } from '../competitions/index.js';
import { Config } from '../config/config.js';
import { Datasets, PictureImport } from '../datasets/index.js';
import { Teams, Tokens } from '../identity/index.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import type { Bootstrap } from './bootstrap.schema.js';
import { readBootstrap } from './read-bootstrap.js';

/** Makes what the launcher's bootstrap file names, before anything listens. Doing it again changes nothing. */
@Injectable()
export class Seeding implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly tokens: Tokens,
    private readonly teams: Teams,
    private readonly datasets: Datasets,
    private readonly pictures: PictureImport,
    private readonly phases: PhaseSetup,
    private readonly gate: PhaseGate,
    private readonly logger: FarmLogger,
  ) {}

  async onModuleInit(): Promise<void> {
    const { bootstrapPath } = this.config;
    if (bootstrapPath === undefined) return;
    const bootstrap = await readBootstrap(bootstrapPath);
    const datasetId = await this.seedDataset(bootstrap);
    await this.dataSource.transaction(async (manager) => {
      await this.seedIdentity(manager, bootstrap);
      await this.seedCompetition(manager, bootstrap, datasetId);
    });
    this.logger.pino.info({ teams: bootstrap.teams.length }, 'bootstrap seeded');
  }

  private async seedDataset({ dataset }: Bootstrap): Promise<string | undefined> {
    if (dataset === undefined) return undefined;
    const stored = await this.datasets.ensure(dataset);
    if ((await this.datasets.openedPhaseOf(stored)) !== undefined) return stored.id;
    for (const { name, hrPath } of dataset.pictures) {
      const hr = await this.pictures.decode(hrPath, await readFile(hrPath));
      await this.pictures.add({ datasetId: stored.id, name, hr, scale: dataset.scale });
    }
    return stored.id;
  }

  private async seedIdentity(manager: EntityManager, bootstrap: Bootstrap): Promise<void> {
    const { operatorToken, organizerToken, teams } = bootstrap;
    if (operatorToken !== undefined) {
      await this.tokens.ensure(manager, { role: 'operator', name: 'bootstrap operator' }, operatorToken);
    }
    if (organizerToken !== undefined) {
      await this.tokens.ensure(manager, { role: 'organizer', name: 'bootstrap organizer' }, organizerToken);
    }
    for (const { name, token } of teams) {
      const teamId = await this.teams.ensure(manager, name);
      await this.tokens.ensure(manager, { role: 'participant', name, teamId }, token);
    }
  }

  private async seedCompetition(
    manager: EntityManager,
    { competition }: Bootstrap,
    datasetId: string | undefined,
  ): Promise<void> {
    if (competition === undefined) return;
    const id = await this.phases.ensureCompetition(manager, competition.slug, competition.title);
    for (const phase of competition.phases) {
      const frozen = await this.versionsOf(phase.config);
      await this.phases.ensurePhase(manager, id, { ...phase, state: 'open', datasetId, frozen });
    }
  }

  /** A farm whose emulator is missing starts unready instead of not at all; its phases then depend on no version. */
  private async versionsOf(config: PhaseConfig): Promise<FrozenVersions | undefined> {
    try {
      return await this.gate.versionsFor(config);
    } catch (error) {
      this.logger.pino.warn({ err: error }, 'the seeded phase is not tied to a version of the emulator');
      return undefined;
    }
  }
}
