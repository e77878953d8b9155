/** A divisor computed by the model is zero: the participant must act. */
export class DivisionFault extends Error {
  readonly fault = 'participant';

  constructor() {
    super('the model divides by zero; bound the divisor away from zero before the division');
    this.name = 'DivisionFault';
  }
}
