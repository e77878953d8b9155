import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPicture, writePng } from '@npufarm/pictures';
import { sampleModel } from '@npufarm/zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../testing/run-command.js';

const fixed = sampleModel('int8').path;
const dynamic = sampleModel('int8-dynamic').path;
const float = sampleModel('fp32-dynamic').path;

let directory: string;
const at = (name: string): string => join(directory, name);
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'npufarm-model-'));
  writeFileSync(at('broken.tflite'), 'this is not a model');
  writeFileSync(at('empty.tflite'), '');
  writeFileSync(at('policy.json'), '{"name":"house","dynamic":"allow","cpuFallback":false}');
  writeFileSync(at('policy.txt'), 'mai2021');
  writeFileSync(
    at('input.raw'),
    Uint8Array.from({ length: 6 * 8 * 3 }, (_, index) => (index * 31) % 256),
  );
  const data = Uint8Array.from({ length: 8 * 6 * 3 }, (_, index) => (index * 37) % 256);
  await writePng(at('picture.png'), { width: 8, height: 6, data });
});
afterAll(() => rmSync(directory, { recursive: true }));

const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('npufarm check', () => {
  it('accepts the bundled model with every promised key, in order', async () => {
    const ran = await runCommand(['check', fixed, '--json']);

    expect(ran.exitCode).toBe(0);
    expect(Object.keys(ran.document())).toEqual([
      'accepted',
      'policy',
      'elapsed_us',
      'model',
      'operators',
      'issues',
      'warnings',
      'partitions',
      'coverage',
      'log',
      'guidance',
    ]);
    expect(ran.document()).toMatchObject({
      accepted: true,
      policy: 'mai2021',
      model: { sha256: digest(fixed), inputs: [{ shape: [1, 360, 640, 3], zero_point: expect.any(Number) }] },
      partitions: 1,
      coverage: { nodes: 1, macs: 1, time: 1 },
    });
  });

  it.each(['broken.tflite', 'empty.tflite'])(
    'answers %s with the same keys, null or empty, and 10',
    async (name) => {
      const ran = await runCommand(['check', at(name), '--json']);

      expect(ran.exitCode).toBe(10);
      expect(ran.document()).toMatchObject({
        error: { code: expect.any(String), message: expect.any(String) },
        accepted: false,
        model: { inputs: [], outputs: [], operators: null },
        operators: [],
        issues: [{ operator: null, tensor: null }],
        partitions: null,
        coverage: null,
      });
    },
  );

  it('tells people verdict, mapping and what to do', async () => {
    const ran = await runCommand(['check', float]);

    expect(ran.exitCode).toBe(10);
    expect(ran.stdout).toContain('refused under policy mai2021');
    expect(ran.stdout).toMatch(/hint: Convert with/);
  });

  it('takes a policy from a file', async () => {
    const ran = await runCommand(['check', dynamic, '--policy', at('policy.json'), '--json']);

    expect(ran.document()).toMatchObject({ accepted: true, policy: 'house' });
  });

  it.each(['mai1984', 'policy.txt'])(
    'refuses the policy %s as a usage error that lists the presets',
    async (name) => {
      const policy = name === 'policy.txt' ? at(name) : name;

      const ran = await runCommand(['check', fixed, '--policy', policy, '--json']);

      expect(ran.exitCode).toBe(2);
      expect(ran.document()).toMatchObject({
        error: { code: 'cli.usage', hint: expect.stringContaining('mai2021, challenge') },
      });
    },
  );
});

describe('npufarm compile', () => {
  it('writes the binary that its document describes, the same on every call', async () => {
    const first = await runCommand(['compile', fixed, '-o', at('first.bin'), '--json']);
    const second = await runCommand(['compile', fixed, '-o', at('second.bin'), '--json']);

    expect(first.document()).toMatchObject({
      sha256: digest(at('first.bin')),
      operations: expect.any(Number),
    });
    expect(second.document()).toEqual(first.document());
  });

  it('dumps the compiled network for people', async () => {
    const ran = await runCommand(['compile', fixed, '-o', at('dumped.bin'), '--dump']);

    expect(ran.stdout).toMatch(/step\s+kernel\s+unit\s+operators/);
    expect(ran.stdout).toContain('int8[1,360,640,3]');
  });

  it('ends with 10 and null keys for a model that does not map', async () => {
    const ran = await runCommand(['compile', float, '-o', at('float.bin'), '--json']);

    expect(ran.exitCode).toBe(10);
    expect(ran.document()).toMatchObject({
      sha256: null,
      bytes: null,
      operations: null,
      issues: expect.any(Array),
    });
  });
});

