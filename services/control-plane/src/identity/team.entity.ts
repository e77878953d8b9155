import type { TeamState } from '@npufarm/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Those who submit together and share one quota and one row of the leaderboard. */
@Entity('teams')
export class Team {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  state!: TeamState;

  /** How the organizer reaches the team. */
  @Column({ type: 'text' })
  contact!: string;

  @Column({ type: 'text' })
  affiliation!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
