import type { AgentId, AttemptNumber, AttemptState, BoardId, JobId, Stage } from '@npufarm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One try of a job on one board; its number, from one growing sequence, is its fence. */
@Entity('attempts')
export class Attempt {
  @PrimaryColumn('bigint', { default: () => "nextval('attempt_number')" })
  id!: AttemptNumber;

  @Column('uuid', { name: 'job_id' })
  jobId!: JobId;

  @Column('uuid', { name: 'board_id' })
  boardId!: BoardId;

  @Column('uuid', { name: 'agent_id' })
  agentId!: AgentId;

  @Column('text')
  state!: AttemptState;

  @Column('text', { nullable: true })
  stage!: Stage | null;

  @Column('text', { name: 'failure_class', nullable: true })
  failureClass!: string | null;

  @Column('text', { nullable: true })
  detail!: string | null;

  @Column('timestamptz', { name: 'offered_at' })
  offeredAt!: Date;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @Column('timestamptz', { name: 'lease_until' })
  leaseUntil!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** Every event up to this sequence number is stored. */
  @Column('bigint', { name: 'last_seq', default: 0 })
  lastSeq!: string;
}
