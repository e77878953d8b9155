import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { timingErrors } from '../../arch/timing-errors.js';
import { calibrate } from './calibrate.js';
import { readArchitectures } from './read-architectures.js';
import { readBoardRuns } from './read-board-runs.js';

const fact = (name: string): string =>
  readFileSync(new URL(`../../../calibration/${name}`, import.meta.url), 'utf8');

const report = calibrate({
  uploads: readBoardRuns(fact('board-runs.csv')),
  networks: readArchitectures(JSON.parse(fact('networks.json'))),
  layers: readArchitectures(JSON.parse(fact('layers.json'))),
});

describe('the calibration on the checked-in facts', () => {
  it('gives the parameters that predictions use', () => {
    const apart = report.parameters.filter(({ value, frozen }) => Math.abs(value / frozen - 1) > 0.005);
    expect(apart).toEqual([]);
  });

  it('predicts topologies that the fit has not seen within the stated errors', () => {
    const { inSample, leaveOneTopologyOut } = report.networks;
    expect(inSample.meanOverTopologiesPercent).toBeLessThanOrEqual(timingErrors.inSample);
    expect(leaveOneTopologyOut.meanOverTopologiesPercent).toBeLessThanOrEqual(
      timingErrors.leaveOneTopologyOut,
    );
    expect(leaveOneTopologyOut.published.meanErrorPercent).toBeLessThanOrEqual(3);
  });

  it('predicts the sum of the convolutions, which a good total could hide', () => {
    expect(report.networks.leaveOneTopologyOut.all.convolutions.meanErrorPercent).toBeLessThan(8);
  });

  it('reads the rates of other layers off within a few percent', () => {
    expect(report.layers.medianErrorPercent).toBeLessThan(3);
  });

  it('puts networks into the order of the board', () => {
    expect(report.networks.leaveOneTopologyOut.all.pairsInOrder).toBeGreaterThanOrEqual(0.95);
    expect(report.composition.nchw.crossValidatedByTeam.pairsInOrder).toBeGreaterThanOrEqual(0.95);
    expect(report.composition.nhwc.crossValidatedByTeam.pairsInOrder).toBeGreaterThanOrEqual(0.95);
  });

  it('composes given layer times for teams that the fit has not seen', () => {
    const { nchw, nhwc } = report.composition;
    expect(nchw.crossValidatedByTeam.medianErrorPercent).toBeLessThanOrEqual(4);
    expect(nhwc.crossValidatedByTeam.medianErrorPercent).toBeLessThanOrEqual(2);
  });

  it('covers nine of ten cases by the intervals that it states', () => {
    expect(report.networks.leaveOneTopologyOut.all.intervalCoverage).toBeGreaterThanOrEqual(0.9);
    expect(report.composition.nchw.crossValidatedByTeam.intervalCoverage).toBeGreaterThanOrEqual(0.9);
    expect(report.composition.nhwc.crossValidatedByTeam.intervalCoverage).toBeGreaterThanOrEqual(0.9);
  });
});
