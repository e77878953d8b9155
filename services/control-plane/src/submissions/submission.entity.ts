import type { CheckReport, Reason, SubmissionState } from '@npufarm/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What a team handed in for a phase, and where it stands. */
@Entity('submissions')
export class Submission {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  id!: string;

  @Column({ name: 'team_id', type: 'uuid' })
  teamId!: string;

  @Column({ name: 'phase_id', type: 'uuid' })
  phaseId!: string;

  @Column({ name: 'idempotency_key', type: 'text' })
  idempotencyKey!: string;

  @Column({ name: 'request_hash', type: 'bytea' })
  requestHash!: Buffer;

  @Column({ name: 'file_name', type: 'text' })
  fileName!: string;

  @Column({ name: 'model_sha256', type: 'bytea' })
  modelSha256!: Buffer;

  @Column({ type: 'text' })
  state!: SubmissionState;

  @Column({ name: 'state_reason', type: 'jsonb', nullable: true })
  stateReason!: Reason | null;

  @Column({ name: 'check_report', type: 'jsonb', nullable: true })
  checkReport!: CheckReport | null;

  @Column({ name: 'check_until', type: 'timestamptz', nullable: true })
  checkUntil!: Date | null;

  @Column({ name: 'check_tries', type: 'integer' })
  checkTries!: number;

  @Column({ type: 'boolean' })
  late!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
