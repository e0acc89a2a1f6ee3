import { ADDITIONS } from "../../stacks/article/differences.ts";
import facts from "../../stacks/article/terraform-facts.json" with { type: "json" };
import type { StackName } from "../../stacks/stack-ids.ts";

/** What no provider at hand can make here; everything else of its stack is applied. */
const EXPRESS_SERVICE = "aws_ecs_express_gateway_service.fastapi";

/** Every resource that a plan from nothing must create: the article's, counted, and our additions. */
export function plannedAddresses(stack: StackName): string[] {
  const article =
    stack === "registry" || stack === "bootstrap" ? [] : Object.values(facts[stack]).flatMap(Object.entries);
  const instances = article.flatMap(([address, block]: [string, object]) =>
    "count" in block
      ? Array.from({ length: Number(block.count) }, (_, index) => `${address}[${index}]`)
      : address,
  );
  const additions = ADDITIONS.filter(
    ({ stacks, argument }) => stacks.includes(stack) && argument === undefined,
  ).map(({ address }) => address);
  return [...instances, ...additions]
    .filter((address) => address.startsWith("aws_") && address !== EXPRESS_SERVICE)
    .sort();
}
