import type { Program, ProgramTensor } from '@npufarm/npu';
import { byteSize } from '../../output/format-number.js';
import { printable } from '../../output/printable.js';
import { plainStyle } from '../../output/style.js';
import { renderTable } from '../../output/table.js';

function tensorText(program: Program, position: number): string {
  const tensor = program.tensors[position];
  return tensor === undefined
    ? `%${position}`
    : `%${position}:${tensor.type.toLowerCase()}[${tensor.shape.join(',')}]`;
}

function placeOf(tensor: ProgramTensor): string {
  return tensor.data === undefined ? `arena +${tensor.offset}` : `constant, ${tensor.data.length} bytes`;
}

function quantizationOf({ quantization }: ProgramTensor): string {
  if (quantization === undefined) return '';
  const { scale, zeroPoint } = quantization;
  return scale.length > 1
    ? `per axis, ${scale.length} scales`
    : `scale ${scale[0]}, zero point ${zeroPoint[0]}`;
}

/** A compiled network as text: header, operations with the model's operators behind them, layers, memory plan. */
export function programDump(program: Program): string {
  const list = (positions: readonly number[]): string =>
    positions.map((position) => tensorText(program, position)).join(' ');
  const operations = renderTable(
    [
      { title: 'step', align: 'right', value: ({ index }) => index },
      { title: 'kernel', value: ({ operation }) => operation.kernel },
      { title: 'unit', value: ({ operation }) => operation.unit },
      { title: 'operators', value: ({ operation }) => operation.origins.join(' ') },
      { title: 'inputs', value: ({ operation }) => list(operation.inputs) },
      { title: 'outputs', value: ({ operation }) => list(operation.outputs) },
    ],
    program.operations.map((operation, index) => ({ operation, index })),
    plainStyle,
  );
  const layers = renderTable(
    [
      { title: 'layer', value: (layer) => layer.type },
      { title: 'engine', value: (layer) => layer.engine },
      { title: 'operators', value: (layer) => layer.operators.join(' ') },
      { title: 'bytes in', align: 'right', value: (layer) => layer.inputBytes },
      { title: 'bytes out', align: 'right', value: (layer) => layer.outputBytes },
    ],
    program.layers,
    plainStyle,
  );
  const tensors = renderTable(
    [
      { title: 'tensor', value: ({ index }) => tensorText(program, index) },
      { title: 'place', value: ({ tensor }) => placeOf(tensor) },
      { title: 'quantisation', value: ({ tensor }) => quantizationOf(tensor) },
      { title: 'name', value: ({ tensor }) => printable(tensor.name) },
    ],
    program.tensors.map((tensor, index) => ({ tensor, index })),
    plainStyle,
  );
  return [
    `target ${program.target}, compiler ${program.compilerVersion}, arena ${byteSize(program.arenaBytes)}, weights ${byteSize(program.weightBytes)}`,
    `inputs ${list(program.inputs)}`,
    `outputs ${list(program.outputs)}`,
    '',
    operations,
    '',
    layers,
    '',
    tensors,
  ].join('\n');
}
