import type { AttemptNumber } from '@npufarm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A result that came too late or was not usable: kept for operators, never scored. */
@Entity('stale_evidence')
export class StaleEvidence {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('bigint', { name: 'attempt_id' })
  attemptId!: AttemptNumber;

  @Column('text')
  kind!: string;

  @Column('jsonb')
  payload!: unknown;

  @Column('text')
  reason!: string;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;
}
