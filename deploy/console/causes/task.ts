import type { Symptom } from "./symptom.ts";

/** What ECS says of tasks, and what their containers say. */
export const TASK_SYMPTOMS: readonly Symptom[] = [
  {
    says: /exec format error|does not contain descriptor matching platform|image operating system|platform.*does not match/i,
    cause: "The image is for another CPU.",
    remedy: "Fargate runs linux/amd64 here: npm run image -- push, without --platform.",
  },
  {
    says: /can't find the specified secret|ParameterNotFound|invalid ssm parameters|retrieve secret.*(?:not found|does not exist)/i,
    cause: "There is no such secret.",
    remedy: "Check the ARN in the task's settings, with its key and version, and the Region.",
  },
  {
    says: /(?:retrieve secret|secretsmanager:|ssm:GetParameter|kms:Decrypt).*(?:AccessDenied|not authorized|denied)|(?:AccessDenied|not authorized).*(?:secretsmanager:|ssm:GetParameter|kms:Decrypt)/i,
    cause: "The execution role may not read a secret of the task.",
    remedy:
      "Allow it secretsmanager:GetSecretValue (ssm:GetParameters for a parameter) on this ARN, and kms:Decrypt for a key of your own.",
  },
  {
    says: /(?:retrieve secret|secretsmanager|ssm\.).*(?:timeout|deadline|dial tcp|connect)/i,
    cause: "The task does not reach the secret from its subnets.",
    remedy: "Private subnets need the endpoint secretsmanager, or ssm for parameters.",
  },
  {
    says: /failed to validate logger args|log group does not exist/i,
    cause: "The log group does not exist, or the execution role may not write to it.",
    remedy: "It is part of the stack: npm run up makes it again.",
  },
  {
    says: /toomanyrequests|429 Too Many Requests|pull rate limit/i,
    cause: "The registry of a base image answers too many requests at the moment.",
    remedy: "Wait, log in to it, or name another base image: NODE_IMAGE.",
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
    says: /CannotStartContainer|failed to create (?:shim )?task|executable file not found|CannotCreateContainer/i,
    cause: "The container cannot start.",
    remedy:
      "The message says what is missing. npm run up builds the API's image again from another commit; the model's is RECEIPTS_MODEL_IMAGE.",
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
    says: /circuit breaker|tasks failed to start/i,
    cause: "The tasks of the new version do not start, so ECS took it back.",
    remedy: "Why the last one stopped: npm run verify -- STACK. What it wrote: npm run logs -- STACK.",
  },
  {
    says: /deployment failed:.*\balarm|alarm detected/i,
    cause: "An alarm of the load balancer went off during the deployment, so ECS took the new version back.",
    remedy:
      "Which one: aws cloudwatch describe-alarms --state-value ALARM, and docs/alarms.md. What the API wrote: npm run logs -- STACK.",
  },
  {
    says: /rolled back.*alarm|alarm.*(?:rolled back|rolling back|went off)|RollbackAlarm/i,
    cause: "Too many answers of the new version were errors, so AWS took it back.",
    remedy: "More than 1 % of 4xx and 5xx suffices, bad uploads too. Look at its log: npm run logs -- STACK.",
  },
  {
    says: /RESOURCE:FARGATE|capacity is unavailable|unable to place a task/i,
    cause: "Fargate has no capacity for this task at the moment.",
    remedy: "Wait, or choose another size with RECEIPTS_CPU and RECEIPTS_MEMORY.",
  },
  {
    says: /Essential container in task exited|\b[A-Z][A-Z_]+\b.* must be |is needed with EXTRACTOR/,
    cause: "The container ends by itself.",
    remedy: "Its last log lines say why, usually a wrong setting: npm run logs -- STACK.",
  },
  {
    says: /\b401\b.*keys of this API/,
    cause: "The key in API_KEY is none of those that the tasks have.",
    remedy: "Tasks have the keys of their start. Another list reaches them with the next deployment.",
  },
  {
    says: /\b403\b.*address may not call/,
    cause: "This machine calls from an address that the setting allowedCidrs leaves out.",
    remedy: "Add its block, as the Internet sees it, or run the command from an address that is allowed.",
  },
  {
    says: /altnames|certificate.*(?:does not match|has expired|not yet valid)|self.signed certificate|CERT_/i,
    cause: "The certificate does not fit the name.",
    remedy:
      "The certificate must hold the name of the URL and be valid. Set RECEIPTS_DOMAIN_NAME to a name that it holds, and point a CNAME from there to the load balancer.",
  },
];
