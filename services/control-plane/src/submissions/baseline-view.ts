import { Injectable } from '@nestjs/common';
import type { PictureScore } from '@npufarm/contracts';
import { meanScore } from '@npufarm/scoring';
import { DataSource } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';

/** Mean quality of bicubic interpolation on a dataset. */
@Injectable()
export class BaselineView {
  constructor(private readonly dataSource: DataSource) {}

  /** null until every picture of the dataset has been scored. */
  async get(datasetId: string, metric: string): Promise<{ psnr: number | null; ssim: number } | null> {
    const scores: Omit<PictureScore, 'name'>[] = await this.dataSource.query(
      'SELECT psnr, ssim, identical FROM baseline_scores WHERE dataset_id = $1 AND metric = $2 ORDER BY name',
      [datasetId, metric],
    );
    const all = await queryOne<{ pictures: number }>(
      this.dataSource.manager,
      'SELECT count(*)::integer AS pictures FROM dataset_pictures WHERE dataset_id = $1',
      [datasetId],
    );
    if (scores.length === 0 || scores.length !== all?.pictures) return null;
    return meanScore(scores);
  }
}
