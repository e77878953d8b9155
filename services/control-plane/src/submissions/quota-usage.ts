/** What a team has used of a phase; refunds are subtracted. */
export interface QuotaUsage {
  readonly usedToday: number;
  readonly usedTotal: number;
  readonly running: number;
}
