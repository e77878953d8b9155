import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  truncateSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventKind } from '@npufarm/agent-protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundle } from '../../../../scripts/build/bundle.mjs';
import { AttemptSpool, type UnnumberedEvent } from './attempt-spool.js';
import { Spool } from './spool.js';

const line = (text: string): UnnumberedEvent => ({
  atUs: 1n,
  stage: 'measuring',
  level: 'info',
  source: 'board',
  kind: EventKind.EVENT_KIND_LOG,
  text,
  dataJson: '',
});
const cancelled = { $case: 'cancelled', value: { proof: 'nothing runs' } } as const;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'npufarm-spool-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const openAttempt = (limitBytes?: number): AttemptSpool =>
  new AttemptSpool(7n, join(directory, 'attempts/7'), limitBytes);

const openFiles = (): string[] =>
  readdirSync('/proc/self/fd')
    .map((name) => {
      try {
        return readlinkSync(join('/proc/self/fd', name));
      } catch {
        return '';
      }
    })
    .filter((path) => path.startsWith(directory));

describe('Spool', () => {
  it('tries the disk and leaves nothing there', () => {
    const sut = new Spool(directory);

    sut.probe();
    expect(existsSync(join(directory, 'trial'))).toBe(false);

    mkdirSync(join(directory, 'trial'));
    expect(() => sut.probe()).toThrow(/directory/i);
  });

  it('keeps its id, so that the farm can tell a restart from a reinstallation', () => {
    const first = new Spool(directory).id;
    const other = mkdtempSync(join(tmpdir(), 'npufarm-spool-'));

    expect(new Spool(directory).id).toBe(first);
    expect(new Spool(other).id).not.toBe(first);
    rmSync(other, { recursive: true });
  });

  it('finds what an earlier process left, oldest attempt first', () => {
    const spool = new Spool(directory);
    [12n, 9n].forEach((attempt) => spool.open(attempt).close());

    const found = new Spool(directory).openLeftOvers();

    expect(found.map(({ attempt }) => attempt)).toEqual([9n, 12n]);
    found.forEach((attempt) => attempt.close());
  });
});

