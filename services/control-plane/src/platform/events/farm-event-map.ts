/** What features tell each other. Ids only: whoever listens reads the truth from the database. */
export interface FarmEventMap {
  'work-queued': Record<string, never>;
  /** A session was opened. */
  'agent-greeted': { readonly agentId: string };
  'cancel-requested': Record<string, never>;
  'job-changed': { readonly jobId: string; readonly submissionId: string | undefined };
  'job-ended': { readonly jobId: string; readonly submissionId: string | undefined };
  'attempt-events': {
    readonly attemptId: string;
    readonly jobId: string;
    readonly submissionId: string | undefined;
  };
  'submission-received': { readonly submissionId: string };
  /** The outputs of one of its jobs were scored. */
  'submission-scored': { readonly submissionId: string };
  'submission-changed': { readonly submissionId: string };
}

export type FarmEventName = keyof FarmEventMap;
