import { Injectable } from '@nestjs/common';
import type { Reason, SubmissionId } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { Config } from '../../config/config.js';
import { FarmEvents } from '../../platform/events/farm-events.js';
import { IncomparablePicturesError } from '../scoring/incomparable-pictures.error.js';
import { ScoringPool } from '../scoring/scoring-pool.js';
import { StoredPictures } from '../scoring/stored-pictures.js';
import { claimFloatPicture, type FloatPicture } from './claim-float-picture.js';
import { FloatRun } from './float-run.js';
import { floatVerdict } from './float-verdict.js';

const claimMarginMs = 30_000;

/** Computes the quality that float models reach. Whatever goes wrong leaves the submission without a drop, not without a score. */
@Injectable()
export class FloatScoring {
  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly floatRun: FloatRun,
    private readonly pictures: StoredPictures,
    private readonly pool: ScoringPool,
    private readonly events: FarmEvents,
  ) {}

  /** Works on one picture; false when none waits. */
  async next(signal: AbortSignal): Promise<boolean> {
    const claimMs = this.config.floatTimeoutMs + claimMarginMs;
    const picture = await claimFloatPicture(this.dataSource.manager, claimMs);
    if (picture === undefined) return false;
    try {
      await this.work(picture, signal);
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      const reason = floatVerdict({ kind: 'crashed', detail }, picture.tries);
      if (reason === undefined) throw cause;
      await this.giveUp(picture.submissionId, reason);
    } finally {
      await this.dataSource.query('UPDATE submissions SET float_until = NULL WHERE id = $1', [
        picture.submissionId,
      ]);
    }
    this.events.publish('submission-scored', { submissionId: picture.submissionId });
    return true;
  }

  private async work(picture: FloatPicture, signal: AbortSignal): Promise<void> {
    const answer = await this.floatRun.run(picture, signal);
    if (signal.aborted) return;
    if (answer.kind !== 'output') {
      const reason = floatVerdict(answer, picture.tries);
      if (reason !== undefined) await this.giveUp(picture.submissionId, reason);
      return;
    }
    const candidate = answer.picture;
    const { name, hrWidth, hrHeight, metric: preset, scale } = picture;
    if (candidate.width !== hrWidth || candidate.height !== hrHeight) {
      const yields = `${candidate.width}x${candidate.height} instead of ${hrWidth}x${hrHeight}`;
      return this.giveUp(picture.submissionId, wrong('output-size', `For "${name}" it yields ${yields}.`));
    }
    const original = await this.pictures.read(picture.hrSha256, hrWidth, hrHeight);
    try {
      const score = await this.pool.score({ candidate, original, isLowResolution: false, preset, scale });
      await this.dataSource.query(
        `WITH scored AS (UPDATE submissions SET float_tries = 0 WHERE id = $1)
         INSERT INTO float_picture_scores (submission_id, name, psnr, ssim, identical) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING`,
        [picture.submissionId, name, score.psnr, score.ssim, score.identical],
      );
    } catch (cause) {
      if (!(cause instanceof IncomparablePicturesError)) throw cause;
      await this.giveUp(picture.submissionId, wrong('incomparable', `Picture "${name}": ${cause.message}`));
    }
  }

  private async giveUp(id: SubmissionId, reason: Reason): Promise<void> {
    await this.dataSource.query('UPDATE submissions SET float_reason = $2 WHERE id = $1', [
      id,
      JSON.stringify(reason),
    ]);
  }
}

function wrong(id: string, detail: string): Reason {
  return {
    id: `float.${id}`,
    rule: 'The accuracy drop compares pictures of the same size.',
    detail,
    hint: 'Export the float file from the same network; the score does not depend on it.',
  };
}
