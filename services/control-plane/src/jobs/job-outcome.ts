import type { Issue } from '@npufarm/contracts';

/** Why a job ended as it did; results of a success are in the table of results. */
export interface JobOutcome {
  /** For FAILED, EXPIRED and CANCELLED. */
  readonly failureClass?: string;
  readonly detail?: string;
  /** For REJECTED: the delegate's answer. */
  readonly issues?: readonly Issue[];
}
