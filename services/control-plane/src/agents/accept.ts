import type { AcceptRequest, AcceptResponse } from '@npufarm/agent-protocol';
import { Injectable } from '@nestjs/common';
import { type AgentId, attemptNumberSchema } from '@npufarm/contracts';
import { applyAttemptEvent, isCurrent, lockAttempt, WorkTransaction } from '../jobs/index.js';
import { Clock } from '../platform/clock/clock.js';
import { describeAssignment } from './describe-assignment.js';
import { requireInstance } from './require-instance.js';

/** Turns an offer into a held lease. */
@Injectable()
export class Accept {
  constructor(
    private readonly work: WorkTransaction,
    private readonly clock: Clock,
  ) {}

  accept(agentId: AgentId, request: AcceptRequest): Promise<AcceptResponse> {
    const number = attemptNumberSchema.parse(request.attempt.toString());
    return this.work.run(async (manager, notices) => {
      await requireInstance(manager, agentId, request.instanceId);
      const attempt = await lockAttempt(manager, number);
      if (attempt?.agentId !== agentId) return gone(`Attempt ${number} was never offered to this agent.`);
      // The agent asks again when the first answer was lost, and counts its lease from then on.
      const event = attempt.state === 'ACCEPTED' && isCurrent(attempt) ? 'renew' : 'accept';
      const to = await applyAttemptEvent(manager, attempt, event, { now: this.clock.now() }, notices);
      if (to !== undefined) return assigned(attempt);
      if (attempt.job.cancelRequested) return gone(`The job of attempt ${number} was cancelled.`);
      return gone(`Attempt ${number} is ${attempt.state} and can no longer be accepted.`);
    });
  }
}

function assigned(attempt: Parameters<typeof describeAssignment>[0]): AcceptResponse {
  return { answer: { $case: 'assignment', value: describeAssignment(attempt) } };
}

function gone(reason: string): AcceptResponse {
  return { answer: { $case: 'gone', value: reason } };
}
