import { Injectable } from '@nestjs/common';
import type { MetricPreset } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { ScoringPool } from './scoring-pool.js';
import { StoredPictures } from './stored-pictures.js';

interface MissingBaseline {
  readonly datasetId: string;
  readonly name: string;
  readonly lrSha256: string;
  readonly lrWidth: number;
  readonly lrHeight: number;
  readonly hrSha256: string;
  readonly hrWidth: number;
  readonly hrHeight: number;
  readonly metric: MetricPreset;
  readonly scale: number;
}

/** Computes what bicubic interpolation reaches on the pictures of every phase: the row that models must beat. */
@Injectable()
export class BaselineScoring {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pictures: StoredPictures,
    private readonly pool: ScoringPool,
  ) {}

  /** Scores up to `limit` pictures that have no baseline yet; returns how many. */
  async fill(limit: number): Promise<number> {
    const missing: MissingBaseline[] = await this.dataSource.query(
      `SELECT DISTINCT ON (picture.dataset_id, picture.name, phase.config ->> 'metric')
              picture.dataset_id AS "datasetId", picture.name,
              encode(picture.lr_sha256, 'hex') AS "lrSha256", picture.lr_width AS "lrWidth",
              picture.lr_height AS "lrHeight", encode(picture.hr_sha256, 'hex') AS "hrSha256",
              picture.hr_width AS "hrWidth", picture.hr_height AS "hrHeight",
              phase.config ->> 'metric' AS metric, (phase.config ->> 'scale')::integer AS scale
       FROM phases phase JOIN dataset_pictures picture ON picture.dataset_id = phase.dataset_id
       WHERE phase.state <> 'draft' AND NOT EXISTS (
         SELECT FROM baseline_scores score WHERE score.dataset_id = picture.dataset_id
           AND score.name = picture.name AND score.metric = phase.config ->> 'metric')
       LIMIT $1`,
      [limit],
    );
    await Promise.all(missing.map((picture) => this.score(picture)));
    return missing.length;
  }

  private async score(picture: MissingBaseline): Promise<void> {
    const { datasetId, name, metric, scale } = picture;
    const candidate = await this.pictures.read(picture.lrSha256, picture.lrWidth, picture.lrHeight);
    const original = await this.pictures.read(picture.hrSha256, picture.hrWidth, picture.hrHeight);
    const score = await this.pool.score({
      candidate,
      original,
      isLowResolution: true,
      preset: metric,
      scale,
    });
    await this.dataSource.query(
      `INSERT INTO baseline_scores (dataset_id, name, metric, psnr, ssim, identical) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING`,
      [datasetId, name, metric, score.psnr, score.ssim, score.identical],
    );
  }
}
