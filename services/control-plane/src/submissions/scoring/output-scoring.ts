import { Injectable } from '@nestjs/common';
import type { Reason } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { FarmEvents } from '../../platform/events/farm-events.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { keepScoringFailure } from '../evaluation/scoring-failures.js';
import { FarmError } from '../../platform/problems/farm-error.js';
import type { UnscoredPicture } from './find-unscored-pictures.js';
import { IncomparablePicturesError } from './incomparable-pictures.error.js';
import { ScoringPool } from './scoring-pool.js';
import { StoredPictures } from './stored-pictures.js';

/** Scores outputs of models against their originals. Scoring one twice yields the same row. */
@Injectable()
export class OutputScoring {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pictures: StoredPictures,
    private readonly pool: ScoringPool,
    private readonly clock: Clock,
    private readonly events: FarmEvents,
    private readonly metrics: Metrics,
  ) {}

  async score(picture: UnscoredPicture): Promise<void> {
    const refusal = wrongSize(picture);
    if (refusal !== undefined) {
      await keepScoringFailure(this.dataSource.manager, picture.jobId, 'participant', refusal);
    } else {
      await this.compare(picture);
    }
    this.events.publish('submission-scored', { submissionId: picture.submissionId });
  }

  private async compare(picture: UnscoredPicture): Promise<void> {
    const { jobId, submissionId, name, metric, scale } = picture;
    const startedMs = this.clock.monotonicMs();
    try {
      const candidate = await this.pictures.read(
        picture.outputSha256,
        picture.outputWidth,
        picture.outputHeight,
      );
      const original = await this.pictures.read(picture.hrSha256, picture.hrWidth, picture.hrHeight);
      const score = await this.pool.score({
        candidate,
        original,
        isLowResolution: false,
        preset: metric,
        scale,
      });
      await this.dataSource.query(
        `WITH kept AS (
           INSERT INTO sample_outputs (submission_id, name, sha256, width, height)
           SELECT $6, $2, $7, $8, $9 WHERE $10
           ON CONFLICT (submission_id, name) DO UPDATE SET sha256 = $7, width = $8, height = $9)
         INSERT INTO picture_scores (job_id, name, psnr, ssim, identical) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING`,
        [
          jobId,
          name,
          score.psnr,
          score.ssim,
          score.identical,
          submissionId,
          Buffer.from(picture.outputSha256, 'hex'),
          candidate.width,
          candidate.height,
          picture.isSample,
        ],
      );
      this.metrics.scoringSeconds.observe((this.clock.monotonicMs() - startedMs) / 1000);
    } catch (cause) {
      const reason = failureReason(name, cause);
      if (reason === undefined) throw cause;
      await keepScoringFailure(this.dataSource.manager, jobId, 'infrastructure', reason);
    }
  }
}

function wrongSize({
  name,
  outputWidth,
  outputHeight,
  hrWidth,
  hrHeight,
}: UnscoredPicture): Reason | undefined {
  if (outputWidth === hrWidth && outputHeight === hrHeight) return undefined;
  return {
    id: 'fidelity.output-size',
    rule: 'The output must have the size of the high-resolution picture.',
    detail: `For picture "${name}" the model yields ${outputWidth}x${outputHeight} instead of ${hrWidth}x${hrHeight}.`,
    hint: 'Check the scale of the network: the phase asks for the size of its originals.',
  };
}

function failureReason(name: string, cause: unknown): Reason | undefined {
  const hint = 'Your quota was given back. Tell the organizers.';
  if (cause instanceof IncomparablePicturesError) {
    return {
      id: 'fidelity.incomparable',
      rule: 'The metric of the phase must apply to its pictures.',
      detail: `Picture "${name}": ${cause.message}`,
      hint,
    };
  }
  if (cause instanceof RangeError || (cause instanceof FarmError && cause.code === 'blob.not-found')) {
    return {
      id: 'fidelity.output-lost',
      rule: 'Every output must be stored until it is scored.',
      detail: `The output of picture "${name}" cannot be read: ${cause.message}`,
      hint,
    };
  }
  return undefined;
}
