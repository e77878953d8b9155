import type { Fidelity } from '@npufarm/contracts';

/** A finalised score of a submission, as it stands in the database. */
export interface LeaderboardEntry {
  readonly submissionId: string;
  readonly team: string;
  readonly late: boolean;
  readonly modelBytes: number;
  readonly fidelity: Fidelity;
  readonly psnr: number;
  readonly ssim: number;
  readonly npuMs: number;
  readonly cpuMs: number | null;
  readonly score: number;
  readonly finalisedAt: Date;
}
