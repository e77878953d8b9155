import { Injectable } from '@nestjs/common';
import {
  type CheckReport,
  type NetworksReport,
  type PolicyReference,
  checkReportSchema,
  networksReportSchema,
} from '@npufarm/contracts';
import type { z } from 'zod';
import { Config } from '../../config/config.js';
import { Clock } from '../../platform/clock/clock.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { runLimited } from './run-limited.js';

export type EmulatorAnswer<Report> =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'time-limit' | 'memory-limit' | 'crashed'; readonly detail: string };
export type CheckAnswer = EmulatorAnswer<CheckReport>;

/** Paths of an archive's files. */
export interface ArchivePaths {
  readonly model: string;
  readonly dynamic: string;
  readonly float: string | undefined;
}

const answeredCodes: ReadonlySet<number | null> = new Set([0, 10]);

/** Asks the emulator program about model files, in a child process with limits on memory and time. */
@Injectable()
export class EmulatorCheck {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /** Whether the delegate takes a model. */
  check(modelPath: string, policy: PolicyReference, signal: AbortSignal): Promise<CheckAnswer> {
    const policyText = typeof policy === 'string' ? policy : JSON.stringify(policy);
    return this.ask(['check', '--model', modelPath, '--policy', policyText], checkReportSchema, signal);
  }

  /** Whether the files of an archive hold one network. */
  networks(
    { model, dynamic, float }: ArchivePaths,
    signal: AbortSignal,
  ): Promise<EmulatorAnswer<NetworksReport>> {
    const parameters = ['networks', '--model', model, '--dynamic', dynamic];
    if (float !== undefined) parameters.push('--float', float);
    return this.ask(parameters, networksReportSchema, signal);
  }

  private async ask<Schema extends z.ZodType>(
    parameters: readonly string[],
    schema: Schema,
    signal: AbortSignal,
  ): Promise<EmulatorAnswer<z.output<Schema>>> {
    const startedMs = this.clock.monotonicMs();
    const { emulatorPath, checkTimeoutMs, checkMemoryBytes } = this.config;
    const end = await runLimited({
      program: process.execPath,
      parameters: [emulatorPath, ...parameters],
      timeoutMs: checkTimeoutMs,
      memoryBytes: checkMemoryBytes,
      signal,
    });
    this.metrics.checkSeconds.observe((this.clock.monotonicMs() - startedMs) / 1000);
    if (end.isOutOfTime) return { kind: 'time-limit', detail: `no answer within ${checkTimeoutMs} ms` };
    if (answeredCodes.has(end.code)) return parse(end.output, schema);
    if (end.isOutOfMemory)
      return { kind: 'memory-limit', detail: `more than ${checkMemoryBytes} bytes of memory` };
    return { kind: 'crashed', detail: `exit ${end.code ?? end.endedBySignal}: ${end.errors}` };
  }
}

function parse<Schema extends z.ZodType>(output: string, schema: Schema): EmulatorAnswer<z.output<Schema>> {
  const line = output.trim().split('\n').at(-1) ?? '';
  try {
    return { kind: 'report', report: schema.parse(JSON.parse(line)) };
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    return { kind: 'crashed', detail: `the answer is not a report: ${problem}` };
  }
}
