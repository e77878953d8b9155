import type { Graph, GraphNode } from '../graph/graph.js';
import { viewOperator, type OperatorView } from '../graph/operator-view.js';
import { ModelFault } from '../model-fault.js';
import type { Rule } from '../ops/anatomy/define-rule.js';
import { findOperator } from '../ops/index.js';
import type { Issue } from '../reason.js';
import { genericRules } from './generic-rules/index.js';
import type { Placement } from './placement.js';
import { unknownOperator } from './unknown-operator.js';

/** Asks the ordered rules, generic ones first, where an operator runs. */
export function placeOperator(graph: Graph, node: GraphNode, cpuFallback: boolean): Placement {
  const definition = findOperator(node.builtin);
  if (definition === undefined) {
    const issue = unknownOperator(node);
    return { unit: 'none', engine: undefined, reasons: [issue], issues: [issue], warnings: [] };
  }
  const op = viewOperator(graph, node);
  const broken: { readonly effect: Rule['effect']; readonly issue: Issue }[] = [];
  for (const rule of [...genericRules, ...definition.rules]) {
    const issue = askRule(rule, op);
    if (issue !== undefined) broken.push({ effect: rule.effect, issue });
    // Later rules may rely on what a refusing rule has ruled out.
    if (issue !== undefined && rule.effect === 'refuse') break;
  }
  const issues = broken.filter(({ effect }) => effect !== 'warn').map(({ issue }) => issue);
  const warnings = broken.filter(({ effect }) => effect === 'warn').map(({ issue }) => issue);
  if (issues.length === 0)
    return { unit: 'npu', engine: definition.engine(op), reasons: [], issues, warnings };
  const runsOnCpu = cpuFallback && broken.every(({ effect }) => effect !== 'refuse');
  return runsOnCpu
    ? { unit: 'cpu', engine: 'cpu', reasons: issues, issues: [], warnings: [...issues, ...warnings] }
    : { unit: 'none', engine: undefined, reasons: issues, issues, warnings };
}

function askRule(rule: Rule, op: OperatorView): Issue | undefined {
  try {
    const finding = rule.check(op);
    if (finding === undefined) return undefined;
    const { id, hint } = rule;
    const detail = `operator ${op.index} (${op.builtin}): ${finding.detail}`;
    return { id, rule: rule.rule, detail, hint, operator: op.index, tensor: finding.tensor };
  } catch (error) {
    if (error instanceof ModelFault) return { operator: op.index, ...error.issue };
    throw error;
  }
}
