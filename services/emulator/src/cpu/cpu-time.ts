import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CpuTimeLine } from '@npufarm/contracts';
import { readModel, toSpec, writeModel } from '@npufarm/tflite';
import { EXIT_DONE, EXIT_REFUSED, EXIT_USAGE } from '../exit-codes.js';
import { openCpuNetwork } from './cpu-network.js';
import { fixInputShapes } from './fix-input-shapes.js';

/**
 * `cpu-time --model FILE [--shape 1,H,W,3]… --warmup N --runs N`: times a model, a float one too, on TensorFlow Lite
 * on one thread; a JSON line after each run, then one with the times or the error.
 */
export async function cpuTime(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      model: { type: 'string' },
      shape: { type: 'string', multiple: true },
      warmup: { type: 'string', default: '0' },
      runs: { type: 'string', default: '1' },
    },
  });
  if (values.model === undefined) {
    process.stderr.write('--model FILE is missing\n');
    return EXIT_USAGE;
  }
  const shapes = values.shape?.map((text) => text.split(',').map(Number));
  try {
    say(await time(values.model, shapes, Number(values.warmup), Number(values.runs)));
    return EXIT_DONE;
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
    return EXIT_REFUSED;
  }
}

async function time(
  path: string,
  shapes: readonly (readonly number[])[] | undefined,
  warmup: number,
  runs: number,
): Promise<CpuTimeLine> {
  const model = readModel(readFileSync(path));
  const fixed = shapes === undefined ? writeModel(toSpec(model)) : fixInputShapes(model, shapes);
  const network = await openCpuNetwork(fixed, model.subgraphs[0]?.inputs.length ?? 0);
  const samplesMs: number[] = [];
  let cpuUs = 0;
  for (let run = 0; run < warmup + runs; run += 1) {
    const before = process.cpuUsage();
    const startedMs = performance.now();
    await network.run();
    const elapsedMs = performance.now() - startedMs;
    const { user, system } = process.cpuUsage(before);
    if (run >= warmup) {
      samplesMs.push(elapsedMs);
      cpuUs += user + system;
    }
    say({ done: run + 1, total: warmup + runs });
  }
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  return { samplesMs, cpuMs: cpuUs / 1000 / Math.max(1, runs), peakMemoryBytes };
}

function say(line: CpuTimeLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
