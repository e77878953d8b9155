import { codeRange } from '../../arithmetic/activation-range.js';
import type { GraphTensor } from '../../graph/graph.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import type { Kernel, KernelParameters, TensorView } from '../../kernels/kernel.js';
import { lookup } from '../../kernels/reference/lookup.js';
import { constantWeights } from './constant-codes.js';
import { lowerTo, type Lowering } from './define-operator.js';

/** Lowers two 8-bit operands to a kernel, or to that kernel's 256 results where one operand is a single constant. */
export function lowerElementwise<Parameters extends KernelParameters>(
  op: OperatorView,
  kernel: Kernel<Parameters>,
  parameters: Parameters,
): Lowering {
  const constant = [1, 0].find((position) => isSingleConstant(op.inputs[position]));
  if (constant === undefined || isSingleConstant(op.inputs[1 - constant])) {
    return lowerTo(kernel, parameters, [0, 1]);
  }
  const { minimum } = codeRange(inputOf(op, 1 - constant).type);
  const every = view(
    inputOf(op, 1 - constant),
    Uint8Array.from({ length: 256 }, (_, i) => i + minimum),
  );
  const single = view(inputOf(op, constant), Uint8Array.from(constantWeights(inputOf(op, constant))));
  const results = view(outputOf(op), new Uint8Array(256));
  const operands = constant === 0 ? [single, every] : [every, single];
  kernel.run(parameters, operands, [results], { rounding: 'reference' });
  const table = new Uint8Array(256);
  results.bytes.forEach((byte, i) => {
    table[(i + minimum) & 255] = byte;
  });
  return lowerTo(lookup, { table }, [1 - constant]);
}

function isSingleConstant(tensor: GraphTensor | undefined): boolean {
  return tensor?.data?.length === 1;
}

function view({ type }: GraphTensor, bytes: Uint8Array): TensorView {
  const codes = type === 'INT8' ? new Int8Array(bytes.buffer) : bytes;
  return { type, shape: [bytes.length], bytes, codes };
}
