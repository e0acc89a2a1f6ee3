import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Settings } from "../../stacks/settings.ts";
import { Failure } from "../console/failure.ts";
import { awsFailure } from "./aws-failure.ts";

/** Whose credentials are used. */
export interface CallerIdentity {
  /** Of the account: twelve digits. */
  readonly id: string;
  /** Who the credentials belong to. */
  readonly caller: string;
}

/**
 * Finds out whose credentials these are.
 * @throws Failure if there are no valid ones, or if AWS_REGION differs from the setting region
 */
export async function findIdentity({ region }: Pick<Settings, "region">): Promise<CallerIdentity> {
  const meant = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (meant !== undefined && meant !== region) {
    throw new Failure(
      `The stacks go to ${region}, but AWS_REGION is ${meant}. Set RECEIPTS_REGION=${meant} to deploy there, or unset AWS_REGION.`,
    );
  }
  try {
    const { Account: id, Arn: caller } = await new STSClient({ region }).send(
      new GetCallerIdentityCommand({}),
    );
    if (id === undefined || caller === undefined) {
      throw new Error("AWS did not say whose credentials these are.");
    }
    return { id, caller };
  } catch (error) {
    throw awsFailure("Cannot find out whose AWS credentials these are", error);
  }
}
