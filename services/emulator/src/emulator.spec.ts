import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  boardAnswerSchema,
  boardVersionsSchema,
  checkReportSchema,
  cpuPictureReportSchema,
  timingResultSchema,
} from '@npufarm/contracts';
import { sampleModel } from '@npufarm/zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bundle } from '../../../scripts/build/bundle.mjs';

const AMPLE_MS = 120_000;

describe('the emulator program', () => {
  const directory = mkdtempSync(join(tmpdir(), 'npufarm-emulator-'));
  const program = join(directory, 'main.mjs');
  const model = sampleModel('int8').path;
  // The bundle lies outside the checkout here, whose node_modules hold LiteRT.
  const env = { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') };
  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env });

  beforeAll(() => bundle('services/emulator/src/main.ts', program), AMPLE_MS);
  afterAll(() => rmSync(directory, { recursive: true }));

  it('accepts the sample model with exit code 0 and one line', () => {
    const { status, stdout } = run('check', '--model', model, '--policy', 'mai2021');

    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(checkReportSchema.parse(JSON.parse(stdout))).toMatchObject({ accepted: true, issues: [] });
  });

  it('refuses what is no model with exit code 10 and a report of the same shape', () => {
    const file = join(directory, 'no-model.bin');
    writeFileSync(file, 'not a model');

    const { status, stdout } = run('check', '--model', file);
    const report = checkReportSchema.parse(JSON.parse(stdout));

    expect(status).toBe(10);
    expect(report.issues[0]?.hint).toMatch(/./);
  });

  it.each([
    ['a missing file', ['check', '--model', 'nowhere.tflite']],
    ['an unknown policy', ['check', '--model', 'nowhere.tflite', '--policy', 'bogus']],
    ['an unknown command', ['fly']],
  ])('says what is wrong about %s with exit code 2', (_what, args) => {
    const { status, stdout, stderr } = run(...args);

    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/./);
  });

  describe('with a float model on the CPU', () => {
    const [width, height] = [24, 16];
    const input = join(directory, 'input.rgb');
    const output = join(directory, 'output.rgb');
    const enlarge = (float: string): { status: number | null; stdout: string } => {
      writeFileSync(input, new Uint8Array(width * height * 3).fill(90));
      const paths = ['--model', float, '--like', model, '--input', input, '--output', output];
      return run('cpu-picture', ...paths, '--width', String(width), '--height', String(height));
    };

    it('prepares an open shape for the size of the picture and enlarges it', () => {
      const { status, stdout } = enlarge(sampleModel('fp32-dynamic').path);

      expect(status).toBe(0);
      expect(cpuPictureReportSchema.parse(JSON.parse(stdout))).toEqual({ ok: true, width: 72, height: 48 });
      const pixels = readFileSync(output);
      expect(pixels).toHaveLength(72 * 48 * 3);
      expect(Math.abs((pixels[36 * 3 + 24 * 72 * 3] ?? 0) - 90)).toBeLessThan(4);
    });

    it('gives the reason why a file that is quantized, or none, yields nothing', () => {
      const quantized = enlarge(sampleModel('int8-dynamic').path);
      const none = enlarge(input);

      expect([quantized.status, none.status]).toEqual([10, 10]);
      expect(cpuPictureReportSchema.parse(JSON.parse(quantized.stdout))).toMatchObject({
        ok: false,
        reason: { id: 'float.quantized' },
      });
      expect(cpuPictureReportSchema.parse(JSON.parse(none.stdout))).toMatchObject({
        reason: { id: 'float.unreadable', hint: expect.any(String) },
      });
    });
  });

  it('describes its versions', () => {
    expect(boardVersionsSchema.parse(JSON.parse(run('describe').stdout)).numerics).toBe('tflite-reference');
  });

  it(
    'serves a board: load, time and picture, until its input ends',
    async () => {
      const inputPath = join(directory, 'in.rgb');
      const outputPath = join(directory, 'out.rgb');
      writeFileSync(inputPath, Buffer.alloc(24 * 16 * 3, 77));

      const answers = await serve(program, [
        { id: 1, do: 'load', modelPath: model, policy: 'mai2021', layout: 'nchw' },
        { id: 2, do: 'time', warmup: 0, runs: 0 },
        { id: 3, do: 'picture', inputPath, width: 24, height: 16, outputPath, feeding: 'raw' },
      ]);
      const results = answers.flatMap((answer) => ('ok' in answer && answer.ok ? [answer.result] : []));

      expect(answers.filter((answer) => 'event' in answer && answer.event === 'log').length).toBeGreaterThan(
        0,
      );
      expect(results[0]).toMatchObject({ partitions: 1 });
      expect(timingResultSchema.parse(results[1])).toMatchObject({
        clock: 'predicted',
        fidelity: 'emulated',
      });
      expect(results[2]).toMatchObject({ width: 72, height: 48 });
      expect(statSync(outputPath).size).toBe(72 * 48 * 3);
    },
    AMPLE_MS,
  );

  it(
    'answers a refused model with its issues and goes on',
    async () => {
      const answers = await serve(program, [
        { id: 1, do: 'load', modelPath: sampleModel('fp32-dynamic').path, policy: 'mai2021', layout: 'nchw' },
        { id: 2, do: 'load', modelPath: model, policy: 'mai2021', layout: 'nchw' },
      ]);
      const replies = answers.flatMap((answer) => ('ok' in answer ? [answer] : []));

      expect(replies).toMatchObject([
        { id: 1, ok: false, fault: { who: 'participant' } },
        { id: 2, ok: true },
      ]);
    },
    AMPLE_MS,
  );
});

async function serve(
  program: string,
  requests: readonly object[],
): Promise<z.infer<typeof boardAnswerSchema>[]> {
  const child = spawn(process.execPath, [program, 'serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  await new Promise((resolve) => child.on('close', resolve));
  const lines = output.split('\n').filter((line) => line !== '');
  return lines.map((line) => boardAnswerSchema.parse(JSON.parse(line)));
}