describe('AttemptSpool', () => {
  it('hands out the newest events from memory as it would from the disk', () => {
    const sut = openAttempt();
    sut.append(Array.from({ length: 5000 }, (_, index) => line(`line ${index + 1}`)));
    sut.append([line('one more')]);
    sut.acknowledge(4000);
    const reopened = openAttempt();

    for (const [fromSeq, count] of [
      [1, 3],
      [3999, 5],
      [5000, 256],
      [5001, 1],
      [5002, 9],
    ] as const) {
      expect(sut.read(fromSeq, count)).toEqual(reopened.read(fromSeq, count));
    }
    expect(sut.read(5000, 256).map(({ text }) => text)).toEqual(['line 5000', 'one more']);
    reopened.close();
    sut.close();
  });

  it('numbers events from 1 without holes and goes on after a reopening', () => {
    const before = openAttempt();
    before.append([line('a')]);
    before.append([line('b')]);
    before.close();

    const after = openAttempt();
    after.append([line('c')]);

    expect(after.read(1, 10).map(({ seq, text }) => [seq, text])).toEqual([
      [1n, 'a'],
      [2n, 'b'],
      [3n, 'c'],
    ]);
    after.close();
  });

  it('ignores a record that was cut off or damaged at the end of the file', () => {
    const before = openAttempt();
    before.append([line('whole')]);
    before.append([line('torn')]);
    before.close();
    const file = join(directory, 'attempts/7/events-1.log');
    truncateSync(file, statSync(file).size - 3);

    const torn = openAttempt();
    expect(torn.lastSeq).toBe(1);
    torn.close();
    appendFileSync(file, Buffer.from([5, 0, 0, 0, 1, 2, 3, 4, 9, 9, 9, 9, 9]));

    const damaged = openAttempt();
    damaged.append([line('next')]);
    expect(damaged.read(1, 10).map(({ text }) => text)).toEqual(['whole', 'next']);
    damaged.close();
  });

  it('has a result after finish, also in the next process', async () => {
    const before = openAttempt();
    before.append([line('a')]);
    await before.finish(cancelled);
    before.close();

    const after = openAttempt();

    expect(after.result).toEqual({ attempt: 7n, lastSeq: 1n, outcome: cancelled });
    await after.remove();
    expect(readdirSync(join(directory, 'attempts'))).toEqual([]);
  });

  it('never loses lines silently: a full spool says how many it dropped, and keeps errors', async () => {
    const sut = openAttempt(4096);
    for (let index = 0; index < 100; index += 1) sut.append([line(`line ${index} ${'x'.repeat(60)}`)]);
    sut.append([{ ...line('the end'), level: 'error' }]);

    const events = sut.read(1, 1000);
    const gap = events.find(({ kind }) => kind === EventKind.EVENT_KIND_GAP);
    const kept = events.filter(({ text }) => text.startsWith('line')).length;

    expect(JSON.parse(gap?.dataJson ?? '{}')).toMatchObject({ lines: 100 - kept });
    expect(events.at(-1)?.text).toBe('the end');
    await sut.remove();
  });

  it('stores a burst of any size up to its limit, and drops the rest of it', async () => {
    const limitBytes = 8 * 2 ** 20;
    const sut = openAttempt(limitBytes);

    sut.append(Array.from({ length: 200_000 }, (_, index) => line(`line ${index} ${'x'.repeat(60)}`)));

    const bytes = statSync(join(sut.directory, 'events-1.log')).size;
    expect(bytes).toBeLessThan(limitBytes);
    expect(bytes).toBeGreaterThan(limitBytes / 2);
    sut.append([{ ...line('the end'), level: 'error' }]);
    const lines = sut.lastSeq - 2;
    const [gap] = sut.read(lines + 1, 1);
    expect(JSON.parse(gap?.dataJson ?? '{}')).toMatchObject({ lines: 200_000 - lines });
    await sut.remove();
  });

  it.runIf(process.platform === 'linux')('leaves no file open when the disk does not take it', () => {
    mkdirSync(join(directory, 'attempts/7/reserve'), { recursive: true });
    const before = openFiles();

    expect(openAttempt).toThrow('EISDIR');

    expect(openFiles()).toEqual(before);
  });

  it('reports lines dropped at the very end together with the result', async () => {
    const sut = openAttempt(2048);
    for (let index = 0; index < 50; index += 1) sut.append([line(`line ${index} ${'x'.repeat(60)}`)]);

    await sut.finish(cancelled);

    expect(sut.read(1, 1000).at(-1)?.kind).toBe(EventKind.EVENT_KIND_GAP);
    expect(sut.result?.lastSeq).toBe(BigInt(sut.lastSeq));
    await sut.remove();
  });

  it('frees the disk of acknowledged events and still reads the others', async () => {
    const sut = openAttempt();
    const text = 'x'.repeat(2 ** 20);
    for (let index = 0; index < 10; index += 1) sut.append([line(text)]);

    sut.acknowledge(9);

    expect(readdirSync(sut.directory).filter((name) => name.startsWith('events'))).toHaveLength(1);
    expect(sut.read(10, 10).map(({ seq }) => seq)).toEqual([10n]);
    await sut.remove();
  });

  it('continues behind what the control plane has when a power cut took events from the disk', async () => {
    const sut = openAttempt();
    sut.append([line('a')]);

    sut.skipTo(5);
    sut.append([line('b')]);

    expect(sut.read(5, 10).map(({ seq, text }) => [seq, text])).toEqual([[5n, 'b']]);
    await sut.remove();
  });
});

describe('a writer that is killed with SIGKILL in the middle of its work', () => {
  let writer: ChildProcess | undefined;
  afterEach(() => writer?.kill('SIGKILL'));

  it('loses nothing that it had said to be stored', async () => {
    const program = join(directory, 'writer.mjs');
    await bundle('services/agent/testing/spool-writer.ts', program);

    writer = spawn(process.execPath, [program, join(directory, 'attempts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const stored = await killAfterLines(writer, 60);

    const spools = new Spool(directory).openLeftOvers();
    for (const { attempt, lastSeq } of stored) {
      const spool = spools.find((candidate) => candidate.attempt === attempt);
      expect(spool?.result?.lastSeq).toBe(lastSeq);
      expect(spool?.read(1, 1000).map(({ seq }) => seq)).toEqual(
        Array.from({ length: Number(lastSeq) }, (_, index) => BigInt(index + 1)),
      );
    }
    expect(stored.length).toBeGreaterThan(0);
    spools.forEach((spool) => spool.close());
  }, 60_000);
});

async function killAfterLines(
  child: ChildProcess,
  count: number,
): Promise<{ attempt: bigint; lastSeq: bigint }[]> {
  let output = '';
  await new Promise<void>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.split('\n').length > count) child.kill('SIGKILL');
    });
    child.on('close', () => resolve());
  });
  return output
    .split('\n')
    .slice(0, -1)
    .map((text) => text.split(' ').map(BigInt))
    .map(([attempt, lastSeq]) => ({ attempt: attempt ?? 0n, lastSeq: lastSeq ?? 0n }));
}
