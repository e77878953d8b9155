import { Injectable } from '@nestjs/common';
import type { NetworksReport } from '@npufarm/contracts';
import type { ClaimedSubmission } from './claim-submission.js';
import { type CheckAnswer, EmulatorCheck } from './emulator-check.js';
import { ModelFiles } from './model-files.js';

/** An answer about a submission's model, with what its archive adds to it. */
export interface ArchiveAnswer {
  readonly answer: CheckAnswer;
  readonly networks: NetworksReport | undefined;
}

/** Asks whether the files of an archive hold one network, once the delegate takes its model. */
@Injectable()
export class ArchiveCheck {
  constructor(
    private readonly emulator: EmulatorCheck,
    private readonly files: ModelFiles,
  ) {}

  /** A difference makes the model's report a refusal; a submission without an archive keeps its answer. */
  async extend(
    { modelSha256, dynamicSha256, floatSha256 }: ClaimedSubmission,
    answer: CheckAnswer,
    signal: AbortSignal,
  ): Promise<ArchiveAnswer> {
    if (dynamicSha256 === null || answer.kind !== 'report' || !answer.report.accepted) {
      return { answer, networks: undefined };
    }
    const digests = [modelSha256, dynamicSha256, ...(floatSha256 === null ? [] : [floatSha256])];
    const said = await this.files.use(digests, ([model = '', dynamic = '', float]) =>
      this.emulator.networks({ model, dynamic, float }, signal),
    );
    if (said.kind !== 'report') return { answer: said, networks: undefined };
    const { issues, warnings } = said.report;
    const report = {
      ...answer.report,
      accepted: issues.length === 0,
      issues: [...answer.report.issues, ...issues],
      warnings: [...answer.report.warnings, ...warnings],
    };
    return { answer: { kind: 'report', report }, networks: said.report };
  }
}
