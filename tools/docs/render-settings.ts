import { type About, WITH_API } from "../../stacks/helpers/setting.ts";
import { variableOf } from "../../stacks/read-settings.ts";
import { aboutSetting, DEFAULT_SETTINGS, SETTINGS } from "../../stacks/settings.ts";
import { ALL_STACK_NAMES, stackId } from "../../stacks/stack-ids.ts";

const HEAD = `# Settings

Made by \`npm run docs\` from \`stacks/settings.ts\`.

Each setting has a default. It can be set in \`cdktf.json\` as \`context.receipts.<name>\`, and as an environment
variable, which takes precedence. A wrong value or an unknown name stops the synth with a message.

\`\`\`json
{ "context": { "receipts": { "region": "eu-central-1", "maxTasks": 5 } } }
\`\`\`

\`\`\`sh
RECEIPTS_REGION=eu-central-1 RECEIPTS_MAX_TASKS=5 npx cdktf synth
\`\`\`
`;

const code = (value: unknown): string => (value === "" ? "empty" : `\`${value}\``);

/** The stack with the API that does not have a setting. */
const otherOf = ({ stacks }: About): string =>
  WITH_API.filter((name) => !stacks.includes(name))
    .map(stackId)
    .join(", ");

/** docs/settings.md */
export function renderSettings(): string {
  const sections = Object.keys(SETTINGS.shape).map((key) => {
    const about = aboutSetting(key);
    if (about === undefined) {
      throw new Error(`stacks/settings.ts says nothing about ${key}`);
    }
    const value = Object.entries(DEFAULT_SETTINGS).find(([name]) => name === key)?.[1];
    return [
      `## ${key}`,
      about.description,
      [
        `- stacks: ${about.stacks.length === ALL_STACK_NAMES.length ? "all" : about.stacks.map(stackId).join(", ")}`,
        ...(about.otherwise === undefined
          ? []
          : [`- ${otherOf(about)}: not there, since ${about.otherwise}`]),
        `- environment: \`${variableOf(key)}\``,
        `- default: ${about.byDefault ?? code(value)}`,
        `- allowed: ${about.allowed}`,
      ].join("\n"),
    ].join("\n\n");
  });
  return `${[HEAD.trimEnd(), ...sections].join("\n\n")}\n`;
}
