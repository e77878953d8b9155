/** One sentence that is true of the farm's tables at every moment, and the query that finds where it is not. */
export interface Invariant {
  /** As in the list of the design: I1 to I12. */
  readonly id: string;
  readonly sentence: string;
  /**
   * Yields a row `(subject text, detail text)` per violation.
   *
   * May read the table `moment (now, sweeps_since)`: the time of the check, and since when a sweeper has looked
   * every second without a break. What the sweeper has to clean up counts from 2 s after that.
   */
  readonly sql: string;
}
