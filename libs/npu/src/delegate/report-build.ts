import { createHash } from 'node:crypto';
import type { Program } from '../binary/program.js';
import type { BuildOutcome } from '../compiler/build-accepted.js';
import type { GraphTensor } from '../graph/graph.js';
import type { Policy } from '../policy/policy.js';
import { predict } from '../timing/predict.js';
import { reportIssue, type CheckReport, type OperatorReport, type TensorReport } from './check-report.js';
import { delegateLog } from './delegate-log.js';
import { engineReasons } from './engine-reasons.js';
import { foldedReason } from './folded-reason.js';
import { macCoverage } from './mac-coverage.js';
import type { Mapping } from './map-model.js';
import type { Placement } from './placement.js';

/** The delegate's answer about a file that could be read. */
export function reportBuild(
  file: Uint8Array,
  policy: Policy,
  { mapping, program }: BuildOutcome,
): CheckReport {
  const { graph, declared, placements, partitions, issues, warnings } = mapping;
  const operators = describeOperators(mapping, program);
  const mapped = operators.filter(({ unit }) => unit === 'npu').length;
  return {
    accepted: issues.length === 0,
    policy: policy.name,
    model: {
      ...identify(file),
      inputs: graph.inputs.map((id) => describeTensor(graph.tensors[id])),
      outputs: graph.outputs.map((id) => describeTensor(graph.tensors[id])),
      operators: declared.length,
    },
    operators,
    issues: issues.map(reportIssue),
    warnings: warnings.map(reportIssue),
    partitions: partitions.length,
    coverage: {
      nodes: mapped / Math.max(1, declared.length),
      macs: macCoverage(graph, placements),
      time: program === undefined ? null : timeCoverage(program),
    },
    log: delegateLog({ nodes: declared.length, mapped, partitions, issues, warnings }),
  };
}

/** What tells one file from another. */
export function identify(file: Uint8Array): { readonly sha256: string; readonly bytes: number } {
  return { sha256: createHash('sha256').update(file).digest('hex'), bytes: file.length };
}

function describeTensor(tensor: GraphTensor | undefined): TensorReport {
  return {
    name: tensor?.name ?? '',
    type: tensor?.type ?? '',
    shape: tensor?.shape ?? [],
    scale: tensor?.quantization?.scale[0] ?? null,
    zeroPoint: tensor?.quantization?.zeroPoint[0] ?? null,
  };
}

/** One row per operator of the file, with the placement of the node that it became part of and what a detour costs. */
function describeOperators(
  { graph, declared, folded, placements }: Mapping,
  program: Program | undefined,
): readonly OperatorReport[] {
  const placementByOperator = new Map<number, Placement>();
  graph.nodes.forEach(({ origins }, node) => {
    const placement = placements[node];
    if (placement !== undefined) for (const origin of origins) placementByOperator.set(origin, placement);
  });
  const computed = new Set(folded);
  const detours = program === undefined ? undefined : engineReasons(program);
  return declared.map(({ builtin, customCode }, index) => {
    const placement = placementByOperator.get(index);
    const detour = detours?.get(index);
    const reasons = computed.has(index)
      ? [foldedReason(index, builtin)]
      : [...(placement?.reasons ?? []), ...(detour === undefined ? [] : [detour])];
    const engine = placement?.engine;
    return {
      index,
      builtin: customCode === undefined ? builtin : `CUSTOM:${customCode}`,
      unit: placement?.unit ?? 'npu',
      engine: engine === undefined || engine === 'cpu' ? null : engine,
      reasons: reasons.map(({ id, rule, detail, hint }) => ({ id, rule, detail, hint })),
    };
  });
}

function timeCoverage(program: Program): number {
  const { byLayer, bylayerSumUs } = predict(program, { layout: 'nchw' });
  const onCpu = byLayer
    .filter(({ engine }) => engine === 'cpu')
    .reduce((sum, layer) => sum + layer.inferenceUs, 0);
  return bylayerSumUs === 0 ? 1 : 1 - onCpu / bylayerSumUs;
}
