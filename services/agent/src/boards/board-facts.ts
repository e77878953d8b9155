import type { Fidelity } from '@npufarm/contracts';

/** What an agent reports about a board. */
export interface BoardFacts {
  /** Unique within the farm. */
  readonly name: string;
  /** Key of the driver in the list of drivers. */
  readonly driver: string;
  /** What kind of numbers the board yields. */
  readonly fidelity: Fidelity;
  /** Selectable facts, such as soc=vs680. */
  readonly capabilities: Readonly<Record<string, string>>;
  /** SHA-256 over everything that may change a measurement, lower-case hex. */
  readonly environmentHash: string;
  /** True when more than one agent can reach the board. */
  readonly shared: boolean;
}
