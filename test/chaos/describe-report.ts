import type { ChaosReport } from './run-chaos.js';

const seconds = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? '-' : (milliseconds / 1000).toFixed(1);

/** The report as text: a line per fault, what is wrong, and one line that counts. */
export function describeReport(report: ChaosReport): string {
  const { misfortunes, lost, duplicated, violations, states, attempts, stale, invariantChecks, undeserved } =
    report;
  const rows = misfortunes.map(
    ({ fault, target, began, healed, dispatchMs, recoveredMs, running, wasted, elsewhereMs }) => [
      fault,
      target,
      seconds(healed.getTime() - began.getTime()),
      seconds(dispatchMs),
      seconds(recoveredMs),
      `${wasted}/${running}`,
      seconds(elsewhereMs),
    ],
  );
  const heads = ['fault', 'where', 'lasted s', 'dispatching s', 'recovered s', 'wasted', 'elsewhere s'];
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const counts = (tally: Readonly<Record<string, number>>): string =>
    Object.entries(tally)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  return [
    line(heads),
    ...rows.map(line),
    '',
    `submissions: ${counts(states)}`,
    `attempts: ${counts(attempts)}; ${stale} late results shelved; ${invariantChecks} checks of the invariants`,
    ...numbersOf(misfortunes),
    `attempts given up without a fault of their agent: ${undeserved.length}`,
    ...undeserved.map((what) => `  ${what}`),
    ...lost.map((what) => `lost: ${what}`),
    ...duplicated.map((what) => `duplicated: ${what}`),
    ...violations.map((what) => `violation: ${what}`),
    summaryOf(report),
    '',
  ].join('\n');
}

type Misfortune = ChaosReport['misfortunes'][number];

const agentLosses = ['agent lost for 30 s', 'agent frozen'];
const farmLoss = 'all control planes killed';

/** The times that are promised, fault by fault; those in which no control plane was there to keep them stand apart. */
function numbersOf(misfortunes: readonly Misfortune[]): string[] {
  const timesOf = (
    what: string,
    timeOf: (misfortune: Misfortune) => number | undefined,
    isMeant: (misfortune: Misfortune) => boolean,
  ): string[] => {
    const times = misfortunes.filter(isMeant).flatMap((one) => timeOf(one) ?? []);
    return times.length === 0 ? [] : [`${what}: ${times.map(seconds).join(', ')} s`];
  };
  const elsewhere = ({ elsewhereMs }: Misfortune): number | undefined => elsewhereMs;
  const isLoss = ({ fault }: Misfortune): boolean => agentLosses.includes(fault);
  const overlaps = (loss: Misfortune): boolean =>
    misfortunes.some(
      ({ fault, began, dispatchMs = 0 }) =>
        fault === farmLoss &&
        began.getTime() < loss.began.getTime() + (loss.elsewhereMs ?? 0) &&
        began.getTime() + dispatchMs > loss.began.getTime(),
    );
  return [
    ...timesOf('lost agent to job elsewhere', elsewhere, (one) => isLoss(one) && !overlaps(one)),
    ...timesOf(
      'the same, while all control planes were killed too',
      elsewhere,
      (one) => isLoss(one) && overlaps(one),
    ),
    ...timesOf(
      'control plane killed to dispatching again',
      ({ dispatchMs }) => dispatchMs,
      ({ fault }) => fault === 'control plane killed' || fault === farmLoss,
    ),
  ];
}

/** `seed 1: 1000 jobs, 40 faults, 0 lost, 0 duplicated, 0 violations` */
export function summaryOf({ seed, jobs, misfortunes, lost, duplicated, violations }: ChaosReport): string {
  return (
    `seed ${seed}: ${jobs} jobs, ${misfortunes.length} faults, ${lost.length} lost, ` +
    `${duplicated.length} duplicated, ${violations.length} violations`
  );
}
