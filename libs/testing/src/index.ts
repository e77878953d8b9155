export { describeBoardDriver } from './board-driver/describe-board-driver.js';
export type { DriverBench } from './board-driver/driver-bench.js';
