import type { FailureClass, FidelityEnvironment, Issue, TimingResult } from '@npufarm/contracts';
import type { BoardPicture } from './board-work.js';

/** How a board's work ended. */
export type BoardOutcome =
  | { readonly kind: 'timing'; readonly result: TimingResult }
  | {
      readonly kind: 'fidelity';
      readonly pictures: readonly BoardPicture[];
      readonly environment: FidelityEnvironment;
    }
  | { readonly kind: 'rejected'; readonly issues: readonly Issue[] }
  | { readonly kind: 'failed'; readonly failureClass: FailureClass; readonly detail: string }
  | { readonly kind: 'cancelled'; readonly proof: string };
