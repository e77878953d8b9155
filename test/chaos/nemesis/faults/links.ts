import type { Direction, Link } from '../../farm/link.js';
import { type Fault, type FaultContext, pick } from '../fault.js';

interface Cable {
  readonly link: Link;
  readonly name: string;
  readonly agents: readonly string[];
}

function cables({ farm }: FaultContext): readonly Cable[] {
  const ofAgents = farm.agents.flatMap(({ name, links }) => [
    { link: links.grpc, name: `${name} to the control plane`, agents: [name] },
    { link: links.nats, name: `${name} to the broker`, agents: [] },
  ]);
  const ofCopies = farm.copies.flatMap(({ name }, index) => {
    const [database, broker] = [farm.databaseLinks[index], farm.brokerLinks[index]];
    return [
      ...(database === undefined ? [] : [{ link: database, name: `${name} to the database`, agents: [] }]),
      ...(broker === undefined ? [] : [{ link: broker, name: `${name} to the broker`, agents: [] }]),
    ];
  });
  return [...ofAgents, ...ofCopies];
}

const ways: readonly (readonly Direction[])[] = [['up'], ['down'], ['up', 'down']];

/** A link is cut, in one direction or both; what was under way arrives when it is back. */
export const cutLink: Fault = {
  name: 'link cut',
  begin: async (context) => {
    const cable = pick(cables(context), context.random);
    const directions = pick(ways, context.random);
    if (cable === undefined || directions === undefined) return undefined;
    cable.link.cut(...directions);
    return {
      target: `${cable.name} (${directions.length === 2 ? 'both ways' : directions[0]})`,
      agents: cable.agents,
      holdMs: 6000 + context.random() * 24_000,
      heal: async () => cable.link.heal(),
    };
  },
};

/** Answers of the control plane are lost: agents present the same results again. */
export const duplicateResults: Fault = {
  name: 'answers to results lost',
  begin: async ({ farm, random }) => {
    const agent = pick(farm.agents, random);
    if (agent === undefined) return undefined;
    agent.links.grpc.cut('down');
    return {
      target: agent.name,
      agents: [agent.name],
      holdMs: 4000,
      heal: async () => {
        agent.links.grpc.disconnect();
        agent.links.grpc.heal();
      },
    };
  },
};

/** Everything that an agent says arrives seconds late. */
export const delayResults: Fault = {
  name: 'results delayed',
  begin: async ({ farm, random }) => {
    const agent = pick(farm.agents, random);
    if (agent === undefined) return undefined;
    agent.links.grpc.delay(3000 + random() * 5000);
    return {
      target: agent.name,
      agents: [agent.name],
      holdMs: 15_000,
      heal: async () => agent.links.grpc.heal(),
    };
  },
};

/** Every connection breaks at once. */
export const breakConnections: Fault = {
  name: 'connections broken',
  begin: async (context) => {
    for (const { link } of cables(context)) link.disconnect();
    return { target: 'every link', agents: [], holdMs: 0, heal: () => Promise.resolve() };
  },
};
