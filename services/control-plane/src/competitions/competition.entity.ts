import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('competitions')
export class Competition {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  id!: string;

  @Column({ type: 'text' })
  slug!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'jsonb' })
  config!: { readonly task?: string };

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
