import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { NetworksReport } from '@npufarm/contracts';
import { compareNetworks, findIntegerActivation, type Issue, networkOf } from '@npufarm/npu';
import { type Model, ModelFormatError, readModel } from '@npufarm/tflite';
import { EXIT_BUG, EXIT_DONE, EXIT_REFUSED, EXIT_USAGE } from '../exit-codes.js';

/**
 * `networks --model FILE [--dynamic FILE] [--float FILE]`: what network an archive's files hold, and whether they
 * hold one, as one JSON line; runs nothing.
 */
export async function networks(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { model: { type: 'string' }, dynamic: { type: 'string' }, float: { type: 'string' } },
    });
    if (values.model === undefined) return complain('--model FILE is missing', EXIT_USAGE);
    const report = judge(values.model, values.dynamic, values.float);
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return report.issues.length === 0 ? EXIT_DONE : EXIT_REFUSED;
  } catch (error) {
    const isUsage = error instanceof Error && 'code' in error;
    return complain(String(error), isUsage ? EXIT_USAGE : EXIT_BUG);
  }
}

function judge(
  modelPath: string,
  dynamicPath: string | undefined,
  floatPath: string | undefined,
): NetworksReport {
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  const read = (path: string, name: string): Model | undefined => {
    try {
      return readModel(readFileSync(path));
    } catch (error) {
      if (!(error instanceof ModelFormatError)) throw error;
      issues.push(unreadable(name, error));
      return undefined;
    }
  };
  const model = read(modelPath, 'model.tflite');
  const network = model === undefined ? undefined : networkOf(model);
  const dynamic = dynamicPath === undefined ? undefined : read(dynamicPath, 'model_none.tflite');
  if (model !== undefined && network !== undefined && dynamic !== undefined) {
    const comparison = compareNetworks(network, networkOf(dynamic, inputShapes(model)));
    if (comparison.issue !== undefined) issues.push(comparison.issue);
    warnings.push(...comparison.warnings);
  }
  const float = floatPath === undefined ? undefined : read(floatPath, 'model_none_float.tflite');
  const integer = float === undefined ? undefined : findIntegerActivation(float);
  if (integer !== undefined) warnings.push(notFloat(integer));
  return {
    networkHash: network?.hash ?? null,
    isFloat: float === undefined ? null : integer === undefined,
    issues: issues.map(wholeIssue),
    warnings: warnings.map(wholeIssue),
  };
}

function inputShapes({ subgraphs }: Model): number[][] {
  const [subgraph] = subgraphs;
  return (subgraph?.inputs ?? []).map((id) => [...(subgraph?.tensors[id]?.shape ?? [])]);
}

function unreadable(name: string, { code, place, detail, hint }: ModelFormatError): Issue {
  return {
    id: code,
    rule: 'The file is a complete TFLite model.',
    detail: `${name}: ${place}: ${detail}`,
    hint,
  };
}

function notFloat({ index, name, type }: { index: number; name: string; type: string }): Issue {
  return {
    id: 'archive.float-is-quantized',
    rule: 'The accuracy drop is measured against a model that computes in floating point.',
    detail: `model_none_float.tflite computes in integers: tensor ${index} "${name}" is ${type}; the drop is not available`,
    hint: 'Convert the network once more without quantisation.',
    tensor: index,
  };
}

function wholeIssue(issue: Issue): NetworksReport['issues'][number] {
  return { ...issue, operator: issue.operator ?? null, tensor: issue.tensor ?? null };
}

function complain(text: string, exitCode: number): number {
  process.stderr.write(`${text}\n`);
  return exitCode;
}
