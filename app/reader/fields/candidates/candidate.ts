/** Evidence for or against a candidate by name: 0 or 1 for no and yes, or a measure of about that size. */
export type Features<Name extends string = string> = Readonly<Record<Name, number>>;

/** One possible value of a field. */
export interface Candidate<Value, FeatureName extends string = string> {
  readonly value: Value;
  readonly features: Features<FeatureName>;
}

/** A feature that is there or not. */
export function flag(condition: boolean): 0 | 1 {
  return condition ? 1 : 0;
}
