/** From JSON to values, references and findings. */
import { describe, expect, it } from "vitest";
import { dependencies, instancesOf, readPlan, targets } from "../../stacks/rules/terraform/plan.ts";
import { Computed, everyAt } from "../../stacks/rules/terraform/value.ts";

const JSON_OF_A_STACK = {
  provider: { aws: [{ region: "us-west-1" }] },
  data: { aws_region: { current: {} }, aws_availability_zones: { available: {} } },
  resource: {
    aws_vpc: {
      main: { cidr_block: "10.0.0.0/16", tags: { Name: "vpc in ${data.aws_region.current.region}" } },
    },
    aws_subnet: {
      public: {
        count: 2,
        vpc_id: "${aws_vpc.main.id}",
        cidr_block: "10.0.${count.index + 10}.0/24",
        availability_zone: "${data.aws_availability_zones.available.names[count.index]}",
      },
    },
    aws_lb: {
      main: {
        name: '${trimsuffix("api/", "/")}',
        subnets: "${aws_subnet.public[*].id}",
        depends_on: ["aws_vpc.main"],
      },
    },
  },
  output: {
    blocks: { value: "${aws_subnet.public[1].cidr_block}" },
    url: { value: "http://${aws_lb.main.dns_name}" },
  },
};

const plan = readPlan(JSON_OF_A_STACK);
const valuesOf = (type: string) => instancesOf(plan, type).map(({ values }) => values);

describe("a plan", () => {
  it("has an instance for each count, with its own values", () => {
    expect(instancesOf(plan, "aws_subnet").map(({ address }) => address)).toEqual([
      "aws_subnet.public[0]",
      "aws_subnet.public[1]",
    ]);
    expect(valuesOf("aws_subnet")).toMatchObject([
      { cidr_block: "10.0.10.0/24", availability_zone: "us-west-1a" },
      { cidr_block: "10.0.11.0/24", availability_zone: "us-west-1c" },
    ]);
  });

  it("knows what AWS would answer, and names what only AWS can know", () => {
    expect(valuesOf("aws_vpc")).toMatchObject([{ tags: { Name: "vpc in us-west-1" } }]);
    expect(valuesOf("aws_lb")).toMatchObject([{ name: "api" }]);
    expect(valuesOf("aws_lb")[0]?.subnets).toEqual([
      new Computed("aws_subnet.public[0].id", "aws_subnet.public[0]", "string"),
      new Computed("aws_subnet.public[1].id", "aws_subnet.public[1]", "string"),
    ]);
  });

  it("evaluates outputs, through the arguments of others too", () => {
    expect(plan.outputs.get("blocks")).toBe("10.0.11.0/24");
    expect(plan.outputs.get("url")).toBe("http://{aws_lb.main.dns_name}");
  });

  it("knows who refers to whom", () => {
    const [balancer] = instancesOf(plan, "aws_lb");
    const subnets = instancesOf(plan, "aws_subnet");
    expect(balancer && targets(plan, balancer, "subnets", "aws_subnet")).toEqual(subnets);
    expect(balancer && [...dependencies(plan, balancer.resource)].map(({ address }) => address)).toEqual([
      "aws_subnet.public",
      "aws_vpc.main",
    ]);
  });

  it("has no finding here", () => {
    expect(plan.findings).toEqual([]);
  });

  it("is the same when it is read again", () => {
    expect(readPlan(JSON_OF_A_STACK)).toEqual(plan);
  });
});

/** What is found in a VPC with this argument, next to a counted subnet and a load balancer. */
function findings(given: object): string[] {
  const resource = {
    ...JSON_OF_A_STACK.resource,
    aws_vpc: { main: { cidr_block: "10.0.0.0/16", ...given } },
  };
  return readPlan({ ...JSON_OF_A_STACK, resource }).findings.map(
    ({ rule, argument, allowed }) => `${rule} ${argument}: ${allowed}`,
  );
}

describe("one finding for", () => {
  it.each([
    [
      { tags: { Name: "${aws_lb.mian.arn}" } },
      /^terraform\/reference tags.Name: an address of this stack, such as aws_lb.main$/,
    ],
    [
      { tags: { Name: "${aws_lb.main.arm}" } },
      /^terraform\/reference tags.Name: an attribute of aws_lb, such as arn$/,
    ],
    [{ tags: { Name: "${aws_vpc.main.id}" } }, /no reference from aws_vpc.main to itself$/],
    [{ tags: { Name: "${count.index}" } }, /count.index only where there is a count$/],
    [{ tags: { Name: "${aws_subnet.public.id}" } }, /aws_subnet.public\[index\] or \[\*\] and an attribute/],
    [{ tags: { Name: "${aws_subnet.public[2].id}" } }, /an index of aws_subnet.public from 0 to 1, not 2$/],
    [{ tags: { Name: "${aws_lb.main.arn.x}" } }, /nothing after aws_lb.main.arn, which is a single value$/],
    [{ tags: { Name: "x${aws_subnet.public[*].id}" } }, /a string, number or boolean in a template$/],
    [{ tags: { Name: "${aws_lb.main.arn + 1}" } }, /a number in a sum$/],
    [
      { tags: { Name: '${upper("x")}' } },
      /of Terraform's functions trimprefix, trimsuffix, tolist, not upper$/,
    ],
    [{ tags: { Name: '${trimprefix("x")}' } }, /2 arguments for trimprefix$/],
    [{ tags: { Name: "${tolist(aws_lb.main.arn)[0]}" } }, /a list or a set for tolist$/],
    [
      { tags: { Name: "${tolist(aws_lb.main.subnets)[7]}" } },
      /what what the function gives has, not an index/,
    ],
    [
      { tags: { Name: "${aws_lb.main.arn ? 1 : 2}" } },
      /^terraform\/expression tags.Name: .*not a condition: \? 1 : 2$/,
    ],
    [{ tag: {} }, /^terraform\/argument tag: an existing argument, such as tags$/],
    [{ arn: "x" }, /^terraform\/argument arn: nothing, since AWS sets it$/],
    [{ enable_dns_support: "yes" }, /^terraform\/type enable_dns_support: true or false$/],
    [{ cidr_block: "" }, /^terraform\/type cidr_block: a string that is not empty$/],
    [{ count: 0 }, /^terraform\/count count: a whole number from 1 to 20$/],
  ])("%j", (given, finding) => {
    expect(findings(given)).toEqual([expect.stringMatching(finding)]);
  });

  it("an unknown type", () => {
    const { findings: found } = readPlan({ resource: { aws_vpcs: { main: {} } } });
    expect(found).toMatchObject([{ rule: "terraform/resource-type", address: "aws_vpcs.main" }]);
  });

  it("two that refer to each other's arguments, without an end", () => {
    const both = (name: string) => ({ name: `\${aws_lb.${name}.name}`, subnets: ["a"] });
    const circle = readPlan({ resource: { aws_lb: { one: both("other"), other: both("one") } } });
    expect(circle.instances).toHaveLength(2);
  });
});

it("finds values at paths with any element", () => {
  const value = { rules: [{ ports: [1, 2] }, { ports: [3] }, {}] };
  expect(everyAt(value, "rules.*.ports.*")).toEqual([
    ["rules.0.ports.0", 1],
    ["rules.0.ports.1", 2],
    ["rules.1.ports.0", 3],
  ]);
  expect(everyAt(value, "rules.3.ports")).toEqual([]);
});
