import { type Fault, pick } from '../fault.js';

/** The farm's clock is set by hours, and put right after a while. */
export const stepClock: Fault = {
  name: 'clock stepped',
  group: 'database',
  begin: async ({ farm, random }) => {
    const direction = pick(['forward', 'back'] as const, random) ?? 'forward';
    await farm.clock.set(direction);
    return { target: direction, agents: [], holdMs: 8000, heal: () => farm.clock.set('right') };
  },
};
