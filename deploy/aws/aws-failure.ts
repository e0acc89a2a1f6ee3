import { Failure } from "../console/failure.ts";
import { likelyCauses } from "../console/likely-causes.ts";

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
