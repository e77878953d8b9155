import type { Prediction } from '@npufarm/npu';

const lanes = ['nn', 'tp', 'ppu', 'cpu', 'dma'] as const;
const boardProcess = 1;
const hostProcess = 2;

function named(process: number, thread: number | undefined, name: string): object {
  return thread === undefined
    ? { ph: 'M', name: 'process_name', pid: process, args: { name } }
    : { ph: 'M', name: 'thread_name', pid: process, tid: thread, args: { name } };
}

/**
 * A run as Chrome trace JSON: predicted layers in a lane per engine with the memory traffic of each, measured runs
 * beside them.
 *
 * Source of the format: Trace Event Format, "complete events" (`ph: X`, times in microseconds).
 */
export function chromeTrace(prediction: Prediction | undefined, samplesMs: readonly number[]): object {
  const events: object[] = prediction === undefined ? [] : boardEvents(prediction);
  if (samplesMs.length > 0) events.push(named(hostProcess, undefined, 'this computer (host, measured)'));
  let startUs = 0;
  samplesMs.forEach((sampleMs, index) => {
    const dur = sampleMs * 1000;
    events.push({ ph: 'X', name: `run ${index + 1}`, pid: hostProcess, tid: 0, ts: startUs, dur });
    startUs += dur;
  });
  return { displayTimeUnit: 'ms', traceEvents: events };
}

function boardEvents({ fidelity, clock, byLayer }: Prediction): object[] {
  const events = [named(boardProcess, undefined, `VS680 (${fidelity}, ${clock})`)];
  lanes.forEach((lane, thread) => events.push(named(boardProcess, thread, lane.toUpperCase())));
  for (const layer of byLayer) {
    const { type, engine, startUs, endUs, inferenceUs, operators, readBytes, writtenBytes } = layer;
    if (endUs <= startUs) continue;
    const event = { ph: 'X', name: type, pid: boardProcess, ts: startUs, dur: endUs - startUs };
    events.push(
      { ...event, tid: lanes.indexOf(engine), args: { operators, listed_us: inferenceUs } },
      {
        ...event,
        tid: lanes.indexOf('dma'),
        args: { read_bytes: readBytes, written_bytes: writtenBytes },
      },
    );
  }
  return events;
}
