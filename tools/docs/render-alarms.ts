import { type Alarm, alarmsIn, durationOf, SOURCES, type Source } from "../../stacks/facts/alarms.ts";
import { MODES, type Mode } from "../../stacks/stack-ids.ts";
import { markdownTable } from "../tables.ts";

/** What a stack needs to have an alarm on this source. */
const NEEDS: Readonly<Record<Source, string>> = {
  balancer: "yes",
  targets: "yes",
  service: "yes",
  tasks: "with `containerInsights`",
  endpoint: "with `extractor = sagemaker`",
  api: "with `metricsNamespace`",
};

function inStack(alarm: Alarm, stack: Mode): string {
  if (alarm.only !== undefined && alarm.only !== stack) {
    return "no; target_5xx counts the same";
  }
  return stack === "express" && alarm.inExpress !== undefined
    ? `no; set ${alarm.inExpress}`
    : NEEDS[alarm.source];
}

/** docs/alarms.md */
export function renderAlarms(): string {
  const rows = alarmsIn(...MODES).map(([name, alarm]) => {
    const { what, source, metric, statistic, threshold, missing, because, rollsBack } = alarm;
    return [
      `\`${name}\``,
      what,
      `\`${SOURCES[source] ?? "<metricsNamespace>"}\` ${metric}, ${statistic}`,
      `${threshold === "minTasks" ? "below" : "from"} \`${threshold}\`, ${durationOf(alarm)}`,
      `${inStack(alarm, "custom")}${rollsBack ? "; takes deployments back" : ""}`,
      inStack(alarm, "express"),
      `${missing === "breaching" ? "counts as wrong" : "is well"}: ${because}`,
    ];
  });
  return `# Alarms

Made by \`npm run docs\` from \`stacks/facts/alarms.ts\`.

With the setting \`alarmTopic\` express-stack and custom-stack have alarms of CloudWatch that send to a topic of SNS when they
go off and when that is over. \`new\` makes a topic for each stack and an output \`alarm_topic_arn\`; nobody gets a message
before somebody subscribes and confirms (not run here, since it needs AWS):

\`\`\`
RECEIPTS_ALARM_TOPIC=new RECEIPTS_METRICS_NAMESPACE=Receipts npm run up -- custom
aws sns subscribe --topic-arn <alarm_topic_arn> --protocol email --notification-endpoint team@example.com
\`\`\`

An ARN sends to a topic that is there already. It must be in the same Region, and if it is encrypted, its key's policy must
let CloudWatch use it ([AWS's page](https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html)).

${markdownTable(
  ["alarm", "goes off when", "metric", "threshold", "custom-stack", "express-stack", "a minute without data"],
  rows,
)}

* **Express.** The load balancer is AWS's and its name is in no attribute of the service, so four alarms are not there. \`up\`,
  \`verify\` and \`validate\` name each alarm that a stack leaves out, and what to set instead. AWS has an alarm of its own
  for the canary of a deployment.
* **Deployments of custom-stack** fail, and the version before comes back, when one of the three alarms goes off meanwhile.
  ECS watches them for a while after the new tasks run, as long as it makes of the alarms' own times
  ([AWS's page](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html)), so each deployment takes some
  minutes longer. One that already goes off when a deployment begins is not looked at, says the documentation of AWS Copilot, so it
  does not stop a repair.
* **A new stack** may begin with alarms of too few tasks, and of the CPU, until the first task runs.
* **Few requests** make a rough 95th percentile: one slow answer of ten is one. So it must be too slow twice in a row.
* **Deployments apart.** The API's metrics have the dimensions \`deployment\`, such as \`dev-custom-stack\`, and \`engine\`, so that
  several deployments can share a namespace.
* **The model's endpoint** may have more callers, and each deployment that calls it has an alarm of its own. The variant is
  \`AllTraffic\`, that of sagemaker-stack.
* **Cost.** CloudWatch charges for each alarm, each metric of the API and those of Container Insights;
  \`npm run cost\` has the first two.
`;
}
