/** Task definitions; the JSON of their containers is in container-definitions.ts, their sizes in fargate.ts. */
import { FARGATE_MEMORY } from "../../facts/fargate.ts";
import { between, oneOf } from "../allowed.ts";
import type { Rule } from "../rule.ts";
import {
  belongsTo,
  optional,
  reference,
  required,
  requiredReference,
  rulesOf,
  type Table,
} from "../table.ts";
import { docs, EC2, ecsName } from "./common.ts";

const TABLE: Table = {
  type: "aws_ecs_task_definition",
  subject: "task-definition",
  source: docs("AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"),
  arguments: {
    family: optional(ecsName),
    requires_compatibilities: required(),
    "requires_compatibilities.*": optional(oneOf("FARGATE")),
    network_mode: required(oneOf("awsvpc")),
    cpu: required(oneOf(...FARGATE_MEMORY.keys())),
    memory: required(),
    region: reference("data.aws_region.region"),
    execution_role_arn: requiredReference("aws_iam_role.arn"),
    task_role_arn: requiredReference("aws_iam_role.arn"),
    pid_mode: optional(oneOf("task")),
    "runtime_platform.cpu_architecture": optional(oneOf("X86_64")),
    "runtime_platform.operating_system_family": optional(oneOf("LINUX")),
    "ephemeral_storage.size_in_gib": optional(between(21, 200)),
    ipc_mode: EC2,
    placement_constraints: EC2,
    proxy_configuration: belongsTo("App Mesh"),
  },
};

export const TASK_DEFINITION_RULES: readonly Rule[] = rulesOf(TABLE);
