/** CloudWatch log groups. */
import { matches, oneOf } from "../allowed.ts";
import type { Rule } from "../rule.ts";
import { optional, required, rulesOf, type Table } from "../table.ts";
import { docs, NAME_PREFIX } from "./common.ts";

const DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const TABLE: Table = {
  type: "aws_cloudwatch_log_group",
  subject: "log-group",
  source: docs("AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"),
  arguments: {
    name: required(
      matches(/^(?!aws\/)[\w./#-]{1,512}$/, "up to 512 letters, digits and ._/#-, not beginning with aws/"),
    ),
    name_prefix: NAME_PREFIX,
    retention_in_days: required(oneOf(...DAYS)),
    log_group_class: optional(oneOf("STANDARD", "INFREQUENT_ACCESS")),
    skip_destroy: optional(oneOf(false)),
  },
};

export const LOG_RULES: readonly Rule[] = rulesOf(TABLE);
