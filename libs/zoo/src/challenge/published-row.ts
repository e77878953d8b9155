/** A row of the challenge's results table; what the table leaves empty is null, what it calls failed is 'Failed'. */
export interface PublishedRow {
  readonly team: string;
  readonly psnr: number;
  readonly ssim: number;
  readonly cpuMs: number | 'Failed' | null;
  readonly npuMs: number | null;
  readonly speedUp: number | null;
  readonly score: number | null;
  readonly isBaseline: boolean;
  /** Handed in after the deadline. */
  readonly isLate: boolean;
}
