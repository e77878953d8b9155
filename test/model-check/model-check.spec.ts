import { describe, expect, it } from 'vitest';
import { isCurrent } from '../../services/control-plane/src/jobs/is-current.js';
import { type Exploration, explore } from './explore.js';
import { farmModel } from './farm-model.js';
import type { Scenario } from './scenario.js';

const stateLimit = 200_000;
const aBoardEach = [[0], [1]];
const oneBoard = [[0]];
const oneSharedBoard = [[0, 1]];

const asBuilt: Scenario = {
  name: '',
  boards: aBoardEach,
  attemptLimit: 2,
  attempts: 2,
  cancels: true,
  restarts: 0,
  outages: 0,
  pauses: 0,
  delaysRenewals: false,
  isCurrentAtSink: isCurrent,
  extendsLeasesFirst: true,
};

function run(changes: Partial<Scenario>): Exploration {
  const scenario = { ...asBuilt, ...changes };
  const exploration = explore(farmModel(scenario), stateLimit);
  const { states, transitions, depth } = exploration;
  process.stdout.write(`${scenario.name}: ${states} states, ${transitions} transitions, depth ${depth}\n`);
  return exploration;
}

describe('the protocol of lease, fence, cancel and commit, explored whole', { timeout: 120_000 }, () => {
  it.each<Partial<Scenario>>([
    { name: 'two agents with a board each, renewals taken late', delaysRenewals: true, cancels: false },
    { name: 'two agents with a board each, one restarted or reinstalled', restarts: 1 },
    { name: 'two agents with a board each, the control plane away for a while', outages: 1 },
    { name: 'two agents with a board each, three attempts', attempts: 3 },
    { name: 'one agent with one board, restart and outage', boards: oneBoard, restarts: 1, outages: 1 },
    { name: 'two agents that reach one board, one paused', boards: oneSharedBoard, pauses: 1 },
    {
      name: 'two agents that reach one board, paused twice, without cancels',
      boards: oneSharedBoard,
      pauses: 2,
      cancels: false,
    },
    {
      name: 'two agents that reach one board, one paused, one restarted, without cancels',
      boards: oneSharedBoard,
      pauses: 1,
      restarts: 1,
      cancels: false,
    },
    {
      name: 'two agents that reach one board, one paused, renewals taken late',
      boards: oneSharedBoard,
      pauses: 1,
      delaysRenewals: true,
      cancels: false,
    },
  ])('$name: no state is wrong, and every job can come to its end', (changes) => {
    const { violation, states } = run(changes);

    expect(violation).toBeUndefined();
    expect(states).toBeGreaterThan(5_000);
  });

  it('finds the result that counts twice when the fence is taken away', () => {
    const { violation } = run({ name: 'without the fence', cancels: false, isCurrentAtSink: () => true });

    expect(violation?.flaw).toBe('I11: attempt 1 was fenced and changed the job or a board');
    expect(violation?.trace.filter((step) => step === 'grant')).toHaveLength(2);
    expect(violation?.trace.at(-1)).toBe('commit 1 success');
  });

  it('finds the attempt that an outage kills when the sweeper does not extend leases first', () => {
    const { violation } = run({ name: 'without the restart rule', outages: 1, extendsLeasesFirst: false });

    expect(violation?.flaw).toContain('was swept for a time in which it could not renew');
  });
});
