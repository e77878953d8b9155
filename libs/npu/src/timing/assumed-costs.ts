import type { Layer } from './layer.js';

/** The size at which the published runs have their convolutions. */
const seenHeight = 360;
const seenWidth = 640;

/** Kinds of layers in a network whose cost no published run of the board shows, or shows with unknown sizes. */
export function assumedCosts(layers: readonly Layer[]): readonly string[] {
  return [...new Set(layers.flatMap((layer) => assumedCost(layer) ?? []))];
}

function assumedCost({ work, engine, form }: Layer): string | undefined {
  if (engine === 'cpu') return 'operators on the CPU';
  if (form === 'view') return 'parts of channels read in place';
  switch (work.kind) {
    case 'convolution':
      if (work.form === 'dense') return assumedDense(work, engine);
      return `${work.form} convolution`;
    case 'elementwise':
      return work.operation === 'add' || work.operation === 'mul'
        ? undefined
        : `element-wise ${work.operation}`;
    case 'activation':
      return work.operation === 'softmax' ? 'softmax' : undefined;
    case 'resize':
      return work.method === 'nearest' ? 'nearest resize' : undefined;
    case 'pool':
      return 'pooling';
    case 'transpose':
      return 'transpose inside the network';
    case 'copy':
    case 'reorganise':
    case 'none':
      return undefined;
  }
}

function assumedDense(
  work: Extract<Layer['work'], { kind: 'convolution' }>,
  engine: Layer['engine'],
): string | undefined {
  if (engine !== 'nn') return 'convolution off the NN cores';
  if (work.strideHeight * work.strideWidth > 1) return 'strided convolution';
  const { outputHeight, outputWidth } = work;
  return outputHeight === seenHeight && outputWidth === seenWidth
    ? undefined
    : `convolutions at other sizes than ${seenWidth}x${seenHeight}`;
}
