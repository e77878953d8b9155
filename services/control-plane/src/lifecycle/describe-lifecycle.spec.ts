import { describe, expect, it } from 'vitest';
import { describeLifecycle } from './describe-lifecycle.js';
import type { Lifecycle } from './lifecycle.js';

const door: Lifecycle<'open' | 'shut' | 'gone', 'push' | 'remove', { strong: boolean }, 'ring'> = {
  name: 'door',
  states: ['open', 'shut', 'gone'],
  initial: 'shut',
  terminal: ['gone'],
  transitions: [
    {
      from: ['shut'],
      event: 'push',
      when: { name: 'somebody is strong', holds: ({ strong }) => strong },
      to: 'open',
      effects: ['ring'],
    },
    { from: ['open', 'shut'], event: 'remove', to: 'gone', effects: [] },
  ],
};

describe('a lifecycle as a page', () => {
  const text = describeLifecycle('Door', 'Where one goes through.', door);

  it('draws an arrow for every state that a row leaves, with its event and its condition', () => {
    expect(text).toContain('  [*] --> shut\n');
    expect(text).toContain('  shut --> open: push [somebody is strong]\n');
    expect(text).toContain('  open --> gone: remove\n  shut --> gone: remove\n');
    expect(text).toContain('  gone --> [*]\n');
  });

  it('tells every row with its effects in the order in which rows are tried', () => {
    expect(text).toContain(
      '| shut | push | somebody is strong | open | `ring` |\n| open, shut | remove |  | gone |  |\n',
    );
  });
});
