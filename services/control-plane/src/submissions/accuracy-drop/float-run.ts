import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type CpuPictureReport, cpuPictureReportSchema } from '@npufarm/contracts';
import type { RgbPicture } from '@npufarm/scoring';
import { Config } from '../../config/config.js';
import { ModelFiles } from '../checking/model-files.js';
import { type LimitedRunEnd, runLimited } from '../checking/run-limited.js';
import type { FloatPicture } from './claim-float-picture.js';

export type FloatAnswer =
  | { readonly kind: 'output'; readonly picture: RgbPicture }
  | { readonly kind: 'refused'; readonly reason: Extract<CpuPictureReport, { ok: false }>['reason'] }
  | { readonly kind: 'time-limit' | 'memory-limit' | 'crashed'; readonly detail: string };

const answeredCodes: ReadonlySet<number | null> = new Set([0, 10]);

/** Runs float models over pictures on the CPU, in a child process with limits on memory and time. */
@Injectable()
export class FloatRun {
  constructor(
    private readonly config: Config,
    private readonly files: ModelFiles,
  ) {}

  run(picture: FloatPicture, signal: AbortSignal): Promise<FloatAnswer> {
    const { floatSha256, integerSha256, lrSha256, lrWidth, lrHeight } = picture;
    return this.files.use(
      [floatSha256, integerSha256, lrSha256],
      async ([model = '', like = '', input = '']) => {
        const output = `${input}.enlarged`;
        const { emulatorPath, floatTimeoutMs, floatMemoryBytes } = this.config;
        const paths = ['--model', model, '--like', like, '--input', input, '--output', output];
        const size = ['--width', String(lrWidth), '--height', String(lrHeight)];
        const end = await runLimited({
          program: process.execPath,
          parameters: [emulatorPath, 'cpu-picture', ...paths, ...size],
          timeoutMs: floatTimeoutMs,
          memoryBytes: floatMemoryBytes,
          signal,
          isPatient: true,
        });
        if (end.isOutOfTime) {
          return {
            kind: 'time-limit',
            detail: `picture ${picture.name} took more than ${floatTimeoutMs} ms`,
          };
        }
        if (end.isOutOfMemory) {
          return {
            kind: 'memory-limit',
            detail: `picture ${picture.name}: more than ${floatMemoryBytes} bytes`,
          };
        }
        return answerOf(end, output);
      },
    );
  }
}

async function answerOf(end: LimitedRunEnd, outputPath: string): Promise<FloatAnswer> {
  if (!answeredCodes.has(end.code)) {
    return { kind: 'crashed', detail: `exit ${end.code ?? end.endedBySignal}: ${end.errors}` };
  }
  const report = cpuPictureReportSchema.parse(JSON.parse(end.output.trim().split('\n').at(-1) ?? ''));
  if (!report.ok) return { kind: 'refused', reason: report.reason };
  const { width, height } = report;
  return { kind: 'output', picture: { width, height, data: await readFile(outputPath) } };
}
