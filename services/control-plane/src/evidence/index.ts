export { EventPruning } from './event-pruning.js';
export { EvidenceModule } from './evidence.module.js';
export { type LogPosition, readEvents } from './read-events.js';
export { readStaleEvidence } from './read-stale-evidence.js';
export { StaleEvidence } from './stale-evidence.entity.js';
export { StoredEvent } from './stored-event.entity.js';
