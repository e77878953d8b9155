import type { FrozenVersions, PhaseConfig, PhaseKind, PhaseState } from '@npufarm/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A part of a competition with its own dates, rules and leaderboard. */
@Entity('phases')
export class Phase {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  id!: string;

  @Column({ name: 'competition_id', type: 'uuid' })
  competitionId!: string;

  @Column({ type: 'text' })
  slug!: string;

  @Column({ type: 'text' })
  kind!: PhaseKind;

  @Column({ type: 'text' })
  state!: PhaseState;

  @Column({ name: 'opens_at', type: 'timestamptz', nullable: true })
  opensAt!: Date | null;

  @Column({ name: 'closes_at', type: 'timestamptz', nullable: true })
  closesAt!: Date | null;

  @Column({ type: 'jsonb' })
  config!: PhaseConfig;

  @Column({ name: 'config_hash', type: 'text' })
  configHash!: string;

  @Column({ name: 'dataset_id', type: 'uuid', nullable: true })
  datasetId!: string | null;

  @Column({ type: 'integer' })
  version!: number;

  /** null until the phase opens, and where no emulator stands behind its results. */
  @Column({ type: 'jsonb', nullable: true })
  frozen!: FrozenVersions | null;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
