import { type Fault, pick } from '../fault.js';

/** kill -9 of one copy of the control plane, and its start. */
export const killControlPlane: Fault = {
  name: 'control plane killed',
  begin: async ({ farm, random }) => {
    const copy = pick(
      farm.copies.filter(({ up }) => up !== undefined),
      random,
    );
    if (copy === undefined) return undefined;
    await copy.kill();
    return { target: copy.name, agents: [], holdMs: 1000, heal: () => copy.start() };
  },
};

/** kill -9 of every copy at once. */
export const killAllControlPlanes: Fault = {
  name: 'all control planes killed',
  begin: async ({ farm }) => {
    const copies = farm.copies.filter(({ up }) => up !== undefined);
    if (copies.length < farm.copies.length) return undefined;
    await Promise.all(copies.map((copy) => copy.kill()));
    return {
      target: 'every copy',
      agents: [],
      holdMs: 500,
      heal: async () => void (await Promise.all(copies.map((copy) => copy.start()))),
    };
  },
};

/** A copy stands still for 20 s and then goes on as if nothing had been. */
export const freezeControlPlane: Fault = {
  name: 'control plane frozen',
  begin: async ({ farm, random }) => {
    const copy = pick(
      farm.copies.filter(({ up }) => up !== undefined),
      random,
    );
    if (copy === undefined) return undefined;
    copy.freeze();
    return { target: copy.name, agents: [], holdMs: 20_000, heal: async () => copy.thaw() };
  },
};
