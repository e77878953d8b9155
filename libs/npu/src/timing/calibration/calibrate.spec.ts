import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { timingErrors } from '../../arch/timing-errors.js';
import { because } from '../split-hypotheses.js';
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

  it('chooses how SPLIT is priced by board rows, in the words that table1 prints', () => {
    const { runsWithCopies, copyShare, copySharePlusMinus, splitRuns } = report.split;
    const ms = (us: number): string => (us / 1000).toFixed(1);

    expect(copyShare + copySharePlusMinus).toBeLessThan(1);
    expect(because).toContain(`over the ${runsWithCopies} runs`);
    expect(because).toContain(`${copyShare.toFixed(2)} ± ${copySharePlusMinus.toFixed(2)}`);
    expect(splitRuns).toHaveLength(2);
    for (const { composedUs, measuredUs, listedCopiesUs } of splitRuns) {
      expect(listedCopiesUs).toBe(0);
      expect(because).toContain(`${ms(composedUs)} ms where ${ms(measuredUs)} ms`);
      expect(measuredUs - composedUs).toBeLessThan(500);
    }
  });

  it('covers nine of ten cases by the intervals that it states', () => {
    expect(report.networks.leaveOneTopologyOut.all.intervalCoverage).toBeGreaterThanOrEqual(0.9);
    expect(report.composition.nchw.crossValidatedByTeam.intervalCoverage).toBeGreaterThanOrEqual(0.9);
    expect(report.composition.nhwc.crossValidatedByTeam.intervalCoverage).toBeGreaterThanOrEqual(0.9);
  });
});
