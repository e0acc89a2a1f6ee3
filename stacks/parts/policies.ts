/** IAM policy documents, as objects and through JSON.stringify, so that tests can read them back. */

export interface Statement {
  /** Letters and digits. */
  readonly Sid?: string;
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

const VERSION = "2012-10-17";

/** What a role may do. */
export const permissions = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: VERSION, Statement: statements });

/** For whom alone a service may use a role: without it, another account could make the service use it. */
export interface TrustCondition {
  /** Twelve digits. */
  readonly account: string;
  /** ARN of the thing for which the service acts, in which `*` is a wildcard. */
  readonly sourceArn?: string;
}

/** Who may assume a role. */
export const trust = (service: `${string}.amazonaws.com`, condition?: TrustCondition): string =>
  JSON.stringify({
    Version: VERSION,
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        ...(condition && {
          Condition: {
            StringEquals: { "aws:SourceAccount": condition.account },
            ...(condition.sourceArn && { ArnLike: { "aws:SourceArn": condition.sourceArn } }),
          },
        }),
      },
    ],
  });

/** A policy that AWS writes and keeps. */
export const awsManaged = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
