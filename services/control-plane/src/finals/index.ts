export { FinalsModule } from './finals.module.js';
