import { stackId } from "../../../stacks/stack-ids.ts";
import type { Symptom } from "./symptom.ts";

/** What AWS and Terraform say while a stack is made, changed or destroyed. */
export const STACK_SYMPTOMS: readonly Symptom[] = [
  {
    says: /service.linked role/i,
    cause: "AWS makes a role of its own at an account's first use of a service, and that takes a moment.",
    remedy:
      "Run this again. If it stays: aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com",
  },
  {
    says: /does not support the availability zone|subnets can currently only be created in|parameter availabilityZone is invalid|two different Availability Zones|not supported in .*availability zone/i,
    cause: "A zone of the Region does not have what the stack needs.",
    remedy: "Name two others: RECEIPTS_ZONES.",
  },
  {
    says: /UnsupportedCertificate|CertificateNotFound|certificate .* (?:not found|not valid|must have a fully-qualified)/i,
    cause: "The load balancer cannot use the certificate.",
    remedy: "It must be issued, not pending, and in the stack's Region: check RECEIPTS_CERTIFICATE_ARN.",
  },
  {
    says: /ACM Certificate.*(?:timeout|PENDING_VALIDATION)|PENDING_VALIDATION/i,
    cause: "The certificate is not issued yet: ACM does not find the record that proves the name.",
    remedy: "Check that the domain's registrar names the hosted zone's name servers, and run this again.",
  },
  {
    says: /ConcurrentUpdateException|pending update to an Auto Scaling|No scalable target registered|Only one TargetTrackingScaling policy/i,
    cause: "The service's autoscaling was being changed, by the deployment before or by somebody else.",
    remedy: "Run this again. If it stays, delete the policy that the message names.",
  },
  {
    says: /does not have an associated load balancer|LoadBalancerNotFound|load balancer .*(?:not found|does not exist)/i,
    cause: "The service's load balancer or its listener is missing.",
    remedy: "Run this again: the plan makes it first. Somebody may have deleted it by hand.",
  },
  {
    says: /inconsistent (?:result after apply|final plan)/i,
    cause: "A bug of the AWS provider: AWS has made something that the state does not know.",
    remedy:
      "Use RECEIPTS_PROVIDER_VERSION=6.66.0. If it says next that the Express service exists, see docs/deploy.md, Importing an Express service.",
  },
  {
    says: /(?:Express ?(?:Gateway ?)?Service|express-gateway).*(?:already exists|not idempotent)/i,
    cause: "The Express service exists, but is not in the state.",
    remedy:
      "Do not only import it: the next apply would replace it, and with it the URL. See docs/deploy.md, Importing an Express service.",
  },
  {
    says: /unable to assume (?:the )?role|cannot be assumed|AssumeRole/i,
    cause: "ECS cannot assume one of the roles.",
    remedy: "A new role needs some seconds. Otherwise check its trust policy: ecs-tasks.amazonaws.com.",
  },
  {
    says: /InsufficientFreeAddresses|enough free addresses|not enough IP|subnet.*(?:does not exist|not found)/i,
    cause: "The subnets are not large enough.",
    remedy: "Express needs 8 free addresses in each of two subnets. Look at the VPC of the stack.",
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
    remedy:
      "Wait until it has ended. If it was killed and nobody is at work: terraform -chdir=cdktf.out/stacks/STACK force-unlock ID, with the ID above.",
  },
  {
    says: /no available releases match|Failed to query available provider packages|could not retrieve the list of available versions/i,
    cause: "Terraform cannot get the AWS provider.",
    remedy: "It needs the registry, or a mirror with this version.",
  },
  {
    says: /VpcLimitExceeded|maximum number of VPCs|InternetGatewayLimitExceeded/i,
    cause: "The Region has as many VPCs as the account may have, 5 at first.",
    remedy: "Delete one that nothing uses, or ask for more in Service Quotas (VPC).",
  },
  {
    says: /limit on the number of vCPUs|Fargate.*(?:limit|quota)/i,
    cause: "The account's quota of Fargate vCPUs is used up; it is small in a new account.",
    remedy: "Ask for more in Service Quotas (Fargate), or lower RECEIPTS_MAX_TASKS.",
  },
  {
    says: /(?:Throttling|ThrottledException|Rate exceeded|RequestLimitExceeded|TooManyRequestsException)/i,
    cause: "AWS got too many requests from this account at once.",
    remedy: "Wait a minute and run this again.",
  },
  {
    says: /ResourceLimitExceeded|LimitExceeded|QuotaExceeded|quota|TooMany/i,
    cause: "A quota of the account is used up. For GPU endpoints it is often 0 at first.",
    remedy: "Ask for more in Service Quotas (for the model: SageMaker, ml.g6.2xlarge for endpoint usage).",
  },
  {
    says: /is in use|DependencyViolation|ResourceInUse/i,
    cause: "Something else still uses it.",
    remedy: "Express removes its load balancer some minutes after its service; run this again then.",
  },
];
