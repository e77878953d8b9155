/**
 * Stands where the emulator program stands and answers an upload check as the phase's policy tells it:
 * node checker-program.mjs check --model FILE --policy '{"answer":"accept"}'
 * It tells versions like the emulator's, and takes two files of an archive for one network when they are equal.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const option = (name) => process.argv[process.argv.indexOf(name) + 1];
if (process.argv[2] === 'describe') {
  process.stdout.write(
    `${JSON.stringify({ compiler: '1', timingModel: 'fake-1', numerics: 'tflite-reference' })}\n`,
  );
  process.exit(0);
}
const model = readFileSync(option('--model'));
if (process.argv[2] === 'networks') {
  const isSame = readFileSync(option('--dynamic')).equals(model);
  const issue = {
    id: 'archive.not-one-network',
    rule: 'One network.',
    detail: 'operator 2 (CONV_2D) differs',
    hint: 'Export both files from one set of weights.',
    operator: 2,
    tensor: null,
  };
  const report = { networkHash: 'n1', isFloat: null, issues: isSame ? [] : [issue], warnings: [] };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exit(isSame ? 0 : 10);
}
const { answer } = JSON.parse(option('--policy'));

const issue = {
  id: 'op.unsupported',
  rule: 'Every operator must run on the NPU.',
  detail: 'Operator 3 (RESIZE_BILINEAR) is not supported.',
  hint: 'Use DEPTH_TO_SPACE.',
  operator: 3,
  tensor: null,
};
const isAccepted = answer === 'accept';
const report = {
  accepted: isAccepted,
  policy: 'test',
  elapsedUs: 5,
  model: {
    sha256: createHash('sha256').update(model).digest('hex'),
    bytes: model.byteLength,
    inputs: [],
    outputs: [],
    operators: 4,
  },
  operators: [],
  issues: isAccepted ? [] : [issue],
  warnings: [],
  partitions: 1,
  coverage: { nodes: 1, macs: 1, time: 1 },
  log: ['checked'],
};

if (answer === 'crash') process.kill(process.pid, 'SIGSEGV');
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exitCode = isAccepted ? 0 : 10;
