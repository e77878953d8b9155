import { describe, expect, it } from 'vitest';
import { SteppedClock } from '../clock/stepped-clock.js';
import { FarmEvents } from './farm-events.js';

describe('FarmEvents', () => {
  it('does not lose a wake that comes between two waits', async () => {
    const events = new FarmEvents(new SteppedClock());
    const waker = events.waker(['work-queued']);
    events.publish('work-queued', {});

    await expect(waker.wait(60_000)).resolves.toBeUndefined();
    waker.close();
  });

  it('wakes only for what was asked for', async () => {
    const clock = new SteppedClock();
    const events = new FarmEvents(clock);
    const waker = events.waker(['submission-changed'], ({ submissionId }) => submissionId === 'mine');
    let isAwake = false;
    const waiting = waker.wait(1_000).then(() => {
      isAwake = true;
    });

    events.publish('submission-changed', { submissionId: 'other' });
    await Promise.resolve();
    const afterOther = isAwake;
    events.publish('submission-changed', { submissionId: 'mine' });
    await waiting;

    expect([afterOther, isAwake]).toEqual([false, true]);
    waker.close();
  });

  it('looks again by itself when its time has come', async () => {
    const clock = new SteppedClock();
    const waker = new FarmEvents(clock).waker(['work-queued']);
    const waiting = waker.wait(1_000);

    clock.step(1_000);

    await expect(waiting).resolves.toBeUndefined();
    waker.close();
  });

  it('hears nothing any more once it is closed', async () => {
    const clock = new SteppedClock();
    const events = new FarmEvents(clock);
    const waker = events.waker(['work-queued']);
    waker.close();
    events.publish('work-queued', {});
    let isAwake = false;
    const waiting = waker.wait(5).then(() => {
      isAwake = true;
    });

    await Promise.resolve();
    const before = isAwake;
    clock.step(5);
    await waiting;

    expect(before).toBe(false);
  });
});
