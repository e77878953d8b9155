import type { AttemptNumber, FidelityResult, Issue, TimingResult } from '@npufarm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a committed attempt yielded; unique per attempt and kind. */
@Entity('results')
export class Result {
  @PrimaryColumn('bigint', { name: 'attempt_id' })
  attemptId!: AttemptNumber;

  @PrimaryColumn('text')
  kind!: 'timing' | 'fidelity' | 'rejection';

  @Column('jsonb')
  data!: TimingResult | FidelityResult | Issue[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
