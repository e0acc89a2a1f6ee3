/** By id of the row: texts that its pattern takes and refuses. */
interface Texts {
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
}

const GROUP_TEXT: Texts = {
  valid: ["To the tasks (8000/tcp)", "a", "g".repeat(255)],
  invalid: ["für alle", "load balancer's", "g".repeat(256)],
};
const IPV6: Texts = {
  valid: ["::/0", "2001:DB8::/32", "fd00::1/128"],
  invalid: ["::", "::/129", "10.0.0.0/8", "2001:dg8::/32"],
};
const ELB_NAME: Texts = {
  valid: ["a", "fastapi-alb", "a".repeat(32)],
  invalid: ["a".repeat(33), "fastapi_alb", "internal-api", "-a", "a-"],
};
const ECS_NAME: Texts = { valid: ["fastapi_1-x", "e".repeat(255)], invalid: ["fast api", "e".repeat(256)] };
const SAGEMAKER_NAME: Texts = {
  valid: ["gemma-4", "Model--1", "m".repeat(63)],
  invalid: ["gemma.4", "-gemma", "gemma-", "gemma_4", "m".repeat(64)],
};

export const TEXTS: Readonly<Record<string, Texts>> = {
  "security-group/name": { ...GROUP_TEXT, invalid: [...GROUP_TEXT.invalid, "sg-tasks"] },
  "security-group/description": GROUP_TEXT,
  "security-group/ingress-description": GROUP_TEXT,
  "security-group/egress-description": GROUP_TEXT,
  "security-group/ingress-ipv6-cidr-blocks-each": IPV6,
  "security-group/egress-ipv6-cidr-blocks-each": IPV6,
  "load-balancer/name": ELB_NAME,
  "target-group/name": ELB_NAME,
  "target-group/slow-start": { valid: [0, 30, 99, 100, 900], invalid: [1, 29, 901] },
  "target-group/health-check-matcher": {
    valid: ["200", "200-299", "200,204,300-399"],
    invalid: ["2xx", "600", "200-", "200, 204"],
  },
  "task-definition/family": ECS_NAME,
  "cluster/name": ECS_NAME,
  "service/name": ECS_NAME,
  "express/service-name": ECS_NAME,
  "service/platform-version": { valid: ["LATEST", "1.4.0"], invalid: ["latest", "1.2.0", "1.3.0"] },
  "scaling-policy/name": { valid: ["CPU at 70 %"], invalid: ["naïve", "p".repeat(257)] },
  "role/name": { valid: ["ecs+task=1,x.y@z", "r".repeat(64)], invalid: ["ecs task", "r".repeat(65)] },
  "role/path": { valid: ["/", "/team/api/"], invalid: ["team/", "/team", "/my team/"] },
  "role/permissions-boundary": {
    valid: ["arn:aws:iam::123456789012:policy/limit", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
    invalid: ["limit", "arn:aws:iam::123456789012:role/limit", "arn:aws:iam::1234:policy/limit"],
  },
  "role/description": { valid: ["Für die Aufgaben"], invalid: ["タスク", "d".repeat(1001)] },
  "role-policy/name": { valid: ["p".repeat(128)], invalid: ["two words", "p".repeat(129)] },
  "model/name": SAGEMAKER_NAME,
  "endpoint-configuration/name": SAGEMAKER_NAME,
  "endpoint-configuration/production-variants-variant-name": SAGEMAKER_NAME,
  "endpoint/name": SAGEMAKER_NAME,
  "topic/name": { valid: ["fastapi-alarms", "t".repeat(256)], invalid: ["team.fifo", "t".repeat(257)] },
  "alarm/alarm-name": { valid: ["CPU at 90 %"], invalid: ["naïve", "a".repeat(256)] },
  "log-group/kms-key-id": {
    valid: ["arn:aws:kms:us-west-2:123456789012:key/12345678-1234-1234-1234-123456789012"],
    invalid: ["arn:aws:kms:us-west-2:123456789012:alias/logs", "alias/logs", "12345678"],
  },
  "log-group/name": {
    valid: ["/ecs/fastapi", "a#b_c.d-e", "l".repeat(512)],
    invalid: ["/ecs/fast api", "aws/ecs", "l".repeat(513)],
  },
  "bucket/bucket": {
    valid: ["abc", "states-of-a-team", "s".repeat(63)],
    invalid: ["ab", "team.states", "States", "-states", "states-", "xn--states", "s".repeat(64)],
  },
  "repository/name": {
    valid: ["r2", "team/receipts_api.v2"],
    invalid: ["r", "Receipts", "a//b", "-a", "a-"],
  },
};
