import type { SubmissionView } from '@npufarm/contracts';
import { renderFacts } from '../../output/facts.js';
import { byteSize, fixed, milliseconds, signed } from '../../output/format-number.js';
import { renderIssues } from '../../output/issues.js';
import { renderSlowestLayers } from '../../output/layers.js';
import type { Style } from '../../output/style.js';
import { paintState } from '../state-colour.js';

const slowestLayers = 5;
const finalStates: ReadonlySet<string> = new Set(['SCORED', 'REJECTED', 'FAILED', 'WITHDRAWN']);

function mapping(view: SubmissionView): string | undefined {
  const { check } = view;
  if (check === null || check.model.operators === null) return undefined;
  const onNpu = check.operators.filter((operator) => operator.unit === 'npu').length;
  const partitions = view.timing?.partitions ?? check.partitions;
  const count = partitions === null ? '' : `, ${partitions} partition${partitions === 1 ? '' : 's'}`;
  return `${onNpu} of ${check.model.operators} operators on the NPU${count}`;
}

function runtime(view: SubmissionView): string | undefined {
  const { timing } = view;
  if (timing === null) return undefined;
  const verb = timing.clock === 'predicted' ? 'predicted runtime' : 'runtime';
  return `${milliseconds(timing.inferenceUs)} ms ${verb} (${timing.fidelity}, ${timing.clock})`;
}

/** A value beside bicubic's on the same pictures. */
function againstBicubic(
  value: number | null,
  bicubic: number | null | undefined,
  digits: number,
  unit: string,
): string | undefined {
  if (value === null) return undefined;
  const own = `${fixed(value, digits)}${unit}`;
  if (bicubic === null || bicubic === undefined) return own;
  return `${own}, bicubic ${fixed(bicubic, digits)}${unit} (${signed(value - bicubic, digits)}${unit})`;
}

/** What quantisation cost; said only where an archive brought a float model. */
function drop({ deltaPsnr, deltaSsim, dropReason }: SubmissionView): string | undefined {
  if (dropReason !== null) return `N.A.: ${dropReason.detail}`;
  if (deltaSsim === null) return undefined;
  return `${signed(deltaPsnr, 2) ?? 'N.A.'} dB, SSIM ${signed(deltaSsim, 4)} lost by quantisation`;
}

/** A submission as people read it: verdict, mapping, runtime with its label, slowest layers, quality, score. */
export function submissionText(view: SubmissionView, style: Style): string {
  const parts = [
    `${style.bold(view.fileName)} (${byteSize(view.modelBytes)})  ${paintState(view.state, style)}`,
    renderFacts(
      [
        ['submission', view.id],
        ['team', `${view.team}, ${view.competition}/${view.phase}${view.late ? ', late' : ''}`],
        ['mapping', mapping(view)],
        ['runtime', runtime(view)],
        ['PSNR', againstBicubic(view.psnr, view.bicubic?.psnr, 2, ' dB')],
        ['SSIM', againstBicubic(view.ssim, view.bicubic?.ssim, 4, '')],
        ['drop', drop(view)],
        ['score', fixed(view.score, 2)],
        ['why', view.stateReason?.detail],
        ['do', view.stateReason?.hint === '' ? undefined : view.stateReason?.hint],
      ],
      style,
    ),
  ];
  if (view.timing !== null) {
    parts.push(
      `the ${Math.min(slowestLayers, view.timing.byLayer.length)} slowest layers\n${renderSlowestLayers(view.timing.byLayer, slowestLayers, style)}`,
    );
  }
  const isToldAbove = view.issues.length === 1 && view.issues[0]?.detail === view.stateReason?.detail;
  if (view.issues.length > 0 && !isToldAbove) parts.push(renderIssues(view.issues, style.red, style));
  const warnings = view.check?.warnings ?? [];
  if (warnings.length > 0) parts.push(renderIssues(warnings, style.yellow, style));
  if (!finalStates.has(view.state)) parts.push(`follow it with: npufarm jobs logs -f ${view.id}`);
  return parts.join('\n\n');
}
