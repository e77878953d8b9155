export { BaselineView } from './baseline-view.js';
export { QuotaEntry } from './quota-entry.entity.js';
export { Submission } from './submission.entity.js';
export { submissionLifecycle } from './submission.lifecycle.js';
export { SubmissionsModule } from './submissions.module.js';
