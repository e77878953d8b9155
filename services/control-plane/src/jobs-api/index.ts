export { JobsApiModule } from './jobs-api.module.js';
