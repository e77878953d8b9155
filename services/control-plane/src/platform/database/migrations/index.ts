import type { MigrationInterface } from 'typeorm';
import { Identity1763800000100 } from './1763800000100-identity.js';
import { Blobs1763800000200 } from './1763800000200-blobs.js';
import { Competitions1763800000300 } from './1763800000300-competitions.js';
import { Submissions1763800000400 } from './1763800000400-submissions.js';
import { Boards1763800000500 } from './1763800000500-boards.js';
import { Jobs1763800000600 } from './1763800000600-jobs.js';
import { Evidence1763800000700 } from './1763800000700-evidence.js';
import { Scores1763800000900 } from './1763800000900-scores.js';
import { Enrolment1763800001000 } from './1763800001000-enrolment.js';
import { StageTimes1763800001100 } from './1763800001100-stage-times.js';
import { Challenge1763800001200 } from './1763800001200-challenge.js';
import { AccuracyDrop1763800004000 } from './1763800004000-accuracy-drop.js';
import { NewestJob1763800004010 } from './1763800004010-newest-job.js';
import { CalendarAndFactsheets1763800004020 } from './1763800004020-calendar-and-factsheets.js';
import { FilesAndSamples1763800004030 } from './1763800004030-files-and-samples.js';
import { DrainReasons1763800001250 } from './1763800001250-drain-reasons.js';
import { AgentEpochs1763800003001 } from './1763800003001-agent-epochs.js';

/** Every migration in the order of their numbers. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  Identity1763800000100,
  Blobs1763800000200,
  Competitions1763800000300,
  Submissions1763800000400,
  Boards1763800000500,
  Jobs1763800000600,
  Evidence1763800000700,
  Scores1763800000900,
  Enrolment1763800001000,
  StageTimes1763800001100,
  Challenge1763800001200,
  DrainReasons1763800001250,
  AccuracyDrop1763800004000,
  NewestJob1763800004010,
  CalendarAndFactsheets1763800004020,
  FilesAndSamples1763800004030,
  AgentEpochs1763800003001,
];
