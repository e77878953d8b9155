import type { Graph, GraphTensor } from '../graph/graph.js';
import { sameShape, shapeText } from '../graph/shape.js';
import type { Policy, Port } from '../policy/policy.js';
import type { Issue } from '../reason.js';
import { checkEnlargement } from './check-enlargement.js';
import { firstOperatorAt } from './first-operator-at.js';
import { type PortRule, portRules } from './port-rules.js';
import { shapeHint } from './shape-hint.js';

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
  const issues = ports.flatMap((port) => checkPort(graph, port, signatures, policy));
  return issues.length > 0 ? issues : checkEnlargement(graph, policy);
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
  const place = tensor === undefined || ids.length !== 1 ? { operator } : { operator, tensor: tensor.id };
  const issue = (
    kind: PortRule,
    part: Pick<Issue, 'detail'> & Partial<Pick<Issue, 'rule' | 'hint'>>,
  ): Issue => ({ rule: kind.rule, hint: kind.hint, ...part, id: `io.${name}-${kind.id}`, ...place });
  if (tensor === undefined || ids.length !== 1) {
    return [issue(portRules.count, { detail: `it has ${ids.length} ${name}s` })];
  }
  const issues: Issue[] = [];
  const signature = signatures.get(tensor.id);
  const server = `The evaluation server says: ${serverShapeText(name, wanted, tensor)}`;
  if (policy.dynamic === 'refuse' && signature?.includes(-1) === true) {
    const detail = `${name} "${tensor.name}" leaves sizes open: ${shapeText(signature)}. ${server}`;
    const exported = `Export for the input shape ${shapeText(policy.input?.shape ?? wanted.shape)}.`;
    issues.push(issue(portRules.dynamic, { detail, hint: `${exported} ${portRules.dynamic.hint}` }));
  } else if (!sameShape(tensor.shape, wanted.shape)) {
    issues.push(
      issue(portRules.shape, {
        rule: `The ${name} has shape ${shapeText(wanted.shape)}.`,
        detail: `${name} "${tensor.name}" has shape ${shapeText(tensor.shape)}. ${server}`,
        hint: shapeHint({ name, wanted, tensor, graph, policy }),
      }),
    );
  }
  if (tensor.type !== wanted.dtype) {
    const type = wanted.dtype.toLowerCase();
    issues.push(
      issue(portRules.type, {
        rule: `The ${name} is ${wanted.dtype}.`,
        detail: `${name} "${tensor.name}" is ${tensor.type}. The evaluation server says: Error, model ${name} must be quantized to 8 bits ${wanted.dtype === 'UINT8' ? 'unsigned' : 'signed'}, got: ${serverType(tensor)}`,
        hint: `Convert with \`inference_${name}_type=tf.${type}\` (onnx2tf: \`-${name[0]}qd ${type}\`).`,
      }),
    );
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
