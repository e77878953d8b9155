import { existsSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sampleModel } from '@npufarm/zoo';
import { compareEngines, type Comparison, type EngineTimes } from './kernels/compare-engines.js';
import { createDotLimit } from './kernels/dot-limit.js';
import { footprintOption, printFootprint } from './kernels/footprint.js';
import { readIntegerNetwork } from './kernels/integer-network.js';

const sharedModels = '../shared/models';

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
    [footprintOption.slice(2)]: { type: 'string' },
  },
  allowPositionals: true,
});

const measured = values['footprint'];
if (typeof measured === 'string') await printFootprint(measured);
else await compare(positionals.length > 0 ? positionals : defaultModels());

/** The bundled model, every model beside the checkout, and the bundled one from 1280x720 to 4K. */
function defaultModels(): readonly string[] {
  const shared = existsSync(sharedModels)
    ? readdirSync(sharedModels)
        .filter((name) => name.endsWith('.tflite'))
        .map((name) => join(sharedModels, name))
    : [];
  return [sampleModel('int8').path, ...shared, `${sampleModel('int8-dynamic').path}@720x1280`];
}

async function compare(paths: readonly string[]): Promise<void> {
  const dotLimit = createDotLimit();
  const models: Comparison[] = [];
  for (const path of paths) {
    const network = readIntegerNetwork(path);
    if ('refusal' in network) {
      process.stderr.write(`${basename(path)}: not measured, ${network.refusal}\n`);
      continue;
    }
    const comparison = await compareEngines(network, Number(values.rounds), dotLimit);
    models.push(comparison);
    if (!values.json) process.stdout.write(describe(comparison));
  }
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
  if (values.json) process.stdout.write(`${JSON.stringify({ models, machine }, undefined, 2)}\n`);
}

function describe({ file, ours, litert, litert_refusal: refusal, ...ratios }: Comparison): string {
  const line = (name: string, times: EngineTimes): string =>
    `  ${name.padEnd(18)} ${times.median_ms.toFixed(1).padStart(8)} ms  CPU ${times.cpu_ms.toFixed(1).padStart(8)} ms` +
    `  ${times.gmac_per_s.toFixed(1).padStart(6)} GMAC/s  ${(100 * times.dot_limit_share).toFixed(0).padStart(4)} % of the dot limit\n`;
  const scalar = ours.scalar_kernels.length === 0 ? 'none' : ours.scalar_kernels.join(', ');
  return (
    `${basename(file)}\n` +
    line('ours, 1 thread', ours.one_thread) +
    line('ours, 2 threads', ours.two_threads) +
    (litert === undefined ? '' : line('LiteRT.js, 1 thread', litert)) +
    (refusal === undefined ? '' : `  LiteRT.js: not measured, ${refusal}\n`) +
    (litert === undefined
      ? ''
      : `  ${ratios.ratio_cpu_1_thread?.toFixed(2)}x less CPU time on one thread, ${ratios.ratio_wall_2_threads?.toFixed(2)}x sooner on two\n`) +
    `  dot limit ${ratios.dot_limit_gmac_per_s.toFixed(1)} GMAC/s of one core\n` +
    `  first inference ${ours.first_inference_ms.toFixed(0)} ms, peak memory ${(ours.peak_memory_bytes / 1e6).toFixed(0)} MB, scalar kernels: ${scalar}\n`
  );
}
