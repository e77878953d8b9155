import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventKind } from '@npufarm/agent-protocol';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EventRecorder } from '../../services/agent/src/runner/event-recorder.js';
import { HeldAttempt } from '../../services/agent/src/runner/held-attempt.js';
import { AttemptSpool } from '../../services/agent/src/spool/attempt-spool.js';
import { Spool } from '../../services/agent/src/spool/spool.js';
import { SmallDisk } from '../chaos/farm/small-disk.js';

const gapSchema = z.object({ lines: z.int() });
const directory = mkdtempSync(join(tmpdir(), 'npufarm-full-disk-'));
const disk = SmallDisk.mount(join(directory, 'disk'), 2 ** 21);

describe.skipIf(disk === undefined)('a spool on a full disk (needs the right to mount one)', () => {
  afterAll(() => {
    disk?.unmount();
    rmSync(directory, { recursive: true });
  });

  it('says how many lines it could not keep, from when on, and stores the result all the same', async () => {
    let nowUs = 1_000_000n;
    const spool = new AttemptSpool(7n, join(directory, 'disk', 'attempt'));
    const recorder = new EventRecorder(new HeldAttempt(7n), spool, () => nowUs);
    // Whole pages, so that the file has no room left when the disk has none.
    const text = 'x'.repeat(4096);
    recorder.log('info', 'board', text);
    disk?.fill();
    nowUs = 2_000_000n;
    for (let index = 0; index < 50; index += 1) recorder.log('info', 'board', text);
    disk?.free();
    nowUs = 3_000_000n;
    recorder.log('info', 'board', 'after');
    disk?.fill();
    const isStored = await spool.finish({ $case: 'cancelled', value: { proof: 'nothing runs' } });
    spool.close();
    disk?.free();

    const reopened = new AttemptSpool(7n, join(directory, 'disk', 'attempt'));
    const events = reopened.read(1, 1000);
    const gaps = events.filter(({ kind }) => kind === EventKind.EVENT_KIND_GAP);
    const dropped = gaps.map(({ dataJson }) => gapSchema.parse(JSON.parse(dataJson)).lines);
    expect(isStored).toBe(true);
    expect(reopened.result?.outcome?.$case).toBe('cancelled');
    expect(gaps[0]).toMatchObject({ atUs: 2_000_000n, level: 'warn', seq: 2n });
    expect(dropped.reduce((sum, lines) => sum + lines, 0)).toBe(50);
    expect(events.at(-1)?.text).toBe('after');
    reopened.close();
  });

  it('lets an agent start again, and tells its processes apart', () => {
    const place = join(directory, 'disk', 'agent');
    const first = new Spool(place);
    disk?.fill();

    const second = new Spool(place);

    expect(second.id).toBe(first.id);
    expect(second.epoch).toBeGreaterThanOrEqual(first.epoch);
    disk?.free();
  });
});
