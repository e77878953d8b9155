import { type Fault, pick } from '../fault.js';

/** kill -9 of an agent that its host starts again at once. */
export const killAgent: Fault = {
  name: 'agent killed',
  begin: async ({ farm, random }) => {
    const agent = pick(
      farm.agents.filter(({ isRunning }) => isRunning),
      random,
    );
    if (agent === undefined) return undefined;
    await agent.kill();
    return { target: agent.name, agents: [agent.name], holdMs: 1000, heal: () => agent.start() };
  },
};

/** A lab host is gone for longer than its leases last. */
export const loseAgent: Fault = {
  name: 'agent lost for 30 s',
  begin: async ({ farm, random }) => {
    const agent = pick(
      farm.agents.filter(({ isRunning }) => isRunning),
      random,
    );
    if (agent === undefined) return undefined;
    await agent.kill();
    return { target: agent.name, agents: [agent.name], holdMs: 30_000, heal: () => agent.start() };
  },
};

/** An agent stands still until its leases are gone, and then presents what it has: late results. */
export const freezeAgent: Fault = {
  name: 'agent frozen',
  begin: async ({ farm, random }) => {
    const agent = pick(
      farm.agents.filter(({ isRunning }) => isRunning),
      random,
    );
    if (agent === undefined) return undefined;
    const holdMs = random() < 0.5 ? 20_000 : 28_000;
    agent.freeze();
    return { target: agent.name, agents: [agent.name], holdMs, heal: async () => agent.thaw() };
  },
};

/** The agent comes back on an empty disk: no identity, no spool. */
export const reinstallAgent: Fault = {
  name: 'agent reinstalled empty',
  begin: async ({ farm, random }) => {
    const agent = pick(
      farm.agents.filter(({ isRunning }) => isRunning),
      random,
    );
    if (agent === undefined) return undefined;
    await agent.kill();
    agent.wipe();
    return { target: agent.name, agents: [agent.name], holdMs: 500, heal: () => agent.start() };
  },
};

/** kill -9 of what runs on an emulated board. */
export const killBoards: Fault = {
  name: 'board processes killed',
  begin: async ({ farm }) => {
    const hit = farm.agents.filter((agent) => {
      const processes = agent.boardProcesses();
      for (const pid of processes) process.kill(pid, 'SIGKILL');
      return processes.length > 0;
    });
    if (hit.length === 0) return undefined;
    return {
      target: hit.map(({ name }) => name).join(', '),
      agents: [],
      holdMs: 0,
      heal: () => Promise.resolve(),
    };
  },
};

/** The disk of an agent's spool is full. */
export const fillDisk: Fault = {
  name: 'disk full at the spool',
  begin: async ({ farm }) => {
    const { smallDisk } = farm;
    if (smallDisk === undefined || !smallDisk.agent.isRunning) return undefined;
    smallDisk.disk.fill();
    return {
      target: smallDisk.agent.name,
      agents: [smallDisk.agent.name],
      holdMs: 8000,
      heal: async () => smallDisk.disk.free(),
    };
  },
};
