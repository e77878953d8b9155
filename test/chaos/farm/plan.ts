/** A board as NPUFARM_BOARDS takes it. */
export interface BoardPlan {
  readonly name: string;
  readonly driver: 'fake' | 'emulated';
  readonly [setting: string]: unknown;
}

/** One agent and its boards. */
export interface AgentPlan {
  readonly name: string;
  readonly boards: readonly BoardPlan[];
}

/** What a farm of processes consists of. */
export interface FarmPlan {
  readonly controlPlanes: number;
  readonly agents: readonly AgentPlan[];
}

/** Two copies of the control plane, and three agents with fake and emulated boards of every temper. */
export function chaosPlan(seed: number): FarmPlan {
  const fake = (name: string, measureMs: number, ...behaviour: readonly object[]): BoardPlan => ({
    name,
    driver: 'fake',
    seed,
    measureMs,
    lines: 20,
    behaviour,
  });
  const jitter = { kind: 'jitter', deviation: 0.003 };
  return {
    controlPlanes: 2,
    agents: [
      {
        name: 'lab-1',
        boards: [
          fake('fake-1a', 600, jitter),
          fake('fake-1b', 2500, jitter, { kind: 'drift', perAttempt: 0.0001 }),
          { name: 'emulated-1', driver: 'emulated', seed, behaviour: [jitter] },
        ],
      },
      {
        name: 'lab-2',
        boards: [
          fake('fake-2a', 900, jitter),
          fake('fake-2b', 1500, { kind: 'crash', probability: 0.02 }, { kind: 'slow', factor: 1.2 }),
        ],
      },
      {
        name: 'lab-3',
        boards: [
          fake('fake-3a', 700, { kind: 'throttle', afterAttempts: 50, factor: 1.1 }),
          fake('fake-3b', 900, { kind: 'flap', upMs: 40_000, downMs: 6_000 }),
          { name: 'emulated-3', driver: 'emulated' },
        ],
      },
    ],
  };
}
