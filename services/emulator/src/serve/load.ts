import { readFileSync } from 'node:fs';
import type { LoadRequest, LoadResult } from '@npufarm/contracts';
import { checkModel, compileModel, decodeProgram, type ReportedIssue, resolvePolicy } from '@npufarm/npu';
import { LoadedModel } from './loaded-model.js';
import type { Speaker } from './speaker.js';

/** The delegate's verdict: it does not take the model. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly issues: readonly ReportedIssue[]) {
    super(issues[0]?.detail ?? 'the delegate refuses the model');
  }
}

/** Maps and compiles a model, and says what the delegate says. Throws Refusal. */
export function load(
  { modelPath, policy: policyText, layout }: LoadRequest,
  threads: number,
  speaker: Speaker,
): { readonly model: LoadedModel; readonly result: LoadResult } {
  const startMs = performance.now();
  const file = readFileSync(modelPath);
  const policy = resolvePolicy(policyText);
  const report = checkModel(file, policy);
  report.log.forEach((line) => speaker.log(line));
  report.issues.forEach((issue) => speaker.issue(issue));
  if (!report.accepted) throw new Refusal(report.issues);
  const compilation = compileModel(file, { policy, layout });
  if (!compilation.ok) throw new Error('the compiler refuses a model that the check accepts');
  const program = decodeProgram(compilation.binary);
  return {
    model: new LoadedModel(file, policy, layout, report, program, threads),
    result: {
      compileUs: Math.round((performance.now() - startMs) * 1000),
      operations: program.operations.length,
      partitions: report.partitions ?? 0,
    },
  };
}
