import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { refuseToPrepare } from './refuse-to-prepare.js';
import { tensorText } from './tensor-text.js';

/** Refuses input and filter that are not of rank 4, and filters with an empty axis. */
export function requirePictures(op: OperatorView, input: GraphTensor, filter: GraphTensor): void {
  const fits =
    input.shape.length === 4 && filter.shape.length === 4 && filter.shape.every((size) => size > 0);
  if (fits) return;
  refuseToPrepare(op, {
    id: 'convolution.rank',
    rule: 'Input and filter of a convolution have rank 4, and no axis of the filter is empty.',
    detail: `input has shape ${shapeText(input.shape)}, filter ${shapeText(filter.shape)}`,
    hint: 'Feed batches of height, width and channels.',
  });
}

/** Refuses strides and dilations below 1. */
export function requirePositiveSteps(op: OperatorView, steps: Readonly<Record<string, number>>): void {
  if (Object.values(steps).every((step) => step >= 1)) return;
  refuseToPrepare(op, {
    id: 'convolution.step-below-one',
    rule: 'Strides and dilations are 1 or more.',
    detail: Object.entries(steps)
      .map(([name, step]) => `${name} ${step}`)
      .join(', '),
    hint: 'Export the model again; this file is damaged.',
  });
}

/** Refuses a bias that has not one value per output channel. */
export function requireBiasLength(op: OperatorView, bias: GraphTensor | undefined, channels: number): void {
  if (bias === undefined || elementsOf(bias.shape) === channels) return;
  refuseToPrepare(
    op,
    {
      id: 'bias.length',
      rule: 'The bias has one value per output channel.',
      detail: `${tensorText(bias)} has shape ${shapeText(bias.shape)}, the filter ${channels} output channels`,
      hint: 'Export the model again; this file is damaged.',
    },
    bias,
  );
}
