import type { MetricPresetName, PairScore, RgbPicture } from '@npufarm/scoring';

/** Work for a scoring thread. `bicubic` compares the enlarged low-resolution picture instead of a model's output. */
export interface ScoringTask {
  readonly candidate: RgbPicture;
  readonly isLowResolution: boolean;
  readonly original: RgbPicture;
  readonly preset: MetricPresetName;
  readonly scale: number;
}

export type ScoringAnswer =
  { readonly ok: true; readonly score: PairScore } | { readonly ok: false; readonly message: string };
