/** IAM policy documents, as objects and through JSON.stringify, so that tests can read them back. */

export interface Statement {
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

const VERSION = "2012-10-17";

/** What a role may do. */
export const permissions = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: VERSION, Statement: statements });

/** Who may assume a role. */
export const trust = (service: `${string}.amazonaws.com`): string =>
  JSON.stringify({
    Version: VERSION,
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

/** A policy that AWS writes and keeps. */
export const awsManaged = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
