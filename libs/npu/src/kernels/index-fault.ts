/** An index computed by the model lies outside the tensor that it reads: the participant must act. */
export class IndexFault extends Error {
  readonly fault = 'participant';

  constructor(
    readonly index: number,
    readonly size: number,
  ) {
    super(
      `the model computes index ${index} into an axis of size ${size}; bound the indices before they are used`,
    );
    this.name = 'IndexFault';
  }
}
