import type { Guidance, Prediction } from '@npufarm/npu';
import { renderFacts } from '../../output/facts.js';
import { byteSize, fixed, milliseconds } from '../../output/format-number.js';
import { renderSlowestLayers } from '../../output/layers.js';
import type { Style } from '../../output/style.js';
import type { CpuHostTimes } from './cpu/bench-on-cpu.js';
import { renderGuidance } from './guidance.js';
import type { HostTimes } from './measure-host.js';

/** What a bench has found. */
export interface BenchResult {
  readonly predicted: Prediction | undefined;
  readonly guidance: readonly Guidance[];
  readonly host: HostTimes | CpuHostTimes | undefined;
}

/** A bench for people. */
export function benchText(name: string, { predicted, guidance, host }: BenchResult, style: Style): string {
  const facts = renderFacts(
    [...(predicted === undefined ? [] : boardFacts(predicted)), ['this host', hostFact(host)]],
    style,
  );
  const parts = [`${style.bold(name)}\n${facts}`];
  if (predicted !== undefined) parts.push(renderSlowestLayers(predicted.byLayer, 10, style));
  if (guidance.length > 0) parts.push(renderGuidance(guidance, style));
  return parts.join('\n\n');
}

function boardFacts(predicted: Prediction): [string, string | undefined][] {
  const { memory, interval, assumed } = predicted;
  return [
    [
      'board',
      `${milliseconds(predicted.inferenceUs)} ms (${predicted.fidelity}, ${predicted.clock}; ${predicted.modelVersion}, toolchain of ${predicted.era})`,
    ],
    [
      'between',
      `${milliseconds(interval.lowUs)} and ${milliseconds(interval.highUs)} ms in nine of ten cases; ${milliseconds(predicted.badlyTiledUs)} ms if the compiler tiles badly`,
    ],
    ['assumed', assumed.length === 0 ? undefined : `never seen on the board: ${assumed.join(', ')}`],
    ['board CPU', `${milliseconds(predicted.cpuUs)} ms instead (${predicted.clock}, assumed cores)`],
    [
      'memory',
      `activations ${byteSize(memory.peakActivationBytes)}, weights ${byteSize(memory.weightBytes)}, DDR ${byteSize(memory.ddrReadBytes)} read, ${byteSize(memory.ddrWriteBytes)} written`,
    ],
  ];
}

function hostFact(host: BenchResult['host']): string | undefined {
  if (host === undefined) return undefined;
  const rate = host.gmacPerS === null ? '' : `, ${fixed(host.gmacPerS, 2) ?? ''} GMAC/s`;
  return `${fixed(host.medianMs, 1) ?? ''} ms median of ${host.runs}${rate} (${host.fidelity}, ${host.clock})`;
}
