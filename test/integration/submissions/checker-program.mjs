/**
 * Stands where the emulator program stands and answers an upload check as the phase's policy tells it:
 * node checker-program.mjs check --model FILE --policy '{"answer":"accept"}'
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const option = (name) => process.argv[process.argv.indexOf(name) + 1];
const model = readFileSync(option('--model'));
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
