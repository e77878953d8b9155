import type { Issue } from './reason.js';

/** A model that cannot be prepared, whatever the policy: the participant must act. */
export class ModelFault extends Error {
  readonly fault = 'participant';

  constructor(readonly issue: Issue) {
    super(`${issue.id}: ${issue.detail}`);
    this.name = 'ModelFault';
  }
}
