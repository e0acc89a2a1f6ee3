/** A fault in a stack. */
export interface Finding {
  /** Id of the rule that found it, for example `load-balancer/idle-timeout`. */
  readonly rule: string;
  /** For example `aws_subnet.public`, or `provider.aws`. */
  readonly address: string;
  /** Path of the argument, or empty for the whole resource. */
  readonly argument: string;
  readonly value: unknown;
  readonly allowed: string;
  /** Where AWS or Terraform says so, or our own reason. */
  readonly source: string;
}

/** One line, with the rule's id at its end. */
export const describeFinding = ({ rule, address, argument, value, allowed, source }: Finding): string => {
  const shown = value === undefined ? "missing" : JSON.stringify(value);
  const short = shown.length > 160 ? `${shown.slice(0, 157)}...` : shown;
  return `${address}${argument && ` ${argument}`} = ${short}; allowed: ${allowed} (${source}) [${rule}]`;
};
