import { expect, test } from "vitest";
import { likelyCauses } from "../../deploy/console/likely-causes.ts";

/** Texts in the words of AWS, Terraform and the kernel. */
test.each([
  ["exec /usr/local/bin/node: exec format error", "The image is for another CPU."],
  [
    "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'",
    "The image is for another CPU.",
  ],
  [
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref x: not found",
    "The image is not in the repository.",
  ],
  [
    "ResourceInitializationError: unable to pull secrets or registry auth: AccessDeniedException: User is not authorized to perform: ecr:GetAuthorizationToken",
    "The execution role may not pull the image.",
  ],
  [
    "ResourceInitializationError: unable to pull registry auth from Amazon ECR: dial tcp 10.0.0.5:443: i/o timeout",
    "The task does not reach ECR or CloudWatch Logs from its subnets.",
  ],
  [
    "ECS was unable to assume the role that was provided for this task.",
    "ECS cannot assume one of the roles.",
  ],
  ["OutOfMemoryError: Container killed due to memory usage", "The container had too little memory."],
  [
    "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:x)",
    "The container runs, but its health check fails.",
  ],
  [
    "creating ECR Repository (x): RepositoryAlreadyExistsException: The repository already exists",
    "The repository already exists, created by hand or from another state.",
  ],
  [
    "InvalidSubnet: Not enough IP space available in subnet-1. ELB requires at least 8 free IP addresses in each subnet.",
    "The subnets are not large enough.",
  ],
  [
    "RESOURCE:FARGATE: Capacity is unavailable at this time.",
    "Fargate has no capacity for this task at the moment.",
  ],
  ["Essential container in task exited", "The container ends by itself."],
  [
    "deleting ECR Repository (x): RepositoryNotEmptyException: The repository cannot be deleted because it still contains images",
    "The repository still holds images.",
  ],
  [
    "creating IAM Role (x): EntityAlreadyExists: Role with name x already exists.",
    "Something with this name already exists: the article's own deployment, or another one of this project.",
  ],
  ["Error acquiring the state lock", "Another run holds the lock of the state."],
  [
    "ExpiredTokenException: The security token included in the request is expired",
    "The credentials have expired.",
  ],
  [
    "InvalidClientTokenId: The security token included in the request is invalid.",
    "There are no valid AWS credentials.",
  ],
  [
    "UnauthorizedOperation: You are not authorized to perform this operation.",
    "These credentials may not do this.",
  ],
  ["Error: Failed to query available provider packages", "Terraform cannot get the AWS provider."],
  [
    "ResourceLimitExceeded: The account-level service limit 'ml.g6.2xlarge for endpoint usage' is 0 Instances",
    "A quota of the account is used up. For GPU endpoints it is often 0 at first.",
  ],
  [
    "deleting EC2 Subnet (x): DependencyViolation: The subnet 'x' has dependencies and cannot be deleted.",
    "Something else still uses it.",
  ],
])("%s", (text, cause) => {
  expect(likelyCauses(`something before\n${text}\n${text}`).map((likely) => likely.cause)).toEqual([cause]);
});

test("a text that says nothing gives no cause", () => {
  expect(likelyCauses("2 added, 0 changed\nService has reached a steady state.")).toEqual([]);
});
