import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A line of the quota ledger; nothing is ever changed or removed. */
@Entity('quota_entries')
export class QuotaEntry {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  id!: string;

  @Column({ name: 'submission_id', type: 'uuid' })
  submissionId!: string;

  @Column({ name: 'team_id', type: 'uuid' })
  teamId!: string;

  @Column({ name: 'phase_id', type: 'uuid' })
  phaseId!: string;

  @Column({ type: 'text' })
  kind!: 'charge' | 'refund';

  @Column({ type: 'integer' })
  amount!: number;

  @Column({ type: 'text' })
  reason!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
