import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Event, EventKind, type StreamRequest } from '@npufarm/agent-protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EvidenceSender } from '../evidence/evidence-sender.js';
import { EventRecorder } from '../runner/event-recorder.js';
import { HeldAttempt } from '../runner/held-attempt.js';
import { AttemptSpool } from './attempt-spool.js';

const dayUs = 24n * 3_600_000_000n;
const gapSchema = z.object({ lines: z.int() });
const windowEvents = 4_096;

/** Everything that a spool hands over, to a control plane that acknowledges what it gets. */
function handOver(spool: AttemptSpool): Event[] {
  const taken: Event[] = [];
  const write = ({ message }: StreamRequest): boolean => {
    if (message?.$case === 'batch') taken.push(...message.value.events);
    return true;
  };
  const sender = new EvidenceSender(spool, write, () => undefined);
  sender.resume(1, windowEvents);
  for (let acknowledged = 0; acknowledged < taken.length;) {
    acknowledged = taken.length;
    sender.acknowledge(acknowledged);
  }
  sender.close();
  return taken;
}

describe('a spool without a control plane for 24 hours', { timeout: 60_000 }, () => {
  let directory: string;
  let nowUs = 0n;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'npufarm-absence-'));
    nowUs = 1_700_000_000_000_000n;
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** Lets a day pass on the clock, with a line of the board after each interval. */
  function aDayOfLines(spool: AttemptSpool, everyUs: bigint, text: string): number {
    const recorder = new EventRecorder(new HeldAttempt(7n), spool, () => nowUs);
    let lines = 0;
    for (const endUs = nowUs + dayUs; nowUs < endUs; nowUs += everyUs) {
      recorder.log('info', 'board', `${text} ${lines}`);
      lines += 1;
    }
    return lines;
  }

  it('keeps a line every ten seconds, over a restart too, and hands all of them over in their order', async () => {
    const before = new AttemptSpool(7n, directory);
    const lines = aDayOfLines(before, 10_000_000n, 'temperature');
    const isStored = await before.finish({ $case: 'cancelled', value: { proof: 'nothing runs' } });
    before.close();

    const after = new AttemptSpool(7n, directory);
    const events = handOver(after);

    expect(isStored).toBe(true);
    expect(events.map(({ seq }) => Number(seq))).toEqual(
      Array.from({ length: lines }, (_, index) => index + 1),
    );
    expect((events.at(-1)?.atUs ?? 0n) - (events[0]?.atUs ?? 0n)).toBe(dayUs - 10_000_000n);
    expect(after.result?.lastSeq).toBe(BigInt(lines));
    after.close();
  });

  it('stays within its bound when a board talks too much, and says how many lines that cost', () => {
    const limitBytes = 2 ** 20;
    const spool = new AttemptSpool(7n, directory, limitBytes);
    const lines = aDayOfLines(spool, 10_000_000n, 'x'.repeat(200));
    new EventRecorder(new HeldAttempt(7n), spool, () => nowUs).log('error', 'agent', 'the board has gone');

    const events = handOver(spool);

    const dropped = events
      .filter(({ kind }) => kind === EventKind.EVENT_KIND_GAP)
      .reduce((sum, { dataJson }) => sum + gapSchema.parse(JSON.parse(dataJson)).lines, 0);
    const kept = events.filter(({ kind }) => kind === EventKind.EVENT_KIND_LOG);
    expect(dropped).toBeGreaterThan(0);
    expect(kept.length + dropped).toBe(lines + 1);
    expect(kept.at(-1)?.text).toBe('the board has gone');
    expect(events.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(limitBytes);
    spool.close();
  });
});
