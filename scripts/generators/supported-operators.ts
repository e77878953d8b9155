import { describeSupportedOperators } from '../../libs/npu/src/documentation/supported-operators.js';

process.stdout.write(describeSupportedOperators());
