import type { AgentId } from '@npufarm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A lab host that drives boards. */
@Entity('agents')
export class Agent {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: AgentId;

  @Column('text', { unique: true })
  name!: string;

  /** Chosen by the agent when it makes its spool; another value means that it was reinstalled. */
  @Column('text', { name: 'spool_id', nullable: true })
  spoolId!: string | null;

  /** New for every process of the agent. */
  @Column('text', { name: 'instance_id', nullable: true })
  instanceId!: string | null;

  /** Grows with every process that uses the spool. */
  @Column('bigint', { default: 0 })
  epoch!: string;

  @Column('text', { nullable: true })
  version!: string | null;

  @Column('integer', { nullable: true })
  protocol!: number | null;

  @Column('timestamptz', { name: 'last_seen_at', nullable: true })
  lastSeenAt!: Date | null;

  @Column('boolean', { default: false })
  draining!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
