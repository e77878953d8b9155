import { readFileSync } from 'node:fs';
import type { LoadRequest, LoadResult } from '@npufarm/contracts';
import {
  checkModel,
  compileModel,
  decodeProgram,
  resolvePolicy,
  type CheckReport,
  type Compilation,
  type Policy,
  type ReportedIssue,
} from '@npufarm/npu';
import { ModelFormatError } from '@npufarm/tflite';
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
  const compilation = compileReadable(file, policy, layout);
  const { report } = compilation;
  report.log.forEach((line) => speaker.log(line));
  report.issues.forEach((issue) => speaker.issue(issue));
  if (!compilation.ok) throw new Refusal(report.issues);
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

/** Compiles a model; a file that is none is refused with the report that `check` gives of it. */
function compileReadable(
  file: Uint8Array,
  policy: Policy,
  layout: 'nhwc' | 'nchw',
): Compilation | { readonly ok: false; readonly report: CheckReport } {
  try {
    return compileModel(file, { policy, layout });
  } catch (error) {
    if (error instanceof ModelFormatError) return { ok: false, report: checkModel(file, policy) };
    throw error;
  }
}
