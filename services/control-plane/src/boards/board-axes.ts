import type { AttemptNumber, BoardHealth, BoardId, BoardLink, BoardOccupancy } from '@npufarm/contracts';

/** The three separate axes of a board's state, and who holds it. */
export interface BoardAxes {
  readonly id: BoardId;
  readonly name: string;
  readonly link: BoardLink;
  readonly occupancy: BoardOccupancy;
  readonly health: BoardHealth;
  readonly currentAttempt: AttemptNumber | undefined;
}
