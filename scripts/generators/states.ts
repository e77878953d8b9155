import { describeLifecycle } from '../../services/control-plane/src/lifecycle/describe-lifecycle.js';
import {
  attemptLifecycle,
  boardHealthLifecycle,
  boardLinkLifecycle,
  boardOccupancyLifecycle,
  jobLifecycle,
} from '../../services/control-plane/src/lifecycle/index.js';
import { submissionLifecycle } from '../../services/control-plane/src/submissions/submission.lifecycle.js';

const head = `# States

Made from the transition tables of the control plane by \`npm run gen\`. Every change of a state in the database goes
through one row of these tables, in one transaction. Of the rows with the same state and event, the first one whose
condition holds is taken; an event without a row changes nothing.
An effect like \`job.attempt-lost\` is an event of another table.
`;

const sections = [
  describeLifecycle('Submission', 'From the upload to the verdict.', submissionLifecycle),
  describeLifecycle(
    'Job',
    'One evaluation of a submission, tried on boards until it has an answer.',
    jobLifecycle,
  ),
  describeLifecycle(
    'Attempt',
    'One try of a job on one board, under a lease. Its number is its fence: the job names the attempt that counts.',
    attemptLifecycle,
  ),
  describeLifecycle('Board: occupancy', 'Whether something runs on it.', boardOccupancyLifecycle),
  describeLifecycle('Board: link', 'Whether the farm reaches it through its agent.', boardLinkLifecycle),
  describeLifecycle(
    'Board: health',
    'How far it can be trusted, and whether operators want it used.',
    boardHealthLifecycle,
  ),
];

process.stdout.write([head, ...sections].join('\n'));
