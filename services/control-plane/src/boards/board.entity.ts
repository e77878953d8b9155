import type {
  AgentId,
  AttemptNumber,
  BoardHealth,
  BoardId,
  BoardLink,
  BoardOccupancy,
  Fidelity,
} from '@npufarm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A device under test, driven by an agent. */
@Entity('boards')
export class Board {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: BoardId;

  @Column('text', { unique: true })
  name!: string;

  @Column('uuid', { name: 'agent_id' })
  agentId!: AgentId;

  @Column('text')
  driver!: string;

  @Column('text')
  fidelity!: Fidelity;

  @Column('jsonb')
  capabilities!: Record<string, string>;

  @Column('text', { name: 'environment_hash' })
  environmentHash!: string;

  @Column('boolean')
  shared!: boolean;

  @Column('text')
  link!: BoardLink;

  @Column('text')
  occupancy!: BoardOccupancy;

  @Column('text')
  health!: BoardHealth;

  /** The attempt that runs on it, or that may still run while it is unsafe. */
  @Column('bigint', { name: 'current_attempt', nullable: true })
  currentAttempt!: AttemptNumber | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
