import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A named set of picture pairs with the text of its licence. */
@Entity('datasets')
export class Dataset {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  id!: string;

  @Column({ type: 'text' })
  slug!: string;

  @Column({ name: 'licence_text', type: 'text' })
  licenceText!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
