import type { Graph, GraphTensor } from '../graph/graph.js';
import { sameShape, shapeText } from '../graph/shape.js';
import type { Policy, Port } from '../policy/policy.js';
import { enlargementOf } from './enlargement-of.js';

export interface MisshapenPort {
  readonly name: 'input' | 'output';
  readonly wanted: Port;
  readonly tensor: GraphTensor;
  readonly graph: Graph;
  readonly policy: Policy;
}

/** What to change about an input or output of the wrong shape: the likely cause first. */
export function shapeHint({ name, wanted, tensor, graph, policy }: MisshapenPort): string {
  const [batch = 0, height = 0, width = 0, channels = 0] = wanted.shape;
  if (tensor.shape.length === 4 && tensor.shape[1] === channels && tensor.shape[3] !== channels) {
    return 'The channels come first: convert with channels last (litert-torch: `to_channel_last_io`; onnx2tf does so by itself).';
  }
  if (channels === 3 && sameShape(tensor.shape, [batch, height, width, 1])) {
    return `A one-channel network, as the organizers' own demo was: the competition judges colour. Apply it to R, G and B inside one network with 3 channels (a grouped convolution with 3 groups is the same function), or give the first convolution 3 inputs and the last one 3 outputs per pixel; \`--policy permissive\` times it as it is.`;
  }
  const enlargement = enlargementOf(graph);
  if (policy.scale !== undefined && enlargement !== undefined && enlargement !== policy.scale) {
    return `The network enlarges ${enlargement} times, the competition asks for ${policy.scale}: end it with ${channels * policy.scale ** 2} channels and DEPTH_TO_SPACE with block size ${policy.scale}, and export it for the input shape ${shapeText(policy.input?.shape ?? [])}.`;
  }
  return `Export the model with the ${name} shape ${shapeText(wanted.shape)}; \`--policy permissive\` judges it at its own.`;
}
