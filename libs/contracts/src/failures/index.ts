export { consequenceOf } from './consequence-of.js';
export {
  type FailureClass,
  type FailureConsequence,
  failureClassNames,
  failureClassSchema,
  failureClasses,
} from './failure-classes.js';
