import { ModelFormatError, readModel, type Model } from '@npufarm/tflite';
import { buildAccepted } from '../compiler/build-accepted.js';
import type { Policy } from '../policy/policy.js';
import { reportIssue, type CheckReport } from './check-report.js';
import { delegateLog } from './delegate-log.js';
import { mapModel } from './map-model.js';
import { identify, reportBuild } from './report-build.js';

/** Judges a file under a policy; every answer, an unreadable file's included, has the same fields. */
export function checkModel(file: Uint8Array, policy: Policy): CheckReport {
  let model: Model;
  try {
    model = readModel(file);
  } catch (error) {
    if (error instanceof ModelFormatError) return unreadable(error, file, policy);
    throw error;
  }
  return reportBuild(file, policy, buildAccepted(mapModel(model, policy)));
}

function unreadable(error: ModelFormatError, file: Uint8Array, policy: Policy): CheckReport {
  const issue = {
    id: error.code,
    rule: 'The file is a complete TFLite model.',
    detail: `${error.place}: ${error.detail}`,
    hint: error.hint,
  };
  return {
    accepted: false,
    policy: policy.name,
    model: { ...identify(file), inputs: [], outputs: [], operators: null },
    operators: [],
    issues: [reportIssue(issue)],
    warnings: [],
    partitions: null,
    coverage: null,
    log: delegateLog({ nodes: 0, mapped: 0, partitions: [], issues: [issue], warnings: [] }),
  };
}
