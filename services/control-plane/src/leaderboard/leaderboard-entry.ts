import type { Factsheet, Fidelity } from '@npufarm/contracts';

/** A finalised score of a submission, as it stands in the database. */
export interface LeaderboardEntry {
  readonly submissionId: string;
  readonly team: string;
  readonly late: boolean;
  readonly isFinal: boolean;
  readonly createdAt: Date;
  readonly modelBytes: number;
  readonly networkHash: string | null;
  readonly factsheet: Factsheet | null;
  readonly fidelity: Fidelity;
  readonly psnr: number;
  readonly ssim: number;
  readonly deltaPsnr: number | null;
  readonly deltaSsim: number | null;
  readonly npuMs: number;
  readonly cpuMs: number | null;
  readonly score: number;
  readonly isFinalEvaluation: boolean;
  readonly finalisedAt: Date;
  /** Measured on a board in a window that was declared invalid since. */
  readonly needsRerun: boolean;
}
