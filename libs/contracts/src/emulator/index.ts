export {
  type BoardRequest,
  boardRequestSchema,
  type LoadRequest,
  type PictureRequest,
  type TimeRequest,
} from './board-request.js';
export {
  type CpuPictureReport,
  cpuPictureReportSchema,
  type CpuTimeLine,
  cpuTimeLineSchema,
} from './cpu-report.js';
export { type BoardAnswer, boardAnswerSchema, type BoardFault } from './board-answer.js';
export {
  type BoardVersions,
  boardVersionsSchema,
  type LoadResult,
  loadResultSchema,
  type PictureResult,
  pictureResultSchema,
} from './board-result.js';
