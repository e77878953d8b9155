import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A pair of pictures, both stored as blobs of raw interleaved RGB bytes; sizes in pixels. */
@Entity('dataset_pictures')
export class DatasetPicture {
  @PrimaryColumn({ name: 'dataset_id', type: 'uuid' })
  datasetId!: string;

  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ name: 'hr_sha256', type: 'bytea' })
  hrSha256!: Buffer;

  @Column({ name: 'lr_sha256', type: 'bytea' })
  lrSha256!: Buffer;

  @Column({ name: 'hr_width', type: 'integer' })
  hrWidth!: number;

  @Column({ name: 'hr_height', type: 'integer' })
  hrHeight!: number;

  @Column({ name: 'lr_width', type: 'integer' })
  lrWidth!: number;

  @Column({ name: 'lr_height', type: 'integer' })
  lrHeight!: number;
}
