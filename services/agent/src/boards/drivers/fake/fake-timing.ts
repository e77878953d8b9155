import type { TimingResult } from '@npufarm/contracts';

/** The timing that a fake board claims: one layer that takes all of it. */
export function fakeTiming(runtimeUs: number, runs: number): TimingResult {
  return {
    fidelity: 'fake',
    clock: 'predicted',
    numerics: 'tflite-reference',
    modelVersion: 'fake-1',
    inferenceUs: runtimeUs,
    bylayerSumUs: runtimeUs,
    byLayer: [{ type: 'Fake', inferenceUs: runtimeUs, engine: null, operators: [] }],
    compileUs: 1000,
    memory: { peakActivationBytes: 0, weightBytes: 0, ddrReadBytes: 0, ddrWriteBytes: 0 },
    partitions: 1,
    coverage: { nodes: 1, macs: 1, time: 1 },
    samplesUs: Array.from({ length: runs }, () => runtimeUs),
    log: [],
  };
}
