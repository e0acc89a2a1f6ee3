import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Settings } from "../../stacks/settings.ts";
import { Failure } from "../console/failure.ts";
import { likelyCauses } from "../console/likely-causes.ts";

export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** Who the credentials belong to. */
  readonly caller: string;
}

/**
 * Whose credentials these are.
 * @throws Failure without valid ones, or when the environment means another Region than the settings
 */
export async function findAccount({ region }: Pick<Settings, "region">): Promise<Account> {
  const meant = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (meant !== undefined && meant !== region) {
    throw new Failure(
      `The stacks go to ${region}, but AWS_REGION is ${meant}. Set RECEIPTS_REGION=${meant} if that is meant, or unset AWS_REGION.`,
    );
  }
  try {
    const { Account: id, Arn: caller } = await new STSClient({ region }).send(
      new GetCallerIdentityCommand({}),
    );
    if (id === undefined || caller === undefined)
      throw new Error("AWS did not say whose credentials these are.");
    return { id, caller };
  } catch (error) {
    throw awsFailure("Cannot find out whose AWS credentials these are", error);
  }
}

/** An SDK's error as a sentence for people. */
export function awsFailure(what: string, error: unknown): Failure {
  const name = error instanceof Error ? error.name : "Error";
  const message = error instanceof Error ? error.message : String(error);
  if (name === "CredentialsProviderError") {
    return new Failure(
      "There are no AWS credentials. Log in, for example aws configure sso and aws sso login, and set AWS_PROFILE.",
      { cause: error },
    );
  }
  const [likely] = likelyCauses(`${name}: ${message}`);
  return new Failure(
    [
      `${what}: ${name}: ${message}`,
      ...(likely === undefined ? [] : [`${likely.cause} ${likely.remedy}`]),
    ].join("\n"),
    { cause: error },
  );
}
