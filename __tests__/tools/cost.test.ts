import { describe, expect, test } from "vitest";
import { estimate, total } from "../../tools/cost/estimate.ts";
import { pricesFrom } from "../../tools/cost/from-price-file.ts";
import type { MeterName } from "../../tools/cost/meters.ts";
import { pricesIn, readPrices } from "../../tools/cost/price-table.ts";
import { report } from "../../tools/cost/report.ts";
import { estimateOf } from "../../tools/cost/stack-estimate.ts";
import { type Load, usageOf } from "../../tools/cost/usage.ts";
import { type Json, settings, terraformJson } from "../stacks/synth.ts";

const MONTH: Load = { hours: 730, requests: 0 };
const THOUSAND: Load = { hours: 100, requests: 1_000 };

/** Quantities by meter. */
function used(stack: "express" | "custom" | "sagemaker", given: Json, load: Load): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { meter, quantity } of usageOf(terraformJson(stack, given), load)) {
    sums.set(meter, (sums.get(meter) ?? 0) + quantity);
  }
  return Object.fromEntries([...sums].filter(([, quantity]) => quantity > 0));
}

describe("what a stack uses", () => {
  test.each<[string, "express" | "custom" | "sagemaker", Json, Load, Record<string, number>]>([
    [
      "Express with the reader in the image",
      "express",
      { extractor: "local" },
      MONTH,
      // One address for the task, two for the load balancer.
      { "fargate-vcpu": 730, "fargate-memory": 1460, "load-balancer": 730, "public-address": 2190 },
    ],
    [
      "Express with three tasks and receipts",
      "express",
      { minTasks: 3 },
      THOUSAND,
      {
        "fargate-vcpu": 75,
        "fargate-memory": 150,
        "load-balancer": 100,
        "public-address": 500,
        "load-balancer-capacity": 1,
        logs: 0.0005,
      },
    ],
    [
      "custom with the model: four endpoints in two zones",
      "custom",
      {},
      THOUSAND,
      {
        "fargate-vcpu": 25,
        "fargate-memory": 50,
        "load-balancer": 100,
        "public-address": 200,
        "load-balancer-capacity": 1,
        endpoint: 800,
        "endpoint-data": 4 / 3,
        logs: 0.0005,
      },
    ],
    [
      "custom with the reader in the image: no endpoint for SageMaker",
      "custom",
      { extractor: "local", maxTasks: 9, minTasks: 2 },
      MONTH,
      {
        "fargate-vcpu": 1460,
        "fargate-memory": 2920,
        "load-balancer": 730,
        "public-address": 1460,
        endpoint: 3 * 2 * 730,
      },
    ],
    [
      "the model's endpoint",
      "sagemaker",
      { modelInstanceType: "ml.g6.4xlarge" },
      MONTH,
      { "model ml.g6.4xlarge": 730 },
    ],
  ])("%s", (_, stack, given, load, expected) => {
    const found = used(stack, given, load);
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [meter, quantity] of Object.entries(expected)) {
      expect([meter, found[meter]]).toEqual([meter, expect.closeTo(quantity, 9)]);
    }
  });

  test("keys: the secret, and in custom mode one more endpoint; a parameter costs nothing", () => {
    const more = (stack: "express" | "custom", apiKeysSecret: string) => {
      const certificate =
        "arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012";
      const given = { certificateArn: certificate };
      const [before, after] = [used(stack, given, MONTH), used(stack, { ...given, apiKeysSecret }, MONTH)];
      return Object.entries(after).filter(([meter, quantity]) => before[meter] !== quantity);
    };
    const secret = "arn:aws:secretsmanager:us-west-2:123456789012:secret:receipts/keys-AbCdEf";
    const parameter = "arn:aws:ssm:us-west-2:123456789012:parameter/receipts/keys";
    expect(more("express", parameter)).toEqual([]);
    expect(more("custom", secret)).toEqual([
      ["secret", 1],
      ["endpoint", 5 * 2 * 730],
    ]);
  });
});

test("alarms, and the API's metrics, cost by their number and the months", () => {
  const given = { alarmTopic: "new", metricsNamespace: "Receipts", containerInsights: "enabled" };
  expect(used("custom", given, MONTH)).toMatchObject({ alarm: 11, metric: 8 });
  expect(used("express", given, { ...MONTH, hours: 365 })).toMatchObject({ alarm: 4, metric: 4 });
  expect(used("custom", {}, MONTH)).not.toHaveProperty("alarm");
});

describe("an estimate", () => {
  const prices: Partial<Record<MeterName, number>> = { "fargate-vcpu": 0.04, "fargate-memory": 0.004 };
  const priceOf = (meter: MeterName) => {
    const usd = prices[meter];
    return usd === undefined ? undefined : { usd, page: "https://example.com/prices", read: "2026-01-31" };
  };
  const uses = [
    { what: "CPU", meter: "fargate-vcpu", quantity: 100 },
    { what: "memory", meter: "fargate-memory", quantity: 250 },
    { what: "log", meter: "logs", quantity: 0 },
  ] as const;

  test("is the sum of its lines, each with price, page and date", () => {
    const found = estimate(uses, priceOf);
    expect(total(found)).toBe("$5.00");
    const lines = report(found, 0).split("\n");
    expect(lines[0]).toMatch(
      /^CPU +100 vCPU hours +\$4\.00 +\$0\.04, 2026-01-31: https:\/\/example\.com\/prices$/,
    );
    expect(lines[2]).toMatch(/^together +\$5\.00$/);
    expect(report(found, 0)).toMatch(/\nAssumed:\n- minTasks tasks/);
    expect(report(found, 0)).not.toContain("thousand receipts");
    expect(report(found, 2_000)).toMatch(/\na thousand receipts +\$2\.50\n/);
  });

  test("without one of the prices says so, and is the least", () => {
    const found = estimate([...uses, { what: "model", meter: "model ml.g6.2xlarge", quantity: 10 }], priceOf);
    expect(total(found)).toBe("at least $5.00");
    expect(report(found, 1_000)).toMatch(
      /\nmodel +10 instance hours +price unknown\ntogether +at least \$5\.00\na thousand receipts +at least \$5\.00\n/,
    );
  });
});

