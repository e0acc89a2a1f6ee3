import type { Settings } from "../../stacks/settings.ts";
import { takeKey } from "../../tools/api-key.ts";
import { Failure } from "../console/failure.ts";

/**
 * The key for the checks of a stack, from the environment; undefined where the API wants none.
 * @throws Failure, which says where to get one
 */
export function keyForChecks({
  apiKeysSecret,
  region,
}: Pick<Settings, "apiKeysSecret" | "region">): string | undefined {
  if (apiKeysSecret === undefined) {
    return undefined;
  }
  const key = takeKey();
  if (key !== undefined) {
    return key;
  }
  const [arn = ""] = apiKeysSecret.split(":::");
  const read = arn.includes(":ssm:")
    ? `aws ssm get-parameter --region ${region} --name ${arn} --with-decryption --query Parameter.Value`
    : `aws secretsmanager get-secret-value --region ${region} --secret-id ${arn} --query SecretString`;
  throw new Failure(
    `The API wants a key (the setting apiKeysSecret), and the checks have none. Put one of them into API_KEY:\n  export API_KEY=$(${read} --output text | jq -r '.[0]')`,
  );
}
