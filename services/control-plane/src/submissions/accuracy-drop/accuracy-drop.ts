import type { PictureScore, Reason, SubmissionId } from '@npufarm/contracts';
import { meanScore } from '@npufarm/scoring';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../../platform/database/query-one.js';
import { isFloatPending } from './claim-float-picture.js';

/** Where a submission's float model stands. */
export interface FloatStanding {
  /** True while pictures are before it. */
  readonly isPending: boolean;
  /** Why it yields no drop. */
  readonly reason: Reason | null;
  /** Scores of its outputs so far. */
  readonly pictures: readonly PictureScore[];
}

/** What quantisation cost: quality of the float model minus that of the INT8 one. */
export interface AccuracyDrop {
  readonly psnr: number | null;
  readonly ssim: number | null;
}

export async function floatStandingOf(
  manager: Pick<EntityManager, 'query'>,
  id: SubmissionId,
): Promise<FloatStanding> {
  const row = await queryOne<{ isPending: boolean; reason: Reason | null }>(
    manager,
    `SELECT ${isFloatPending} AS "isPending", submission.float_reason AS reason
     FROM submissions submission WHERE submission.id = $1`,
    [id],
  );
  const pictures: PictureScore[] = await manager.query(
    'SELECT name, psnr, ssim, identical FROM float_picture_scores WHERE submission_id = $1 ORDER BY name',
    [id],
  );
  return { isPending: row?.isPending ?? false, reason: row?.reason ?? null, pictures };
}

/** The drop; null parts where it is not available. */
export function accuracyDrop(
  { isPending, reason, pictures }: FloatStanding,
  quantized: { readonly psnr: number | null; readonly ssim: number },
): AccuracyDrop {
  if (isPending || reason !== null || pictures.length === 0) return { psnr: null, ssim: null };
  const float = meanScore(pictures);
  const psnr = float.psnr === null || quantized.psnr === null ? null : float.psnr - quantized.psnr;
  return { psnr, ssim: float.ssim - quantized.ssim };
}
