import type { CommandDefinition } from '../command.js';
import { agentsEnroll } from './agents/enroll.js';
import { agentsLs } from './agents/ls.js';
import { agentsRevoke } from './agents/revoke.js';
import { audit } from './audit/show.js';
import { boardChanges } from './boards/change.js';
import { boardsCheck } from './boards/check.js';
import { boardsLs } from './boards/ls.js';
import { boardsShow } from './boards/show.js';
import { competitionLs } from './competition/ls.js';
import { competitionCreate, competitionUpdate } from './competition/write.js';
import { datasetDownload } from './dataset/download.js';
import { datasetImport } from './dataset/import.js';
import { datasetLs } from './dataset/ls.js';
import { doctor } from './doctor/doctor.js';
import { evaluationShow } from './evaluation/show.js';
import { evaluationStart } from './evaluation/start.js';
import { boardsInvalidate } from './invalidation/add.js';
import { boardsInvalidations } from './invalidation/ls.js';
import { jobsCancel } from './jobs/cancel.js';
import { jobsLogs } from './jobs/logs.js';
import { jobsLs } from './jobs/ls.js';
import { jobsRerun } from './jobs/rerun.js';
import { jobsShow } from './jobs/show.js';
import { leaderboardExport } from './leaderboard/export.js';
import { leaderboard } from './leaderboard/show.js';
import { bench } from './model/bench.js';
import { check } from './model/check.js';
import { compile } from './model/compile.js';
import { estimate } from './model/estimate.js';
import { run } from './model/run.js';
import { phaseChanges } from './phase/change.js';
import { phaseRescore } from './phase/rescore.js';
import { phaseRerun } from './phase/rerun.js';
import { score } from './pictures/score.js';
import { queue } from './queue/show.js';
import { quota } from './quota/show.js';
import { final, withdraw } from './submission/choose.js';
import { submissionsDelete } from './submission/delete-files.js';
import { submissionsLs } from './submission/ls.js';
import { outputs } from './submission/outputs.js';
import { submit } from './submission/submit.js';
import { table1 } from './table1/show.js';
import { teamAdd } from './team/add.js';
import { teamDecisions } from './team/decide.js';
import { factsheet } from './team/factsheet.js';
import { teamLs } from './team/ls.js';
import { teamRegister } from './team/register.js';
import { tokenCreate } from './token/create.js';
import { tokenLs } from './token/ls.js';
import { tokenRevoke } from './token/revoke.js';
import { zooLs } from './zoo/ls.js';
import { zooSweep } from './zoo/sweep.js';
import { zooWrite } from './zoo/write.js';

/** Every command, in the order in which the help lists them. */
export const commands: readonly CommandDefinition[] = [
  check,
  compile,
  bench,
  estimate,
  run,
  score,
  table1,
  zooLs,
  zooWrite,
  zooSweep,
  submit,
  jobsLs,
  jobsShow,
  jobsLogs,
  jobsCancel,
  jobsRerun,
  withdraw,
  final,
  submissionsLs,
  outputs,
  submissionsDelete,
  factsheet,
  leaderboard,
  leaderboardExport,
  boardsLs,
  boardsShow,
  ...boardChanges,
  boardsCheck,
  boardsInvalidate,
  boardsInvalidations,
  agentsLs,
  agentsEnroll,
  agentsRevoke,
  queue,
  quota,
  competitionLs,
  competitionCreate,
  competitionUpdate,
  ...phaseChanges,
  phaseRerun,
  phaseRescore,
  evaluationStart,
  evaluationShow,
  datasetImport,
  datasetLs,
  datasetDownload,
  teamLs,
  teamAdd,
  teamRegister,
  ...teamDecisions,
  tokenCreate,
  tokenLs,
  tokenRevoke,
  audit,
  doctor,
];
