/** Virtual time per (capability class, account): the account with the least has had the least. */
export class FairShare {
  readonly #times: Map<string, number>;
  readonly #changed = new Set<string>();

  constructor(entries: readonly FairShareEntry[]) {
    this.#times = new Map(
      entries.map((entry) => [key(entry.capabilityClass, entry.account), entry.virtualTime]),
    );
  }

  of(capabilityClass: string, account: string): number {
    return this.#times.get(key(capabilityClass, account)) ?? 0;
  }

  charge(capabilityClass: string, account: string, cost: number): void {
    const name = key(capabilityClass, account);
    this.#times.set(name, this.of(capabilityClass, account) + cost);
    this.#changed.add(name);
  }

  /** What was charged, in a fixed order. */
  changes(): FairShareEntry[] {
    return [...this.#changed].sort().map((name) => {
      const [capabilityClass, account] = name.split(separator) as [string, string];
      return { capabilityClass, account, virtualTime: this.of(capabilityClass, account) };
    });
  }
}

/** The virtual time of one account in one capability class. */
export interface FairShareEntry {
  readonly capabilityClass: string;
  readonly account: string;
  readonly virtualTime: number;
}

const separator = '\n';

function key(capabilityClass: string, account: string): string {
  return `${capabilityClass}${separator}${account}`;
}
