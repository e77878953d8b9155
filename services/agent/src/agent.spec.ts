import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventKind } from '@npufarm/agent-protocol';
import { timingResultSchema } from '@npufarm/contracts';
import { sampleModel } from '@npufarm/zoo';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundle } from '../../../scripts/build/bundle.mjs';
import { AgentBench } from '../testing/agent-bench.js';
import { failedOutcome } from './runner/wire-outcome.js';
import { Spool } from './spool/spool.js';

const AMPLE_MS = 180_000;

const oneTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('the agent', () => {
  let programs: string;
  let emulator: string;
  let bench: AgentBench;
  const seqsOf = (attempt: bigint): number[] =>
    (bench.farm.events.get(attempt) ?? []).map(({ seq }) => Number(seq));
  const stagesOf = (attempt: bigint): string[] =>
    (bench.farm.events.get(attempt) ?? [])
      .filter(({ kind }) => kind === EventKind.EVENT_KIND_STAGE)
      .map(({ text }) => text);
  const isMeasuring = (attempt: bigint): boolean => stagesOf(attempt).includes('measuring');

  beforeAll(async () => {
    programs = mkdtempSync(join(tmpdir(), 'npufarm-programs-'));
    emulator = join(programs, 'emulator.mjs');
    await bundle('services/emulator/src/main.ts', emulator);
  }, AMPLE_MS);
  afterAll(() => rmSync(programs, { recursive: true }));
  beforeEach(async () => {
    bench = new AgentBench(emulator, sampleModel('int8').path);
    await bench.farm.start();
  });
  afterEach(() => bench.close(), AMPLE_MS);

  it(
    'takes an offer, runs it on its board and forgets it once the farm has everything',
    async () => {
      bench.farm.offer(bench.timing(1n));
      await bench.start();
      await bench.until(() => bench.farm.results.has(1n) && bench.spooled().length === 0);

      const outcome = bench.farm.results.get(1n)?.outcome;
      const json = outcome?.$case === 'timing' ? outcome.value.resultJson : '';
      expect(timingResultSchema.parse(JSON.parse(json))).toMatchObject({
        fidelity: 'emulated',
        clock: 'predicted',
      });
      expect(stagesOf(1n)).toEqual(['preparing', 'compiling', 'measuring', 'uploading']);
      expect(seqsOf(1n)).toEqual(oneTo(seqsOf(1n).length));
    },
    AMPLE_MS,
  );

  it(
    'says who it is: boards with their fidelity, at rest, under one spool id',
    async () => {
      await bench.start();
      await bench.until(() => bench.farm.hellos.length > 0);
      await bench.stop();
      await bench.start();
      await bench.until(() => bench.farm.hellos.length > 1);

      const [first, second] = bench.farm.hellos;
      expect(first?.boards).toMatchObject([{ name: 'vs680-emulated-1', driver: 'emulated' }]);
      expect(second?.spoolId).toBe(first?.spoolId);
      expect(second?.instanceId).not.toBe(first?.instanceId);
    },
    AMPLE_MS,
  );

  it(
    'reports its boards as out of reach while its disk has no room for an attempt',
    async () => {
      const obstacle = join(bench.dataDirectory, 'trial');
      const isReachable = (): boolean | undefined => bench.farm.renewals.at(-1)?.boards[0]?.reachable;
      await bench.start();
      await bench.until(() => isReachable() === true);

      mkdirSync(obstacle);
      await bench.until(() => isReachable() === false);
      rmdirSync(obstacle);
      await bench.until(() => isReachable() === true);

      expect(bench.spooled()).toEqual([]);
    },
    AMPLE_MS,
  );

  it(
    'uploads the outputs of pictures before their result',
    async () => {
      bench.farm.offer(bench.fidelity(2n, 2, 24, 16));
      await bench.start();
      await bench.until(() => bench.farm.results.has(2n));

      const outcome = bench.farm.results.get(2n)?.outcome;
      const pictures = outcome?.$case === 'fidelity' ? outcome.value.pictures : [];
      expect(pictures).toMatchObject([
        { name: 'grey-0', width: 72, height: 48 },
        { name: 'grey-1', width: 72, height: 48 },
      ]);
      pictures.forEach(({ sha256 }) => expect(bench.farm.blobs.get(sha256)).toHaveLength(72 * 48 * 3));
      expect(bench.farm.uploads).toHaveLength(2);
    },
    AMPLE_MS,
  );

  it(
    'hands on the verdict of the delegate with its findings in the log',
    async () => {
      bench.farm.offer(bench.timing(3n, 'mai2026-4k'));
      await bench.start();
      await bench.until(() => bench.farm.results.has(3n));

      expect(bench.farm.results.get(3n)?.outcome?.$case).toBe('rejected');
      const kinds = (bench.farm.events.get(3n) ?? []).map(({ kind }) => kind);
      expect(kinds).toContain(EventKind.EVENT_KIND_ISSUE);
    },
    AMPLE_MS,
  );

  it(
    'finishes a run while the control plane is away and presents the result when it is back',
    async () => {
      bench.farm.offer(bench.fidelity(4n, 4, 96, 64));
      await bench.start();
      await bench.until(() => isMeasuring(4n));
      bench.farm.stop();
      await bench.until(() => bench.hasStoredResult(4n));
      await bench.farm.start();
      await bench.until(() => bench.farm.results.has(4n));

      expect(bench.farm.results.get(4n)?.outcome?.$case).toBe('fidelity');
      expect(seqsOf(4n)).toEqual(oneTo(Number(bench.farm.results.get(4n)?.lastSeq)));
    },
    AMPLE_MS,
  );

  it(
    'sends events again that the control plane misses',
    async () => {
      bench.farm.forgetful.add(5n);
      bench.farm.offer(bench.timing(5n));
      await bench.start();
      await bench.until(() => bench.farm.results.has(5n));

      expect(seqsOf(5n)).toEqual(oneTo(Number(bench.farm.results.get(5n)?.lastSeq)));
    },
    AMPLE_MS,
  );

  it(
    'stops a cancelled attempt and proves that nothing runs',
    async () => {
      bench.farm.offer(bench.fidelity(6n, 40, 640, 360));
      await bench.start();
      await bench.until(() => isMeasuring(6n));
      bench.farm.cancels.set(6n, 'the team withdrew');
      await bench.until(() => bench.farm.results.has(6n));

      const outcome = bench.farm.results.get(6n)?.outcome;
      expect(outcome?.$case === 'cancelled' ? outcome.value.proof : '').toContain('vs680-emulated-1');
      expect((bench.farm.events.get(6n) ?? []).map(({ text }) => text)).toContain('the team withdrew');
    },
    AMPLE_MS,
  );

  it(
    'stops a fenced attempt, presents what it has as stale evidence and proves that the board is at rest',
    async () => {
      bench.farm.offer(bench.fidelity(7n, 40, 640, 360));
      await bench.start();
      await bench.until(() => isMeasuring(7n));
      bench.farm.fenced.add(7n);
      await bench.until(() => bench.farm.results.has(7n) && bench.spooled().length === 0);
      await bench.until(() => bench.farm.proofs.length > 0);

      expect(bench.farm.results.get(7n)?.outcome?.$case).toBe('cancelled');
    },
    AMPLE_MS,
  );

  it(
    'proves that an attempt it never ran is off its board, and then does not start it, whoever offers it',
    async () => {
      bench.farm.unsafe.set('vs680-emulated-1', 20n);
      await bench.start();
      await bench.until(() => bench.farm.unsafe.size === 0);
      bench.farm.offer(bench.timing(20n));
      bench.farm.offer(bench.timing(21n));
      await bench.until(() => bench.farm.results.has(21n));

      expect(bench.farm.proofs[0]).toContain('vs680-emulated-1');
      expect(bench.farm.results.has(20n)).toBe(false);
    },
    AMPLE_MS,
  );

  it(
    'proves nothing about an attempt as long as it runs',
    async () => {
      bench.farm.offer(bench.fidelity(22n, 4, 96, 64));
      await bench.start();
      await bench.until(() => isMeasuring(22n));
      bench.farm.unsafe.set('vs680-emulated-1', 22n);
      const before = bench.farm.renewals.length;
      await bench.until(() => bench.farm.renewals.length > before + 2 || bench.farm.results.has(22n));
      const proofsMeanwhile = bench.farm.results.has(22n) ? 0 : bench.farm.proofs.length;
      await bench.until(() => bench.farm.results.has(22n) && bench.farm.unsafe.size === 0);

      expect(proofsMeanwhile).toBe(0);
      expect(bench.farm.results.get(22n)?.outcome?.$case).toBe('fidelity');
    },
    AMPLE_MS,
  );

  it('refuses a data directory that another agent uses, and says so with a later epoch once it is free', async () => {
    await bench.start();
    await bench.until(() => bench.farm.hellos.length === 1);

    await expect(bench.start()).rejects.toThrow('NPUFARM_DATA_DIRECTORY');
    await bench.stop();
    await bench.start();
    await bench.until(() => bench.farm.hellos.length === 2);

    const [first, second] = bench.farm.hellos;
    expect(second?.spoolId).toBe(first?.spoolId);
    expect(second?.epoch).toBeGreaterThan(first?.epoch ?? 0n);
  });

  it(
    'presents the stored result of an earlier process, and calls an unfinished attempt interrupted',
    async () => {
      const spool = new Spool(bench.dataDirectory);
      const line = { atUs: 1n, stage: 'measuring', level: 'info', source: 'board', text: 'a', dataJson: '' };
      for (const attempt of [8n, 9n]) {
        const left = spool.open(attempt);
        left.append([{ ...line, kind: EventKind.EVENT_KIND_LOG }]);
        if (attempt === 8n) await left.finish(failedOutcome('BOARD_LOST'));
        left.close();
      }
      await bench.start();
      await bench.until(() => bench.farm.results.size === 2 && bench.spooled().length === 0);

      const classes = [8n, 9n].map((attempt) => {
        const outcome = bench.farm.results.get(attempt)?.outcome;
        return outcome?.$case === 'failed' ? outcome.value.failureClass : outcome?.$case;
      });
      expect(classes).toEqual(['BOARD_LOST', 'AGENT_RESTARTED']);
      expect(bench.farm.hellos[0]?.heldAttempts).toEqual([8n, 9n]);
    },
    AMPLE_MS,
  );

  it(
    'drains: finishes what it runs, takes nothing new, and ends',
    async () => {
      bench.farm.offer(bench.fidelity(10n, 4, 96, 64));
      await bench.start();
      await bench.until(() => isMeasuring(10n));
      const drained = bench.drain();
      bench.farm.offer(bench.timing(11n));
      await drained;

      expect(bench.farm.results.get(10n)?.outcome?.$case).toBe('fidelity');
      expect(bench.farm.results.has(11n)).toBe(false);
      expect(bench.farm.renewals.at(-1)?.draining).toBe(true);
    },
    AMPLE_MS,
  );

  it(
    'fails an attempt whose blobs the control plane does not have, and works on',
    async () => {
      const lacking = bench.timing(12n);
      bench.farm.blobs.clear();
      bench.farm.offer(lacking);
      await bench.start();
      await bench.until(() => bench.farm.results.has(12n));
      bench.farm.offer(bench.timing(13n));
      await bench.until(() => bench.farm.results.has(13n));

      const outcome = bench.farm.results.get(12n)?.outcome;
      expect(outcome?.$case === 'failed' ? outcome.value.failureClass : '').toBe('CONTROL_PLANE');
      expect(bench.farm.results.get(13n)?.outcome?.$case).toBe('timing');
    },
    AMPLE_MS,
  );

  it(
    'renews its certificate at two thirds of its life and works on with the new one',
    async () => {
      bench.farm.enrolment.ageDays = 21;
      await bench.start();
      await bench.until(() => bench.farm.enrolment.renewals.length === 1);
      bench.farm.offer(bench.timing(14n));
      await bench.until(() => bench.farm.results.has(14n));

      expect(bench.farm.enrolment.renewals).toHaveLength(1);
    },
    AMPLE_MS,
  );

  it(
    'ends when a later process of the same agent has taken over',
    async () => {
      await bench.start();
      await bench.until(() => bench.farm.hellos.length > 0);
      bench.farm.superseded.add(bench.farm.hellos[0]?.instanceId ?? '');

      await bench.ended();

      expect(bench.farm.hellos).toHaveLength(1);
    },
    AMPLE_MS,
  );
});
