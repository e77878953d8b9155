export { AuditLog, type AuditedAction } from './audit-log.js';
export { AuditModule } from './audit.module.js';
