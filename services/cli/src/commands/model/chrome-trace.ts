import type { Prediction } from '@npufarm/npu';

const engineLanes = ['nn', 'tp', 'ppu', 'cpu'] as const;
const boardProcess = 1;
const hostProcess = 2;

function named(process: number, thread: number | undefined, name: string): object {
  return thread === undefined
    ? { ph: 'M', name: 'process_name', pid: process, args: { name } }
    : { ph: 'M', name: 'thread_name', pid: process, tid: thread, args: { name } };
}

/**
 * A run as Chrome trace JSON: predicted layers one after the other in a lane per engine, measured runs beside them.
 *
 * Source of the format: Trace Event Format, "complete events" (`ph: X`, times in microseconds).
 */
export function chromeTrace(prediction: Prediction | undefined, samplesMs: readonly number[]): object {
  const events: object[] = [];
  if (prediction !== undefined) {
    events.push(named(boardProcess, undefined, `VS680 (${prediction.fidelity}, ${prediction.clock})`));
    engineLanes.forEach((engine, lane) => events.push(named(boardProcess, lane, engine.toUpperCase())));
    let startUs = 0;
    for (const { type, inferenceUs, engine, operators } of prediction.byLayer) {
      const lane = engineLanes.indexOf(engine);
      events.push({
        ph: 'X',
        name: type,
        pid: boardProcess,
        tid: lane,
        ts: startUs,
        dur: inferenceUs,
        args: { operators },
      });
      startUs += inferenceUs;
    }
  }
  if (samplesMs.length > 0) events.push(named(hostProcess, undefined, 'this computer (host, measured)'));
  let startUs = 0;
  samplesMs.forEach((sampleMs, index) => {
    const dur = sampleMs * 1000;
    events.push({ ph: 'X', name: `run ${index + 1}`, pid: hostProcess, tid: 0, ts: startUs, dur });
    startUs += dur;
  });
  return { displayTimeUnit: 'ms', traceEvents: events };
}
