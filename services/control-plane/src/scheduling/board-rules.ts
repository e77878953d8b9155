import type { BoardHealth } from '@npufarm/contracts';
import type { BoardRule } from './board-rule.js';

const leasableHealths: readonly BoardHealth[] = ['good', 'unknown', 'suspect'];
const checkableHealths: readonly BoardHealth[] = [...leasableHealths, 'quarantined', 'looping'];

/** Everything that keeps a job off a board, in the order in which it is reported. */
export const boardRules: readonly BoardRule[] = [
  {
    id: 'board.fidelity',
    rule: 'The board must yield numbers of the fidelity that the phase accepts.',
    hint: 'Register a board of this fidelity, or ask the organizer which one the phase accepts.',
    lasting: true,
    objection: ({ requirement }, { fidelity }) =>
      fidelity === requirement.fidelity ? undefined : `it is ${fidelity}, wanted is ${requirement.fidelity}`,
  },
  {
    id: 'board.capabilities',
    rule: 'The board must have every capability that the job names.',
    hint: 'Register a board with these capabilities.',
    lasting: true,
    objection: ({ requirement }, { capabilities }) => {
      const missing = Object.entries(requirement.capabilities).find(
        ([name, value]) => capabilities[name] !== value,
      );
      if (missing === undefined) return undefined;
      const [name, value] = missing;
      return `${name} is ${capabilities[name] ?? 'not given'}, wanted is ${value}`;
    },
  },
  {
    id: 'board.other',
    rule: 'A health check runs on the board that it checks.',
    hint: 'Wait until that board is free.',
    lasting: true,
    objection: ({ board }, { name }) =>
      board === undefined || board === name ? undefined : `the job is for ${board}`,
  },
  {
    id: 'board.health',
    rule: 'Work goes only to boards that are trusted and in service.',
    hint: 'An operator can look at the board with "npufarm boards show" and release it.',
    lasting: false,
    objection: ({ healthCheck }, { health }) =>
      (healthCheck ? checkableHealths : leasableHealths).includes(health) ? undefined : `it is ${health}`,
  },
  {
    id: 'board.link',
    rule: 'The board must be reachable through its agent.',
    hint: 'Check that the agent runs and can reach the board and the farm.',
    lasting: false,
    objection: (_candidate, { link }) => (link === 'connected' ? undefined : `it is ${link}`),
  },
  {
    id: 'board.agent-draining',
    rule: 'An agent that drains takes no new work.',
    hint: 'The agent comes back after its restart or upgrade.',
    lasting: false,
    objection: (_candidate, { agentDraining }) => (agentDraining ? 'its agent drains' : undefined),
  },
  {
    id: 'board.tried',
    rule: 'A job is retried on another board than the one it failed on.',
    hint: 'The job waits for another board as long as one is in service.',
    lasting: false,
    objection: ({ triedBoards }, { name }) =>
      triedBoards.includes(name) ? 'the job has failed on it before' : undefined,
  },
  {
    id: 'board.unsafe',
    rule: 'After a lost lease a board rests until its agent proves that nothing runs on it.',
    hint: 'The agent proves it by itself once it is back; otherwise power-cycle the board and release it.',
    lasting: false,
    objection: (_candidate, { occupancy }) => (occupancy === 'unsafe' ? 'it is unsafe' : undefined),
  },
  {
    id: 'board.busy',
    rule: 'A board runs one attempt at a time.',
    hint: 'The job starts when the board becomes free and its turn has come.',
    lasting: false,
    objection: (_candidate, { occupancy }) =>
      occupancy === 'leased' || occupancy === 'draining' ? 'it is busy' : undefined,
  },
];
