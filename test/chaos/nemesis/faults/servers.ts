import type { Fault } from '../fault.js';

/** PostgreSQL is shut down and started, as for a minor upgrade. */
export const restartPostgres: Fault = {
  name: 'PostgreSQL restarted',
  group: 'database',
  begin: async ({ farm }) => {
    await farm.stopPostgres();
    return { target: 'database', agents: [], holdMs: 1000, heal: () => farm.startPostgres() };
  },
};

/** kill -9 of PostgreSQL; it recovers from its log. */
export const killPostgres: Fault = {
  name: 'PostgreSQL killed',
  group: 'database',
  begin: async ({ farm }) => {
    await farm.killPostgres();
    return { target: 'database', agents: [], holdMs: 1000, heal: () => farm.startPostgres() };
  },
};

/** kill -9 of the message broker. */
export const killNats: Fault = {
  name: 'NATS killed',
  begin: async ({ farm }) => {
    await farm.killNats();
    return { target: 'broker', agents: [], holdMs: 3000, heal: () => farm.startNats() };
  },
};

/** The broker's files vanish under the running server. */
export const removeJetStreamStore: Fault = {
  name: 'JetStream store removed',
  begin: async ({ farm }) => {
    farm.removeJetStreamStore();
    return { target: 'broker', agents: [], holdMs: 0, heal: () => Promise.resolve() };
  },
};
