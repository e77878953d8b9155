import type {
  AttemptNumber,
  JobId,
  JobKind,
  JobRequirement,
  JobState,
  JobWork,
  PhaseId,
  SubmissionId,
  TeamId,
} from '@npufarm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JobOutcome } from './job-outcome.js';

/** One evaluation of a submission, tried on boards until it has an answer. */
@Entity('jobs')
export class Job {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: JobId;

  @Column('uuid', { name: 'submission_id', nullable: true })
  submissionId!: SubmissionId | null;

  @Column('uuid', { name: 'team_id', nullable: true })
  teamId!: TeamId | null;

  @Column('uuid', { name: 'phase_id', nullable: true })
  phaseId!: PhaseId | null;

  @Column('text')
  kind!: JobKind;

  @Column('text')
  state!: JobState;

  @Column('integer')
  priority!: number;

  /** Who pays with fair share: the team's id, or `farm`. */
  @Column('text')
  account!: string;

  @Column('text', { name: 'capability_class' })
  capabilityClass!: string;

  @Column('jsonb')
  requirement!: JobRequirement;

  @Column('jsonb')
  work!: JobWork;

  /** Name of the only board that will do. */
  @Column('text', { nullable: true })
  board!: string | null;

  /** The attempt whose result decides. */
  @Column('bigint', { name: 'current_attempt', nullable: true })
  currentAttempt!: AttemptNumber | null;

  /** Attempts that were accepted. */
  @Column('integer', { name: 'attempt_count', default: 0 })
  attemptCount!: number;

  @Column('integer', { name: 'attempt_limit' })
  attemptLimit!: number;

  @Column('timestamptz', { name: 'cancel_requested_at', nullable: true })
  cancelRequestedAt!: Date | null;

  @Column('text', { name: 'cancel_reason', nullable: true })
  cancelReason!: string | null;

  @Column('jsonb', { nullable: true })
  outcome!: JobOutcome | null;

  @Column('timestamptz', { name: 'queued_at' })
  queuedAt!: Date;

  @Column('timestamptz', { name: 'not_before', nullable: true })
  notBefore!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** The job that was made to run this one again; it counts instead. */
  @Column('uuid', { name: 'superseded_by', nullable: true })
  supersededBy!: JobId | null;
}