describe("the table of prices", () => {
  test("has for each price a page and a day that has been", () => {
    for (const [region, prices] of Object.entries(readPrices())) {
      for (const [meter, price] of Object.entries(prices)) {
        const { page, read = "" } = price ?? {};
        expect([region, meter, page]).toEqual([region, meter, expect.stringMatching(/^https:\/\//)]);
        expect([meter, Date.parse(read) <= Date.now()]).toEqual([meter, true]);
      }
    }
  });

  test("that knows nothing of a Region is an error, which names those that it knows", () => {
    expect(() => pricesIn({ "us-east-1": {} }, "eu-west-1")).toThrow(
      "There are no prices of eu-west-1, only of us-east-1.",
    );
    const [given, table] = [settings({ region: "eu-west-1" }), { "us-east-1": {} }];
    expect(() => estimateOf("express", false, { settings: given, table, load: MONTH })).toThrow(
      "no prices of eu-west-1",
    );
  });
});

describe("AWS's price files", () => {
  const dimension = (usd: string, beginRange = "0") => ({ beginRange, pricePerUnit: { USD: usd } });
  const file = (offerCode: string, ...products: [attributes: object, ...prices: object[]][]) =>
    JSON.stringify({
      formatVersion: "v1.0",
      offerCode,
      publicationDate: "2026-10-07T18:35:12Z",
      products: Object.fromEntries(
        products.map(([attributes], index) => [`SKU${index}`, { sku: `SKU${index}`, attributes }]),
      ),
      terms: {
        OnDemand: Object.fromEntries(
          products.map(([, ...prices], index) => [
            `SKU${index}`,
            {
              [`SKU${index}.T`]: {
                priceDimensions: Object.fromEntries(
                  prices.map((price, at) => [`SKU${index}.T.${at}`, price]),
                ),
              },
            },
          ]),
        ),
      },
    });
  const read = (text: string, region = "us-west-2") =>
    pricesFrom(text, region, ["ml.g6.2xlarge"]).map(({ meter, price }) => [meter, price.usd]);

  test("give each price with the file's address and date", () => {
    const text = file("AmazonECS", [
      { usagetype: "USW2-Fargate-vCPU-Hours:perCPU" },
      dimension("0.0404800000"),
    ]);
    expect(pricesFrom(text, "us-west-2", [])).toEqual([
      {
        meter: "fargate-vcpu",
        price: {
          usd: 0.04048,
          page: "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonECS/current/us-west-2/index.json",
          read: "2026-10-07",
        },
      },
    ]);
  });

  test("have products of similar names, which are passed over", () => {
    const vcpu = "Fargate-vCPU-Hours:perCPU";
    const text = file(
      "AmazonECS",
      [{ usagetype: `USW2-SpotUsage-${vcpu}` }, dimension("0.01")],
      [{ usagetype: "USW2-Fargate-ARM-vCPU-Hours:perCPU" }, dimension("0.03")],
      [{ usagetype: `USW2-${vcpu}X` }, dimension("0.02")],
      [{ usagetype: "USW2-Fargate-GB-Hours" }, dimension("0.0044450000")],
      [{}, dimension("9")],
      [{ usagetype: `USW2-${vcpu}` }, dimension("0.04048")],
    );
    expect(read(text)).toEqual([
      ["fargate-vcpu", 0.04048],
      ["fargate-memory", 0.004445],
    ]);
    // us-east-1 has no prefix.
    expect(read(file("AmazonECS", [{ usagetype: vcpu }, dimension("0.05")]), "us-east-1")).toEqual([
      ["fargate-vcpu", 0.05],
    ]);
  });

  test("have the same usage type for several kinds of load balancer", () => {
    const usagetype = "USW2-LoadBalancerUsage";
    const text = file(
      "AWSELB",
      [{ usagetype, operation: "LoadBalancing:Network" }, dimension("0.03")],
      [{ usagetype, operation: "LoadBalancing:Application" }, dimension("0.0225")],
    );
    expect(read(text)).toEqual([["load-balancer", 0.0225]]);
  });

  test("have prices in steps, of which the first is meant, and some without a price", () => {
    const text = file(
      "AmazonVPC",
      [{ usagetype: "USW2-VpcEndpoint-Bytes" }, dimension("0.006", "1048576"), dimension("0.01")],
      [{ usagetype: "USW2-VpcEndpoint-Hours" }, dimension("0.0000000000")],
    );
    expect(read(text)).toEqual([["endpoint-data", 0.01]]);
  });

  test("have the machines of the model by their type", () => {
    const text = file(
      "AmazonSageMaker",
      [{ usagetype: "USW2-Train:ml.g6.2xlarge" }, dimension("1.1")],
      [{ usagetype: "USW2-Host:ml.g6.2xlarge" }, dimension("1.222")],
    );
    expect(read(text)).toEqual([["model ml.g6.2xlarge", 1.222]]);
  });

  test("of other services give nothing, and what is none is refused", () => {
    expect(read(file("AmazonS3", [{ usagetype: "USW2-LoadBalancerUsage" }, dimension("1")]))).toEqual([]);
    expect(() => read("{}")).toThrow();
    expect(() => read("<html>")).toThrow();
  });
});
