const maximumSeq = Number.MAX_SAFE_INTEGER;

/** How far a viewer has read each attempt's log. As text: `<attempt>:<seq>`, joined by commas. */
export class LogPosition {
  private constructor(private readonly seqByAttempt: Map<string, number>) {}

  /** Anything unreadable counts as nothing read: the viewer gets lines twice rather than never. */
  static parse(text: string | undefined): LogPosition {
    const seqByAttempt = new Map<string, number>();
    for (const part of text?.split(',') ?? []) {
      const [, attempt, digits] = /^([1-9][0-9]{0,18}):([0-9]{1,16})$/.exec(part.trim()) ?? [];
      if (attempt === undefined || digits === undefined) continue;
      const seq = Number(digits);
      if (seq <= maximumSeq) seqByAttempt.set(attempt, seq);
    }
    return new LogPosition(seqByAttempt);
  }

  advance(attempt: string, seq: number): void {
    this.seqByAttempt.set(attempt, seq);
  }

  entries(): { attempts: string[]; seqs: number[] } {
    return { attempts: [...this.seqByAttempt.keys()], seqs: [...this.seqByAttempt.values()] };
  }

  toString(): string {
    return [...this.seqByAttempt].map(([attempt, seq]) => `${attempt}:${seq}`).join(',');
  }
}
