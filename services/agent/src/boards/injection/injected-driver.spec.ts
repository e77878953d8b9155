import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleModel } from '@npufarm/zoo';
import { afterAll, describe, expect, it } from 'vitest';
import type { BoardDriver } from '../board-driver.js';
import type { BoardEvent } from '../board-event.js';
import type { BoardOutcome } from '../board-outcome.js';
import type { BoardWork } from '../board-work.js';
import { fakeConfigSchema } from '../drivers/fake/fake.config.js';
import { FakeDriver } from '../drivers/fake/fake.driver.js';
import { inject } from './inject.js';

const directory = mkdtempSync(join(tmpdir(), 'npufarm-injection-'));
afterAll(() => rmSync(directory, { recursive: true }));

const compilation = { modelPath: sampleModel('int8').path, policy: 'mai2021', layout: 'nhwc' } as const;
const timing = { kind: 'timing', compilation, warmup: 0, runs: 20 } as const;

function aBoard(...behaviour: readonly object[]): BoardDriver {
  const config = fakeConfigSchema.parse({
    name: 'b',
    driver: 'fake',
    runtimeUs: 1000,
    measureMs: 0,
    behaviour,
  });
  return inject(new FakeDriver(config), config);
}

async function run(
  board: BoardDriver,
  attempt = 1n,
  { work = timing, measuringMs = 60_000 }: { work?: BoardWork; measuringMs?: number } = {},
): Promise<BoardEvent[]> {
  const limits = { preparingMs: 1000, compilingMs: 1000, measuringMs };
  const { signal } = new AbortController();
  await board.prepare({ attempt, directory, limits }, signal);
  const events: BoardEvent[] = [];
  for await (const event of board.run(work, signal)) events.push(event);
  return events;
}

async function outcome(...parameters: Parameters<typeof run>): Promise<BoardOutcome | undefined> {
  const last = (await run(...parameters)).at(-1);
  return last?.kind === 'outcome' ? last.outcome : undefined;
}

async function timeUs(board: BoardDriver, attempt = 1n): Promise<number> {
  const ended = await outcome(board, attempt);
  if (ended?.kind !== 'timing') throw new Error(`It ended ${ended?.kind}.`);
  return ended.result.inferenceUs;
}

describe('a board with injected behaviour', () => {
  it('is the board itself while nothing is injected', async () => {
    expect(await timeUs(aBoard())).toBe(1000);
  });

  it('is slower by a factor', async () => {
    expect(await timeUs(aBoard({ kind: 'slow', factor: 1.5 }))).toBe(1500);
  });

  it('drifts from attempt to attempt', async () => {
    const board = aBoard({ kind: 'drift', perAttempt: 0.1 });

    expect([await timeUs(board, 1n), await timeUs(board, 2n)]).toEqual([1000, 1100]);
  });

  it('throttles after attempts without a rest', async () => {
    const board = aBoard({ kind: 'throttle', afterAttempts: 2, factor: 2 });

    expect([await timeUs(board), await timeUs(board), await timeUs(board)]).toEqual([1000, 1000, 2000]);
  });

  it('spreads its times, the same way for the same seed and attempt', async () => {
    const jitter = { kind: 'jitter', deviation: 0.003 };
    const first = await timeUs(aBoard(jitter), 7n);

    expect(first).not.toBe(1000);
    expect(Math.abs(first - 1000)).toBeLessThan(30);
    expect(await timeUs(aBoard(jitter), 7n)).toBe(first);
    expect(await timeUs(aBoard(jitter), 8n)).not.toBe(first);
  });

  it.each([
    ['crash', { kind: 'failed', failureClass: 'BOARD_LOST' }],
    ['hang', { kind: 'failed', failureClass: 'TIMEOUT_MEASURING' }],
    ['refuse', { kind: 'rejected', issues: [{ id: 'injected.refusal' }] }],
  ])('may %s', async (kind, expected) => {
    expect(await outcome(aBoard({ kind }), 1n, { measuringMs: 20 })).toMatchObject(expected);
  });

  it('misbehaves in the attempts that the script names and in no others', async () => {
    const board = aBoard({ kind: 'crash', from: 1, until: 2 });

    const kinds = [await outcome(board), await outcome(board), await outcome(board)].map((end) => end?.kind);
    expect(kinds).toEqual(['timing', 'failed', 'timing']);
  });

  it('computes other bytes', async () => {
    const path = join(directory, 'picture.rgb');
    writeFileSync(path, Buffer.alloc(3, 100));
    const pictures = [{ name: 'grey', path, width: 1, height: 1 }];
    const work = { kind: 'fidelity', compilation, feeding: 'raw', pictures } as const;

    const ended = await outcome(aBoard({ kind: 'wrong-output' }), 1n, { work });

    if (ended?.kind !== 'fidelity' || ended.pictures[0] === undefined) throw new Error('It has no output.');
    expect([...new Set(readFileSync(ended.pictures[0].path))]).toEqual([155]);
  });

  it('loses its link from time to time', async () => {
    const board = aBoard({ kind: 'flap', upMs: 1, downMs: 1_000_000 });
    await new Promise((resolve) => setTimeout(resolve, 5));

    expect(await board.check()).toMatchObject({ reachable: false });
  });

  it('says in its fingerprint what was injected', async () => {
    const facts = await aBoard({ kind: 'slow', factor: 2 }).fingerprint();

    expect(facts.capabilities['injected']).toBe('slow');
    expect(facts.environmentHash).not.toBe((await aBoard().fingerprint()).environmentHash);
  });

  it('reports its temperature', async () => {
    expect(await run(aBoard({ kind: 'slow', factor: 2 }))).toContainEqual(
      expect.objectContaining({ kind: 'telemetry', name: 'temperature', unit: 'C' }),
    );
  });
});
