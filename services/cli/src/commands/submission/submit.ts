import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { SubmissionView } from '@npufarm/contracts';
import type { FarmClient } from '../../connection/farm-client.js';
import { pause } from '../../connection/pause.js';
import { defineCommand } from '../../command.js';
import type { Answer } from '../../output/answer.js';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import { renderIssues } from '../../output/issues.js';
import { readInput } from '../read-input.js';
import { parseSeconds } from '../parse-options.js';
import { requirePhase } from '../require-phase.js';
import { refusedUploadDocument, submissionDocument } from './submission-document.js';
import { submissionText } from './submission-text.js';

interface SubmitOptions {
  readonly competition?: string;
  readonly phase?: string;
  readonly wait?: boolean;
  readonly timeout?: number;
  readonly idempotencyKey?: string;
  readonly quiet?: boolean;
}

interface Upload {
  readonly competition: string;
  readonly phase: string;
  readonly fileName: string;
  readonly idempotencyKey: string;
  readonly bytes: Uint8Array;
  readonly onUpload: (sentBytes: number, totalBytes: number) => void;
}

const pausesBeforeRetryMs = [500, 2_000];

/** Uploads; a cut connection is tried again with the same key, so that nothing is submitted twice. */
async function upload(
  client: FarmClient,
  { bytes, onUpload, idempotencyKey, ...query }: Upload,
): Promise<SubmissionView> {
  const { submissionViewSchema } = await import('@npufarm/contracts');
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await client.post('/api/v1/submissions', submissionViewSchema, {
        query,
        bytes,
        onUpload,
        headers: { 'idempotency-key': idempotencyKey },
      });
    } catch (error) {
      const pauseMs = pausesBeforeRetryMs[attempt];
      if (!isCutConnection(error) || pauseMs === undefined) throw error;
      await pause(pauseMs, client.signal);
    }
  }
}

function isCutConnection(error: unknown): boolean {
  if (!(error instanceof CommandError) || error.code !== 'farm.unreachable') return false;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && (cause.code === 'ECONNRESET' || cause.code === 'EPIPE');
}

function refusedUpload(error: CommandError): Answer {
  const { code, message, hint, exitCode } = error;
  const issue = { id: code, rule: '', detail: message, hint };
  return {
    exitCode,
    error: { code, message, hint },
    document: refusedUploadDocument(code, message, hint),
    text: (style) => renderIssues([issue], style.red, style),
  };
}

export const submit = defineCommand<[model: string], SubmitOptions>({
  path: 'submit',
  summary: 'submit a model (.tflite) to a phase of a competition',
  caller: 'team',
  configure: (command) =>
    command
      .argument('<model>', 'the .tflite file')
      .option('--competition <slug>', 'the competition (default: the one of .npufarm/farm.json)')
      .option('--phase <slug>', 'its phase (default: the one of .npufarm/farm.json)')
      .option('--wait', 'follow the evaluation and print its result')
      .option('--timeout <seconds>', 'stop waiting after this long (exit status 30)', parseSeconds)
      .option('--quiet', 'show no log lines while waiting')
      .option('--idempotency-key <key>', 'repeat an earlier call without submitting twice'),
  run: async ({ arguments: [path], options, json, terminal, farm, farmContext }) => {
    const bytes = await readInput(path);
    const { competition, phase } = requirePhase(options, await farmContext());
    const client = await farm();
    const progress = terminal.progress();
    let view: SubmissionView;
    try {
      view = await upload(client, {
        competition,
        phase,
        fileName: basename(path),
        idempotencyKey: options.idempotencyKey ?? randomUUID(),
        bytes,
        onUpload: (done, total) => progress.show({ stage: 'uploading', done, total }),
      });
      if (options.wait === true) {
        const { waitForSubmission } = await import('./wait-for-submission.js');
        view = await waitForSubmission(client, view.id, {
          timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
          progress,
          style: terminal.errorStyle,
          showLog: options.quiet !== true && !json,
        });
      }
    } catch (error) {
      if (error instanceof CommandError && error.exitCode === exitCodes.refused) return refusedUpload(error);
      throw error;
    } finally {
      progress.end();
    }
    const { outcomeOf } = await import('./outcome-of.js');
    return {
      document: submissionDocument(view),
      text: (style) => submissionText(view, style),
      ...outcomeOf(view),
    };
  },
});
