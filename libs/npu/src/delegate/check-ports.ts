import type { Graph, GraphTensor } from '../graph/graph.js';
import { sameShape, shapeText } from '../graph/shape.js';
import type { Policy, Port } from '../policy/policy.js';
import type { Issue } from '../reason.js';
import { firstOperatorAt } from './first-operator-at.js';

interface PortOfModel {
  readonly name: 'input' | 'output';
  readonly ids: readonly number[];
  readonly wanted: Port;
}

/**
 * Issues of the model's inputs and outputs under a policy; texts include those of the 2022 evaluation server.
 *
 * `signatures` holds the shape signature of each tensor that has one.
 */
export function checkPorts(
  graph: Graph,
  policy: Policy,
  signatures: ReadonlyMap<number, readonly number[]>,
): readonly Issue[] {
  const ports: PortOfModel[] = [];
  if (policy.input !== undefined) ports.push({ name: 'input', ids: graph.inputs, wanted: policy.input });
  if (policy.output !== undefined) ports.push({ name: 'output', ids: graph.outputs, wanted: policy.output });
  return ports.flatMap((port) => checkPort(graph, port, signatures, policy));
}

function checkPort(
  graph: Graph,
  { name, ids, wanted }: PortOfModel,
  signatures: ReadonlyMap<number, readonly number[]>,
  policy: Policy,
): readonly Issue[] {
  const [id] = ids;
  const tensor = id === undefined ? undefined : graph.tensors[id];
  const operator = id === undefined ? undefined : firstOperatorAt(graph, id);
  if (tensor === undefined || ids.length !== 1) {
    return [
      {
        id: `io.${name}-count`,
        rule: `The model has exactly one ${name}.`,
        detail: `it has ${ids.length}`,
        hint: `Export a model with a single ${name} tensor.`,
        operator,
      },
    ];
  }
  const place = { operator, tensor: tensor.id };
  const issues: Issue[] = [];
  const signature = signatures.get(tensor.id);
  if (policy.dynamic === 'refuse' && signature?.includes(-1) === true) {
    issues.push({
      id: `io.${name}-dynamic`,
      rule: 'Input and output have fixed shapes.',
      detail: `${name} "${tensor.name}" leaves sizes open: ${shapeText(signature)}. The evaluation server says: ${serverShapeText(name, wanted, tensor)}`,
      hint: `Export for the input shape ${shapeText(policy.input?.shape ?? wanted.shape)}: fix batch, height and width before converting.`,
      ...place,
    });
  } else if (!sameShape(tensor.shape, wanted.shape)) {
    issues.push({
      id: `io.${name}-shape`,
      rule: `The ${name} has shape ${shapeText(wanted.shape)}.`,
      detail: `${name} "${tensor.name}" has shape ${shapeText(tensor.shape)}. The evaluation server says: ${serverShapeText(name, wanted, tensor)}`,
      hint: shapeHint(name, wanted, tensor),
      ...place,
    });
  }
  if (tensor.type !== wanted.dtype) {
    issues.push({
      id: `io.${name}-type`,
      rule: `The ${name} is ${wanted.dtype}.`,
      detail: `${name} "${tensor.name}" is ${tensor.type}. The evaluation server says: Error, model ${name} must be quantized to 8 bits ${wanted.dtype === 'UINT8' ? 'unsigned' : 'signed'}, got: ${serverType(tensor)}`,
      hint: `Convert with \`inference_${name}_type=tf.${wanted.dtype.toLowerCase()}\` (onnx2tf: \`-${name[0]}qd ${wanted.dtype.toLowerCase()}\`).`,
      ...place,
    });
  }
  return issues;
}

/** The real server's own words, its typing error included. */
function serverShapeText(name: 'input' | 'output', wanted: Port, tensor: GraphTensor): string {
  return `Error, model ${name === 'output' ? 'ouput' : name} shape must be ${shapeText(wanted.shape)}, got: ${shapeText(tensor.shape)}`;
}

function serverType(tensor: GraphTensor): string {
  const shortNames: Readonly<Record<string, string>> = { INT8: 'i8', UINT8: 'u8', INT16: 'i16' };
  return shortNames[tensor.type] ?? 'None';
}

function shapeHint(name: string, wanted: Port, tensor: GraphTensor): string {
  if (tensor.shape.length === 4 && tensor.shape[1] === wanted.shape[3]) {
    return 'The channels come first: convert with channels last (ai-edge-torch: `to_channel_last_io`; onnx2tf does so by itself).';
  }
  if (tensor.shape.length === 4 && tensor.shape[3] === 1 && wanted.shape[3] === 3) {
    return 'This is a one-channel model: run it on R, G and B as three channels of one network, since the competition judges colour pictures.';
  }
  return `Export the model with the ${name} shape ${shapeText(wanted.shape)}.`;
}
