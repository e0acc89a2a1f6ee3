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
  [
    "401 Send one of the keys of this API: Authorization: Bearer <key>.",
    "The key in API_KEY is none of those that the tasks have.",
  ],
  [
    "403 This address may not call the API.",
    "This machine calls from an address that the setting allowedCidrs leaves out.",
  ],
  ["API_KEYS must be a JSON list of 1 to 20 keys, each of 16", "The container ends by itself."],
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
  // What happens around the model's endpoint.
  [
    "Failed: The primary container for production variant AllTraffic did not pass the ping health check. Please check CloudWatch logs for this endpoint.",
    "The model's container started, but did not answer in time.",
  ],
  [
    "ValidationException: Requested image 123456789012.dkr.ecr.us-west-2.amazonaws.com/vllm-gemma-4:0.19.1-sagemaker not found.",
    "The model server's image is not in ECR.",
  ],
  [
    "Failed: Unable to provision requested ML compute capacity due to InsufficientInstanceCapacity error. Please retry using a different ML instance type or after some time.",
    "AWS has no such instance free at the moment.",
  ],
  [
    "huggingface_hub.errors.GatedRepoError: 401 Client Error. Access to model google/gemma-3-4b-it is restricted.",
    "The model needs a token of Hugging Face, and the endpoint has none.",
  ],
  [
    "RuntimeError: The NVIDIA driver on your system is too old (found version 12040).",
    "The endpoint's NVIDIA driver is too old for the image's CUDA.",
  ],
  [
    "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.25 GiB.",
    "The model does not fit into the GPU's memory.",
  ],
  [
    "huggingface_hub.errors.RepositoryNotFoundError: 404 Client Error. Repository Not Found for url",
    "Hugging Face has no such model.",
  ],
  // Around the tasks.
  [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: AccessDeniedException: User is not authorized to perform: secretsmanager:GetSecretValue",
    "The execution role may not read a secret of the task.",
  ],
  [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret: RequestError: dial tcp 10.0.0.9:443: i/o timeout",
    "The task does not reach the secret from its subnets.",
  ],
  [
    "ResourceInitializationError: unable to retrieve secret from asm: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    "There is no such secret.",
  ],
  [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: RequestError: send request failed caused by: dial tcp 10.0.0.5:443: i/o timeout",
    "The task does not reach ECR or CloudWatch Logs from its subnets.",
  ],
  [
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: ResourceNotFoundException: The specified log group does not exist.",
    "The log group does not exist, or the execution role may not write to it.",
  ],
  [
    'CannotStartContainerError: failed to create shim task: OCI runtime create failed: exec: "npm": executable file not found in $PATH',
    "The container cannot start.",
  ],
  [
    "ECS deployment circuit breaker: tasks failed to start.",
    "The tasks of the new version do not start, so ECS took it back.",
  ],
  [
    "(service fastapi-service) (deployment ecs-svc/3) deployment failed: alarm detected.",
    "An alarm of the load balancer went off during the deployment, so ECS took the new version back.",
  ],
  [
    "Service deployment rolled back because the CloudWatch alarm fastapiecs/api-RollbackAlarm went into ALARM.",
    "Too many answers of the new version were errors, so AWS took it back.",
  ],
  [
    "Hostname/IP does not match certificate's altnames: Host: fastapi-alb-1.us-west-2.elb.amazonaws.com. is not in the cert's altnames: DNS:receipts.example.com",
    "The certificate does not fit the name.",
  ],
  ["DEADLINE_MS must be a whole number from 1000 to 27000", "The container ends by itself."],
  // Around the stacks.
  [
    "InvalidParameterException: Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
    "AWS makes a role of its own at an account's first use of a service, and that takes a moment.",
  ],
  [
    "Error: creating EC2 VPC Endpoint (com.amazonaws.us-east-1.sagemaker.runtime): api error InvalidParameter: The VPC endpoint service com.amazonaws.us-east-1.sagemaker.runtime does not support the availability zone of the subnet: subnet-0a.",
    "A zone of the Region does not have what the stack needs.",
  ],
  [
    "creating ELBv2 application Load Balancer (x): ValidationError: At least two subnets in two different Availability Zones must be specified",
    "A zone of the Region does not have what the stack needs.",
  ],
  [
    "creating ELBv2 Listener (x): UnsupportedCertificate: The certificate 'arn:aws:acm:x' must have a fully-qualified domain name, a supported signature, and a supported key size.",
    "The load balancer cannot use the certificate.",
  ],
  [
    "waiting for ACM Certificate (arn:aws:acm:x) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION', timeout: 1h15m0s)",
    "The certificate is not issued yet: ACM does not find the record that proves the name.",
  ],
  [
    "creating Application AutoScaling Policy (x): ConcurrentUpdateException: You already have a pending update to an Auto Scaling resource.",
    "The service's autoscaling was being changed, by the deployment before or by somebody else.",
  ],
  [
    "InvalidParameterException: The target group with targetGroupArn arn:aws:x does not have an associated load balancer.",
    "The service's load balancer or its listener is missing.",
  ],
  [
    "Error: Provider produced inconsistent result after apply",
    "A bug of the AWS provider: AWS has made something that the state does not know.",
  ],
  [
    "creating ECS Express Gateway Service (api): InvalidParameterException: Service already exists",
    "The Express service exists, but is not in the state.",
  ],
  [
    "creating EC2 VPC: VpcLimitExceeded: The maximum number of VPCs has been reached.",
    "The Region has as many VPCs as the account may have, 5 at first.",
  ],
  [
    "You've reached the limit on the number of vCPUs you can run concurrently",
    "The account's quota of Fargate vCPUs is used up; it is small in a new account.",
  ],
  ["ThrottlingException: Rate exceeded", "AWS got too many requests from this account at once."],
  // Around the account and this machine.
  [
    "OptInRequired: You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.",
    "The Region is not switched on for this account, or the account is not fully set up yet.",
  ],
  [
    "AccessDeniedException: User is not authorized to perform: ecs:CreateCluster with an explicit deny in a service control policy",
    "A policy of the organisation or a boundary forbids it, whatever these credentials may do.",
  ],
  [
    "The SSO session associated with this profile has expired or is otherwise invalid.",
    "The login has expired.",
  ],
  [
    "SignatureDoesNotMatch: Signature expired: 20260314T101112Z is now earlier than 20260314T111112Z",
    "The clock of this machine is wrong, or the secret key is.",
  ],
  [
    "denied: Your authorization token has expired. Reauthenticate and try again.",
    "The login to the registry has expired.",
  ],
  ["write /var/lib/docker/tmp: no space left on device", "The disk is full."],
  [
    "Get https://registry: tls: failed to verify certificate: x509: certificate signed by unknown authority",
    "A proxy opens TLS, and its certificate is not known here.",
  ],
])("%s", (text, cause) => {
  expect(likelyCauses(`something before\n${text}\n${text}`).map((likely) => likely.cause)).toEqual([cause]);
});

test("a remedy belongs to the part that the message is about", () => {
  const remedies = (text: string) =>
    likelyCauses(text)
      .map(({ remedy }) => remedy)
      .join("\n");
  expect(remedies("creating ECS Express Gateway Service (api): already exists")).toContain(
    "Do not only import it",
  );
  expect(remedies("torch.OutOfMemoryError: CUDA out of memory.")).not.toContain("RECEIPTS_MEMORY");
  expect(remedies("UnsupportedCertificate: The certificate must have a key")).not.toContain("npm run logs");
});

test("a text that says nothing gives no cause", () => {
  expect(likelyCauses("2 added, 0 changed\nService has reached a steady state.")).toEqual([]);
});
