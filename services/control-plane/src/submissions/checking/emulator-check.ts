import { Injectable } from '@nestjs/common';
import { type CheckReport, type PolicyReference, checkReportSchema } from '@npufarm/contracts';
import { Config } from '../../config/config.js';
import { Clock } from '../../platform/clock/clock.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { runLimited } from './run-limited.js';

export type CheckAnswer =
  | { readonly kind: 'report'; readonly report: CheckReport }
  | { readonly kind: 'time-limit' | 'memory-limit' | 'crashed'; readonly detail: string };

const answeredCodes: ReadonlySet<number | null> = new Set([0, 10]);

/** Asks the emulator program about a model file, in a child process with limits on memory and time. */
@Injectable()
export class EmulatorCheck {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  async check(modelPath: string, policy: PolicyReference, signal: AbortSignal): Promise<CheckAnswer> {
    const startedMs = this.clock.monotonicMs();
    const policyText = typeof policy === 'string' ? policy : JSON.stringify(policy);
    const { emulatorPath, checkTimeoutMs, checkMemoryBytes } = this.config;
    const end = await runLimited({
      program: process.execPath,
      parameters: [emulatorPath, 'check', '--model', modelPath, '--policy', policyText],
      timeoutMs: checkTimeoutMs,
      memoryBytes: checkMemoryBytes,
      signal,
    });
    this.metrics.checkSeconds.observe((this.clock.monotonicMs() - startedMs) / 1000);
    if (end.isOutOfTime) return { kind: 'time-limit', detail: `no answer within ${checkTimeoutMs} ms` };
    if (answeredCodes.has(end.code)) return parse(end.output);
    if (end.isOutOfMemory)
      return { kind: 'memory-limit', detail: `more than ${checkMemoryBytes} bytes of memory` };
    return { kind: 'crashed', detail: `exit ${end.code ?? end.endedBySignal}: ${end.errors}` };
  }
}

function parse(output: string): CheckAnswer {
  const line = output.trim().split('\n').at(-1) ?? '';
  try {
    return { kind: 'report', report: checkReportSchema.parse(JSON.parse(line)) };
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    return { kind: 'crashed', detail: `the answer is not a check report: ${problem}` };
  }
}