describe('npufarm estimate', () => {
  it('prints one line per file, whatever each of them is', async () => {
    const ran = await runCommand(['estimate', fixed, float, at('broken.tflite'), '--json-lines']);

    const lines = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(ran.exitCode).toBe(10);
    expect(lines.map(({ file, accepted }) => [file, accepted])).toEqual([
      [fixed, true],
      [float, false],
      [at('broken.tflite'), false],
    ]);
    expect(lines[0]).toMatchObject({
      sha256: digest(fixed),
      predicted: { fidelity: 'emulated', clock: 'predicted', inference_us: expect.any(Number) },
    });
    expect(lines[1]?.['predicted']).toBeNull();
  });

  it('counts a missing file as such and still answers for the others', async () => {
    const ran = await runCommand(['estimate', at('nowhere.tflite'), fixed, '--json-lines']);

    expect(ran.exitCode).toBe(2);
    expect(ran.stdout.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('npufarm bench', () => {
  it('keeps what is predicted for the board apart from what was measured here', async () => {
    const trace = at('trace.json');
    const words = [
      'bench',
      dynamic,
      '--input-shape',
      '1,6,8,3',
      '--runs',
      '2',
      '--warmup',
      '0',
      '--trace',
      trace,
    ];

    const ran = await runCommand([...words, '--json']);

    expect(ran.exitCode).toBe(0);
    expect(ran.document()).toMatchObject({
      predicted: { fidelity: 'emulated', clock: 'predicted', memory: { ddr_read_bytes: expect.any(Number) } },
      host: { fidelity: 'host', clock: 'measured', runs: 2, warmup: 0, threads: 1, macs: expect.any(Number) },
    });
    const events = (JSON.parse(readFileSync(trace, 'utf8')) as { traceEvents: { name: string }[] })
      .traceEvents;
    expect(events.filter(({ name }) => name.startsWith('run '))).toHaveLength(2);
  });

  it('says what would make a model faster, the largest gain first', async () => {
    const ran = await runCommand(['bench', fixed, '--runs', '0', '--layout', 'nchw', '--json']);

    const guidance = ran.document()['guidance'] as { id: string; gain_us: number }[];
    expect(guidance[0]).toMatchObject({ id: 'timing.addition', gain_us: expect.any(Number) });
    expect(guidance[0]?.gain_us).toBeGreaterThan(10_000);
  });

  it('writes the layers as a profile that ends when the prediction does', async () => {
    const words = ['bench', fixed, '--runs', '0', '--trace', at('t.json'), '--csv', at('t.csv'), '--json'];

    const ran = await runCommand(words);

    const { predicted } = ran.document() as { predicted: { inference_us: number; by_layer: object[] } };
    const trace = JSON.parse(readFileSync(at('t.json'), 'utf8')) as {
      traceEvents: { ph: string; ts: number; dur: number; tid: number }[];
    };
    const bars = trace.traceEvents.filter(({ ph }) => ph === 'X');
    expect(Math.max(...bars.map(({ ts, dur }) => ts + dur))).toBe(predicted.inference_us);
    expect(new Set(bars.map(({ tid }) => tid))).toContain(4);
    const lines = readFileSync(at('t.csv'), 'utf8').trimEnd().split('\n');
    expect(lines[2]).toBe('node type, start, first, avg_ms, %, cdf%, mem KB, times called, name');
    expect(lines).toHaveLength(3 + predicted.by_layer.length);
  });

  it('times a float model on TensorFlow Lite, and predicts nothing for it', async () => {
    const words = ['bench', float, '--backend', 'cpu', '--input-shape', '1,6,8,3', '--runs', '2', '--json'];

    const ran = await runCommand(words);

    expect(ran.exitCode).toBe(0);
    expect(ran.document()).toMatchObject({
      predicted: null,
      host: { fidelity: 'host', clock: 'measured', backend: 'cpu', runs: 2, macs: expect.any(Number) },
    });
  });

  it.each(['broken.tflite', 'empty.tflite'])('does not hand %s to TensorFlow Lite', async (name) => {
    const ran = await runCommand(['bench', at(name), '--backend', 'cpu', '--json']);

    expect(ran.exitCode).toBe(10);
    expect(ran.document()).toMatchObject({ predicted: null, host: null });
  });

  it('asks for a shape where a model leaves it open, because LiteRT cannot resize', async () => {
    const ran = await runCommand(['bench', float, '--backend', 'cpu', '--json']);

    expect(ran.exitCode).toBe(2);
    expect(ran.document()).toMatchObject({ error: { hint: expect.stringContaining('--input-shape') } });
  });

  it('only predicts when no run is asked for', async () => {
    const ran = await runCommand(['bench', fixed, '--runs', '0', '--json']);

    expect(ran.document()).toMatchObject({ predicted: { inference_us: expect.any(Number) }, host: null });
  });

  it('says which backends there are', async () => {
    const ran = await runCommand(['bench', fixed, '--backend', 'gpu', '--json']);

    expect(ran.exitCode).toBe(2);
    expect(ran.document()).toMatchObject({ error: { hint: expect.stringContaining('npu') } });
  });
});

describe('npufarm run', () => {
  it('runs raw tensor bytes and describes what went in and came out', async () => {
    const words = ['run', dynamic, '--input-raw', at('input.raw'), '--output-raw', at('output.raw')];

    const ran = await runCommand([...words, '--input-shape', '1,6,8,3', '--json']);

    expect(ran.exitCode).toBe(0);
    expect(ran.document()).toMatchObject({
      inputs: [{ shape: [1, 6, 8, 3], bytes: 144, sha256: digest(at('input.raw')) }],
      outputs: [{ shape: [1, 18, 24, 3], bytes: 1296, sha256: digest(at('output.raw')) }],
    });
  });

  it('enlarges a picture by a model that leaves its size open', async () => {
    const ran = await runCommand([
      'run',
      dynamic,
      '--input',
      at('picture.png'),
      '--output',
      at('large.png'),
      '--json',
    ]);

    expect(ran.exitCode).toBe(0);
    expect(await readPicture(at('large.png'))).toMatchObject({ width: 24, height: 18 });
  });

  it.each([
    [
      'a picture of the wrong size for a fixed model',
      () => [fixed, '--input', at('picture.png'), '--output', at('x.png')],
    ],
    ['a file that is no picture', () => [dynamic, '--input', at('policy.json'), '--output', at('x.png')]],
    [
      'raw bytes of the wrong length',
      () => [fixed, '--input-raw', at('input.raw'), '--output-raw', at('x.raw')],
    ],
    [
      'a model that is none',
      () => [at('broken.tflite'), '--input', at('picture.png'), '--output', at('x.png')],
    ],
    ['a float model', () => [float, '--input', at('picture.png'), '--output', at('x.png')]],
  ])('refuses %s with 10', async (_case, words) => {
    const ran = await runCommand(['run', ...words(), '--json']);

    expect(ran.exitCode).toBe(10);
    expect(ran.document()).toMatchObject({ error: { message: expect.any(String) } });
  });

  it.each([
    ['no output', () => [fixed, '--input', at('picture.png')]],
    ['both forms at once', () => [fixed, '--input', at('picture.png'), '--output-raw', at('x.raw')]],
    [
      'a shape that is none',
      () => [fixed, '--input-raw', at('input.raw'), '--output-raw', at('x.raw'), '--input-shape', '1,0'],
    ],
    [
      'more inputs than the model has',
      () => [
        fixed,
        '--input-raw',
        at('input.raw'),
        '--input-raw',
        at('input.raw'),
        '--output-raw',
        at('x.raw'),
      ],
    ],
    [
      'a place where nothing can be written',
      () => [dynamic, '--input', at('picture.png'), '--output', at('nowhere/x.png')],
    ],
  ])('takes %s for a wrong call', async (_case, words) => {
    expect((await runCommand(['run', ...words(), '--json'])).exitCode).toBe(2);
  });
});
