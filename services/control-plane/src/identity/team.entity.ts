import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Those who submit together and share one quota and one row of the leaderboard. */
@Entity('teams')
export class Team {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
