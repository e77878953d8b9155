import { type SubmissionView, submissionViewSchema } from '@npufarm/contracts';

export const submissionId = '019a0000-0000-7000-8000-000000000001';
export const timingJobId = '019a0000-0000-7000-8000-000000000002';

const timing = {
  fidelity: 'emulated',
  clock: 'predicted',
  numerics: 'tflite-reference',
  modelVersion: 'vs680-1',
  inferenceUs: 36_500,
  bylayerSumUs: 36_500,
  byLayer: [
    { type: 'ConvolutionReluPoolingLayer2', inferenceUs: 20_000, engine: 'nn', operators: [0, 1] },
    { type: 'TensorAdd', inferenceUs: 16_500, engine: 'ppu', operators: [2] },
  ],
  compileUs: 1_000,
  memory: { peakActivationBytes: 1, weightBytes: 2, ddrReadBytes: 3, ddrWriteBytes: 4 },
  partitions: 1,
  coverage: { nodes: 1, macs: 1, time: 1 },
  samplesUs: [],
  log: ['delegate: 3 operators on the NPU'],
};

const check = {
  accepted: true,
  policy: 'mai2021',
  elapsedUs: 900,
  model: { sha256: 'a'.repeat(64), bytes: 2048, inputs: [], outputs: [], operators: 3 },
  operators: [0, 1, 2].map((index) => ({
    index,
    builtin: 'CONV_2D',
    unit: 'npu',
    engine: 'nn',
    reasons: [],
  })),
  issues: [],
  warnings: [],
  partitions: 1,
  coverage: { nodes: 1, macs: 1, time: 1 },
  log: [],
};

/** A scored submission as the farm sends it, with changes. */
export function aSubmissionView(changes: Readonly<Record<string, unknown>> = {}): SubmissionView {
  return submissionViewSchema.parse({
    id: submissionId,
    competition: 'mai2021',
    phase: 'open',
    team: 'demo',
    fileName: 'net.tflite',
    modelSha256: 'a'.repeat(64),
    modelBytes: 2048,
    state: 'SCORED',
    stateReason: null,
    late: false,
    createdAt: '2026-01-02T03:04:05Z',
    endedAt: '2026-01-02T03:04:15Z',
    psnr: 30.5,
    ssim: 0.91,
    npuMs: 36.5,
    score: 12.25,
    verdict: 'accepted',
    fidelity: 'emulated',
    clock: 'predicted',
    numerics: 'tflite-reference',
    modelVersion: 'vs680-1',
    configHash: 'c'.repeat(64),
    issues: [],
    check,
    jobs: [
      {
        id: timingJobId,
        kind: 'timing',
        state: 'SUCCEEDED',
        queuedAt: '2026-01-02T03:04:06Z',
        endedAt: null,
      },
    ],
    timing,
    pictures: [{ name: 'seeding', psnr: 30.5, ssim: 0.91, identical: false }],
    bicubic: { psnr: 29.75, ssim: 0.9 },
    ...changes,
  });
}

/** The same before anything was evaluated. */
export function aReceivedSubmission(): SubmissionView {
  return aSubmissionView({
    state: 'RECEIVED',
    endedAt: null,
    psnr: null,
    ssim: null,
    npuMs: null,
    score: null,
    verdict: null,
    fidelity: null,
    clock: null,
    numerics: null,
    modelVersion: null,
    check: null,
    jobs: [],
    timing: null,
    pictures: [],
    bicubic: null,
  });
}
