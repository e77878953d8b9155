export { BootstrapModule } from './bootstrap.module.js';
