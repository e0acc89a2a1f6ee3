import type { Settings } from "../../stacks/settings.ts";
import { terraformVersion } from "../../tools/terraform/terraform.ts";
import { Failure } from "../console/failure.ts";

/** The first in which the lock of states in a bucket is no experiment: https://github.com/hashicorp/terraform/releases/tag/v1.11.0 */
const FIRST_WITH_LOCK = [1, 11] as const;

/** The version of Terraform. @throws Failure if it is missing, or too old for these settings */
export async function checkTerraform({ stateBucket }: Pick<Settings, "stateBucket">): Promise<string> {
  const version =
    stateBucket === undefined
      ? terraformVersion()
      : terraformVersion("terraform", FIRST_WITH_LOCK, "the setting stateBucket needs its lock");
  return version.catch((error: Error) => {
    throw new Failure(error.message, { cause: error });
  });
}
