import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../testing/run-command.js';

let directory: string;
const at = (name: string): string => join(directory, name);
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'npufarm-zoo-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('npufarm zoo', () => {
  it('lists the networks with what was assumed', async () => {
    const ran = await runCommand(['zoo', 'ls', '--json']);

    const items = ran.document()['items'] as { name: string; assumed: string[] }[];
    expect(items.find(({ name }) => name === 'mcg')?.assumed).toEqual([]);
    expect(items.find(({ name }) => name === 'noah')?.assumed).not.toEqual([]);
  });

  it('writes a network that checks', async () => {
    const written = await runCommand(['zoo', 'write', 'plain', 'channels=8', '-o', at('p.tflite'), '--json']);
    const checked = await runCommand(['check', at('p.tflite'), '--json']);

    expect(written.document()).toMatchObject({ network: 'plain', parameters: { channels: 8, depth: 4 } });
    expect(readFileSync(at('p.tflite')).length).toBe(written.document()['bytes']);
    expect(checked.exitCode).toBe(0);
  });

  it('predicts a family and writes its members', async () => {
    const ran = await runCommand(['zoo', 'sweep', 'plain', 'channels=8..16', '-o', at('family'), '--json']);

    const items = ran.document()['items'] as { predicted: { inference_us: number } }[];
    const times = items.map(({ predicted }) => predicted.inference_us);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(readdirSync(at('family'))).toHaveLength(3);
  });

  it.each([
    [['zoo', 'write', 'nobody'], 'there is no network nobody'],
    [['zoo', 'sweep', 'plain', 'depth=x'], 'depth=x is no variation'],
    [['zoo', 'sweep', 'plain', 'width=3'], 'plain has no parameter width'],
  ])('takes %j for a wrong call', async (words, message) => {
    const ran = await runCommand([...words, '--json']);

    expect(ran.exitCode).toBe(2);
    expect(ran.document()).toMatchObject({ error: { message } });
  });
});

describe('npufarm table1', () => {
  it('puts the published table and the emulated board side by side', async () => {
    const ran = await runCommand(['table1', '--json']);

    const rows = ran.document()['rows'] as Record<string, unknown>[];
    expect(rows).toHaveLength(12);
    const mcg = rows.find(({ team }) => team === 'MCG');
    expect(mcg).toMatchObject({ assumed: false, published: { npu_ms: 36.89, late: true } });
    expect(Math.abs(mcg?.['deviation_percent'] as number)).toBeLessThan(3);
    expect(mcg?.['score_recomputed']).toBeCloseTo(92.72, 1);
    expect(rows.find(({ team }) => team === '221B')).toMatchObject({
      emulated: null,
      deviation_percent: null,
      architecture: 'unpublished',
    });
    expect(rows.find(({ team }) => team === 'Aselsan Research')).toMatchObject({
      assumed: true,
      hypotheses: { chosen: 'free' },
    });
    const embededai = rows.find(({ team }) => team === 'EmbededAI');
    expect(embededai).toMatchObject({ emulated: { npu_ms: expect.closeTo(21.2, 0) } });
    expect(embededai?.['alternatives']).toMatchObject([{ npu_ms: expect.closeTo(74.6, 0) }]);
    expect(ran.document()).toMatchObject({
      rank_correlation: expect.any(Number),
      rank_correlation_alternatives: expect.any(Number),
      rank_correlation_cpu_npu: expect.any(Number),
    });
  });
});
