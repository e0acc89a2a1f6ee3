export interface LikelyCause {
  /** A sentence. */
  readonly cause: string;
  /** What to do or where to look; STACK is the stack's name. */
  readonly remedy: string;
}

/** A message, and what it most likely means. */
export interface Symptom extends LikelyCause {
  /** What a line of the message says. */
  readonly says: RegExp;
}
