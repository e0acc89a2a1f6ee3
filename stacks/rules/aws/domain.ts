/** A domain name of one's own: its certificate, the proof that it is ours, and its record. */
import { faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import { get } from "../terraform/json.ts";
import { type Instance, instancesOf, type Plan, targets } from "../terraform/plan.ts";
import { at, stringAt } from "../terraform/value.ts";
import { docs } from "./common.ts";

const ACM = docs("acm/latest/userguide/dns-validation.html");
const ALIAS = docs("Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html");

const isAlias = ({ values }: Instance): boolean => at(values, "alias") !== undefined;

/** The records that prove a certificate's name. */
const proofsOf = (plan: Plan, certificate: Instance): Instance[] =>
  instancesOf(plan, "aws_route53_record").filter((record) =>
    ["name", "type", "records"].every((argument) =>
      record.references.some(
        ({ argument: at, to, attribute }) =>
          (at === argument || at.startsWith(`${argument}.`)) &&
          to === certificate.resource &&
          attribute === "domain_validation_options",
      ),
    ),
  );

export const DOMAIN_RULES: readonly Rule[] = [
  ruleForEach("aws_acm_certificate", "certificate/method", ACM, function* ({ values }) {
    if (stringAt(values, "validation_method") !== "DNS") {
      yield ["validation_method", "DNS; otherwise somebody must answer an e-mail"];
    }
  }),

  // A listener cannot be without a certificate while it changes.
  ruleForEach("aws_acm_certificate", "certificate/new-before-old", ACM, function* ({ resource }) {
    if (get(resource.body, "lifecycle", "create_before_destroy") !== true) {
      yield ["lifecycle.create_before_destroy", "true"];
    }
  }),

  rule("certificate/proof", ACM, function* (plan) {
    for (const validation of instancesOf(plan, "aws_acm_certificate_validation")) {
      const [certificate] = targets(plan, validation, "certificate_arn", "aws_acm_certificate");
      const records = targets(plan, validation, "validation_record_fqdns", "aws_route53_record");
      const proofs = certificate === undefined ? [] : proofsOf(plan, certificate);
      if (!records.some((record) => proofs.includes(record))) {
        const allowed = "the record that proves the certificate, by its domain_validation_options";
        yield faultOf(validation, ["validation_record_fqdns", allowed]);
      }
    }
  }),

  rule("certificate/used-when-issued", ACM, function* (plan) {
    for (const listener of instancesOf(plan, "aws_lb_listener")) {
      const made = targets(plan, listener, "certificate_arn", "aws_acm_certificate");
      if (made.length > 0) {
        yield faultOf(listener, ["certificate_arn", "that of an aws_acm_certificate_validation"]);
      }
    }
  }),

  ruleForEach("aws_route53_record", "dns-record/target", ALIAS, function* (record, plan) {
    if (
      isAlias(record) &&
      ["name", "zone_id"].some((key) => targets(plan, record, `alias.${key}`, "aws_lb").length === 0)
    ) {
      yield ["alias", "dns_name and zone_id of the load balancer"];
    }
  }),

  ruleForEach("aws_route53_record", "dns-record/name-of-certificate", ALIAS, function* (record, plan) {
    const names = instancesOf(plan, "aws_acm_certificate").map(({ values }) =>
      stringAt(values, "domain_name"),
    );
    if (isAlias(record) && names.length > 0 && !names.includes(stringAt(record.values, "name"))) {
      yield ["name", `the certificate's, ${names.join(", ")}`];
    }
  }),

  ruleForEach("aws_route53_record", "dns-record/inside-zone", ALIAS, function* (record) {
    if (isAlias(record) && get(record.resource.body, "lifecycle", "precondition") === undefined) {
      yield [
        "lifecycle.precondition",
        "that the name is inside the zone; Route 53 would refuse it after all else is made",
      ];
    }
  }),
];
