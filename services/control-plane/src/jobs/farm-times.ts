/** The farm's leases and limits, in milliseconds. Agents learn theirs in the answer to Hello. */
export const farmTimes = {
  /** A lease lasts this long after Accept or a renewal. */
  leaseMs: 15_000,
  /** An offer must be accepted within this time. */
  startWindowMs: 10_000,
  /** Agents renew this often. */
  renewEveryMs: 5_000,
  /** The sweeper waits this much longer than the lease. */
  graceMs: 5_000,
  /** A job that has failed waits this long, times the attempts it has had. */
  retryPauseMs: 1_000,
  /** A job that no board took for this long expires. */
  queueLimitMs: 24 * 3_600_000,
  /** An agent ends a stage at its limit by itself; the farm gives up on the attempt this much later. */
  stageGraceMs: 30_000,
  /** An attempt that has to stop and has not ended after this is given up. */
  cancelLimitMs: 60_000,
  stages: { preparing: 60_000, compiling: 120_000, measuring: 600_000, uploading: 120_000 },
} as const;
