/**
 * What messages of AWS, Terraform and the container most likely mean: stop reasons of tasks, events of services, errors
 * of Terraform, log lines.
 */
import { stackId } from "../../stacks/stack-ids.ts";

export interface LikelyCause {
  /** A sentence. */
  readonly cause: string;
  /** What to do or where to look. */
  readonly remedy: string;
}

/** A message, and what it most likely means. */
interface Symptom extends LikelyCause {
  readonly says: RegExp;
}

/** The first match counts, so special ones come first. */
const SYMPTOMS: readonly Symptom[] = [
  {
    says: /exec format error|does not contain descriptor matching platform|image operating system|platform.*does not match/i,
    cause: "The image is for another CPU.",
    remedy: "Fargate runs linux/amd64 here: npm run image -- push, without --platform.",
  },
  {
    says: /(?:CannotPull|pull).*(?:not found|manifest unknown|does not exist)/is,
    cause: "The image is not in the repository.",
    remedy:
      "Push it (npm run image -- push), and check that RECEIPTS_IMAGE names a tag or digest that exists.",
  },
  {
    says: /(?:CannotPull|ResourceInitialization|pull|GetAuthorizationToken).*(?:AccessDenied|not authorized|denied)/is,
    cause: "The execution role may not pull the image.",
    remedy: "Look at the policies of the execution role: AmazonECSTaskExecutionRolePolicy must be attached.",
  },
  {
    says: /(?:CannotPull|ResourceInitialization).*(?:timeout|deadline|dial tcp|connection|connect)/is,
    cause: "The task does not reach ECR or CloudWatch Logs from its subnets.",
    remedy:
      "Private subnets need the endpoints ecr.api, ecr.dkr, logs and S3; public ones a route and a public IP.",
  },
  {
    says: /unable to assume (?:the )?role|cannot be assumed|AssumeRole/i,
    cause: "ECS cannot assume one of the roles.",
    remedy: "A new role needs some seconds. Otherwise check its trust policy: ecs-tasks.amazonaws.com.",
  },
  {
    says: /OutOfMemory|\b137\b/,
    cause: "The container had too little memory.",
    remedy: "Raise RECEIPTS_MEMORY, or lower RECEIPTS_MAX_UPLOAD_BYTES.",
  },
  {
    says: /failed (?:ELB|container) health checks|health checks? failed|unhealthy/i,
    cause: "The container runs, but its health check fails.",
    remedy: "GET /health on port 8000 must answer 200. Look at the container's log: npm run logs -- STACK.",
  },
  {
    says: /InsufficientFreeAddresses|enough free addresses|not enough IP|subnet.*(?:does not exist|not found)/i,
    cause: "The subnets are not large enough.",
    remedy: "Express needs 8 free addresses in each of two subnets. Look at the VPC of the stack.",
  },
  {
    says: /RESOURCE:FARGATE|capacity is unavailable|unable to place a task/i,
    cause: "Fargate has no capacity for this task at the moment.",
    remedy: "Wait, or choose another size with RECEIPTS_CPU and RECEIPTS_MEMORY.",
  },
  {
    says: /Essential container in task exited|must be|is needed with EXTRACTOR/i,
    cause: "The container ends by itself.",
    remedy: "Its last log lines say why, usually a wrong setting: npm run logs -- STACK.",
  },
  {
    says: /RepositoryAlreadyExistsException/,
    cause: "The repository already exists, created by hand or from another state.",
    remedy: `Import it (in the project's root):\n  terraform -chdir=cdktf.out/stacks/${stackId("registry")} import aws_ecr_repository.api NAME\nor choose another name: RECEIPTS_REPOSITORY.`,
  },
  {
    says: /RepositoryNotEmptyException/,
    cause: "The repository still holds images.",
    remedy: "RECEIPTS_FORCE_DELETE=true deletes them with it.",
  },
  {
    says: /EntityAlreadyExists|already exists|AlreadyExistsException|InvalidParameterException: Creation of service was not idempotent/i,
    cause:
      "Something with this name already exists: the article's own deployment, or another one of this project.",
    remedy: "Import it into the state, or give this deployment other names: RECEIPTS_NAME_PREFIX.",
  },
  {
    says: /Error acquiring the state lock/i,
    cause: "Another run holds the lock of the state.",
    remedy: "Wait until it has ended.",
  },
  {
    says: /ExpiredToken|security token included in the request is expired|credentials have expired/i,
    cause: "The credentials have expired.",
    remedy: "Log in again.",
  },
  {
    says: /No valid credential sources|InvalidClientTokenId|security token included in the request is invalid/i,
    cause: "There are no valid AWS credentials.",
    remedy: "Log in, for example aws sso login, and set AWS_PROFILE.",
  },
  {
    says: /AccessDenied|is not authorized to perform|UnauthorizedOperation/i,
    cause: "These credentials may not do this.",
    remedy: "The message above names the action that is missing.",
  },
  {
    says: /no available releases match|Failed to query available provider packages|could not retrieve the list of available versions/i,
    cause: "Terraform cannot get the AWS provider.",
    remedy: "It needs the registry, or a mirror with this version.",
  },
  {
    says: /ResourceLimitExceeded|LimitExceeded|quota/i,
    cause: "A quota of the account is used up. For GPU endpoints it is often 0 at first.",
    remedy: "Ask for more in Service Quotas (for the model: SageMaker, ml.g6.2xlarge for endpoint usage).",
  },
  {
    says: /is in use|DependencyViolation|ResourceInUse/i,
    cause: "Something else still uses it.",
    remedy: "Express removes its load balancer some minutes after its service; run this again then.",
  },
];

/** The likely causes of a text: the first match of each line, none twice. */
export function likelyCauses(text: string): LikelyCause[] {
  const found = text.split("\n").map((line) => SYMPTOMS.find(({ says }) => says.test(line)));
  return [...new Set(found)].flatMap((symptom) => (symptom === undefined ? [] : [symptom]));
}
