import type { AttemptNumber, EventKind, EventLevel, EventSource, Stage } from '@npufarm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of an attempt's log. */
@Entity('events')
export class StoredEvent {
  @PrimaryColumn('bigint', { name: 'attempt_id' })
  attemptId!: AttemptNumber;

  @PrimaryColumn('bigint')
  seq!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  stage!: Stage;

  @Column('text')
  level!: EventLevel;

  @Column('text')
  source!: EventSource;

  @Column('text')
  kind!: EventKind;

  @Column('text')
  text!: string;

  @Column('jsonb', { nullable: true })
  data!: unknown;
}
