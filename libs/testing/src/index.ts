export { describeBoardDriver } from './board-driver/describe-board-driver.js';
export type { DriverBench } from './board-driver/driver-bench.js';
export { anOperator, type OperatorModelOptions } from './operators/an-operator.js';
export { randomCodes } from './operators/random-codes.js';
export { aConstant, anActivation, elementsAs, elementsOf } from './operators/tensors.js';
