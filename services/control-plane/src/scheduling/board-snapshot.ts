import type { BoardHealth, BoardId, BoardLink, BoardOccupancy, Fidelity } from '@npufarm/contracts';

/** A board as the scheduler sees it. */
export interface BoardSnapshot {
  readonly id: BoardId;
  readonly name: string;
  readonly fidelity: Fidelity;
  readonly capabilities: Readonly<Record<string, string>>;
  readonly link: BoardLink;
  readonly occupancy: BoardOccupancy;
  readonly health: BoardHealth;
  /** True when its agent finishes what it holds and wants no new work. */
  readonly agentDraining: boolean;
}
