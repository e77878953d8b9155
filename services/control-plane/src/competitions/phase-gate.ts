import { Injectable } from '@nestjs/common';
import { type FrozenVersions, phaseConfigSchema } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { Competitions, type NamedPhase } from './competitions.js';
import { EmulatorVersions } from './emulator-versions.js';
import { Phase } from './phase.entity.js';
import { PhaseSetup } from './phase-setup.js';

/** Who turns a phase. */
type Actor = Pick<Principal, 'name' | 'role'>;

/** Opens, closes and publishes phases. Opening freezes the rules, the pictures and the emulator's versions. */
@Injectable()
export class PhaseGate {
  constructor(
    private readonly dataSource: DataSource,
    private readonly competitions: Competitions,
    private readonly phases: PhaseSetup,
    private readonly versions: EmulatorVersions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** A draft is frozen and hashed; a closed phase opens again as it was frozen. */
  async open(competition: string, slug: string, principal: Actor): Promise<void> {
    await this.change(competition, slug, principal, 'phase.open', async (manager, phase) => {
      if (phase.state === 'open') throw alreadyIn(slug, 'open');
      if (phase.state === 'draft') await this.freeze(manager, phase, competition, slug);
      await manager.query(
        `UPDATE phases SET state = 'open', opened_at = $2, closed_at = NULL, opening_problem = NULL WHERE id = $1`,
        [phase.id, this.clock.now()],
      );
    });
  }

  async close(competition: string, slug: string, principal: Actor): Promise<void> {
    await this.change(competition, slug, principal, 'phase.close', async (manager, phase) => {
      if (phase.state === 'closed') throw alreadyIn(slug, 'closed');
      await manager.query(`UPDATE phases SET state = 'closed', closed_at = $2 WHERE id = $1`, [
        phase.id,
        this.clock.now(),
      ]);
    });
  }

  /** Shows hidden results to everybody. */
  async publish(competition: string, slug: string, principal: Actor): Promise<void> {
    await this.change(competition, slug, principal, 'phase.publish', async (manager, phase) => {
      await manager.query('UPDATE phases SET published_at = coalesce(published_at, $2) WHERE id = $1', [
        phase.id,
        this.clock.now(),
      ]);
    });
  }

  /** Takes over the emulator's present versions: earlier results stop counting until they are run again. */
  async refreeze(competition: string, slug: string, principal: Actor): Promise<void> {
    await this.change(competition, slug, principal, 'phase.refreeze', async (manager, phase) => {
      await this.freeze(manager, phase, competition, slug);
    });
  }

  /** The versions that a phase of this configuration depends on; undefined where no emulator stands behind it. */
  async versionsFor(config: { readonly acceptedFidelity: string }): Promise<FrozenVersions | undefined> {
    return config.acceptedFidelity === 'emulated' ? this.versions.read() : undefined;
  }

  private async freeze(
    manager: EntityManager,
    phase: Phase,
    competition: string,
    slug: string,
  ): Promise<void> {
    const config = phaseConfigSchema.parse(phase.config);
    const frozen = await this.versionsFor(config);
    if (phase.datasetId !== null) await requirePictures(manager, phase.datasetId, `${competition}/${slug}`);
    const hash = await this.phases.hash(manager, config, phase.datasetId ?? undefined, frozen);
    await manager.query('UPDATE phases SET frozen = $2, config_hash = $3, config = $4 WHERE id = $1', [
      phase.id,
      frozen === undefined ? null : JSON.stringify(frozen),
      hash,
      JSON.stringify(config),
    ]);
  }

  private async change(
    competition: string,
    slug: string,
    principal: Actor,
    action: string,
    apply: (manager: EntityManager, phase: Phase) => Promise<void>,
  ): Promise<void> {
    const named: NamedPhase = await this.competitions.getPhase(competition, slug);
    await this.dataSource.transaction(async (manager) => {
      const phase = await manager
        .getRepository(Phase)
        .findOneOrFail({ where: { id: named.phase.id }, lock: { mode: 'pessimistic_write' } });
      await apply(manager, phase);
      const after = await manager.getRepository(Phase).findOneByOrFail({ id: phase.id });
      const { configHash, state } = after;
      const detail = { configHash, state, frozen: after.frozen };
      await this.audit.record(manager, principal, { action, subject: `${competition}/${slug}`, detail });
    });
  }
}

async function requirePictures(manager: EntityManager, datasetId: string, phase: string): Promise<void> {
  const picture = await queryOne(manager, 'SELECT name FROM dataset_pictures WHERE dataset_id = $1 LIMIT 1', [
    datasetId,
  ]);
  if (picture !== undefined) return;
  throw new FarmError({
    code: 'dataset.empty',
    fault: 'participant',
    status: 409,
    detail: `The dataset of the phase ${phase} has no pictures.`,
    hint: 'Import them with "npufarm dataset import" before you open the phase.',
  });
}

function alreadyIn(slug: string, state: string): FarmError {
  return new FarmError({
    code: `phase.already-${state}`,
    fault: 'participant',
    status: 409,
    detail: `The phase "${slug}" is ${state} already.`,
    hint: 'See "npufarm competition ls".',
  });
}
