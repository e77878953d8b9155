export { EnrolmentModule } from './enrolment.module.js';
export { EnrolmentTokens } from './enrolment-tokens.js';
