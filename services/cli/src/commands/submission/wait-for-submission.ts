import {
  isFinalSubmissionState,
  submissionJobEventSchema,
  submissionLogEventSchema,
  submissionStateEventSchema,
  type SubmissionView,
  submissionViewSchema,
} from '@npufarm/contracts';
import type { FarmClient } from '../../connection/farm-client.js';
import { followEvents } from '../../connection/follow-events.js';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import type { Progress } from '../../output/progress.js';
import type { Style } from '../../output/style.js';
import { logLine } from '../jobs/log-line.js';
import { EvaluationProgress } from './evaluation-progress.js';

interface WaitOptions {
  /** Undefined waits as long as it takes. */
  readonly timeoutMs: number | undefined;
  readonly progress: Progress;
  readonly style: Style;
  /** Whether the log is shown above the bar. */
  readonly showLog: boolean;
}

function waitRanOut(id: string, timeoutMs: number): CommandError {
  return new CommandError({
    code: 'cli.wait-ran-out',
    message: `submission ${id} was not done after ${timeoutMs / 1000} s; it goes on without you`,
    hint: `npufarm jobs show ${id} tells where it stands`,
    exitCode: exitCodes.waitRanOut,
  });
}

/** Follows a submission's live stream to its end and hands back its final view. */
export async function waitForSubmission(
  client: FarmClient,
  id: string,
  options: WaitOptions,
): Promise<SubmissionView> {
  const timeout = new AbortController();
  const { timeoutMs } = options;
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => timeout.abort(waitRanOut(id, timeoutMs)), timeoutMs);
  const signal = AbortSignal.any([client.signal, timeout.signal]);
  try {
    await followToEnd(client, id, options, signal);
    return await client.get(`/api/v1/submissions/${id}`, submissionViewSchema, { signal });
  } finally {
    clearTimeout(timer);
    options.progress.end();
  }
}

async function followToEnd(
  client: FarmClient,
  id: string,
  { progress, style, showLog }: WaitOptions,
  signal: AbortSignal,
): Promise<void> {
  const evaluation = new EvaluationProgress();
  const isOver = async (): Promise<boolean> => {
    const view = await client.get(`/api/v1/submissions/${id}`, submissionViewSchema, { signal });
    return isFinalSubmissionState(view.state);
  };
  const onBroken = (): void =>
    progress.show({ ...evaluation.step(), detail: 'connection lost, trying again' });
  const path = `/api/v1/submissions/${id}/events`;
  for await (const message of followEvents(client, path, { signal, isOver, onBroken })) {
    const data: unknown = JSON.parse(message.data);
    if (message.event === 'state') {
      const { state, final } = submissionStateEventSchema.parse(data);
      if (final || isFinalSubmissionState(state)) return;
      evaluation.onState(state);
    } else if (message.event === 'job') {
      evaluation.onJob(submissionJobEventSchema.parse(data));
    } else if (message.event === 'log') {
      const event = submissionLogEventSchema.parse(data);
      evaluation.onLog(event);
      const line = showLog && event.kind !== 'stage' ? logLine(event, style) : undefined;
      if (line !== undefined) progress.log(line);
    }
    progress.show(evaluation.step());
  }
}
