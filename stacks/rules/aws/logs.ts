/** CloudWatch log groups. */
import { LOG_RETENTION_DAYS } from "../../facts/log-retention.ts";
import { matches, oneOf } from "../allowed.ts";
import type { Rule } from "../rule.ts";
import { optional, required, rulesOf, type Table } from "../table.ts";
import { docs, NAME_PREFIX } from "./common.ts";

const TABLE: Table = {
  type: "aws_cloudwatch_log_group",
  subject: "log-group",
  source: docs("AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"),
  arguments: {
    name: required(
      matches(/^(?!aws\/)[\w./#-]{1,512}$/, "up to 512 letters, digits and ._/#-, not beginning with aws/"),
    ),
    name_prefix: NAME_PREFIX,
    retention_in_days: required(oneOf(...LOG_RETENTION_DAYS)),
    kms_key_id: optional(
      matches(
        /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\//,
        "an ARN arn:aws:kms:Region:account:key/…, not an alias",
      ),
    ),
    log_group_class: optional(oneOf("STANDARD", "INFREQUENT_ACCESS")),
    skip_destroy: optional(oneOf(false)),
  },
};

export const LOG_RULES: readonly Rule[] = rulesOf(TABLE);
