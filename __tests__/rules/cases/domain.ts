import { terraformJson } from "../../stacks/synth.ts";
import { LISTENER } from "../addresses.ts";
import { all, type Injection, remove, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

const CERTIFICATE = "aws_acm_certificate.main";
const VALIDATION = "aws_acm_certificate_validation.main";
const PROOF = "aws_route53_record.validation";
const RECORD = "aws_route53_record.api";
const HTTPS = LISTENER.replace("http", "https");

const text = JSON.stringify(
  terraformJson("custom", { domainName: "receipts.example.com", hostedZoneId: "Z0123456789" }),
);
/** The stack with a domain name, and then something else. */
const domain = (...injections: readonly Injection[]): Injection =>
  all(
    (json) => {
      Object.assign(json, JSON.parse(text));
    },
    ...injections,
  );

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "certificate by e-mail",
        domain(set(`${CERTIFICATE}.validation_method`, "EMAIL")),
        CERTIFICATE,
        "certificate/method",
      ],
      [
        "certificate that goes first",
        domain(remove(`${CERTIFICATE}.lifecycle`)),
        CERTIFICATE,
        "certificate/new-before-old",
      ],
      ["proof of nothing", domain(set(`${PROOF}.name`, "_x.example.com")), VALIDATION, "certificate/proof"],
      [
        "certificate proved by the API's record",
        domain(set(`${VALIDATION}.validation_record_fqdns`, ["${aws_route53_record.api.fqdn}"])),
        VALIDATION,
        "certificate/proof",
      ],
      [
        "certificate before it is issued",
        domain(set(`${HTTPS}.certificate_arn`, "${aws_acm_certificate.main.arn}")),
        HTTPS,
        "certificate/used-when-issued",
      ],
      [
        "certificate before it is issued, to the listener",
        domain(set(`${HTTPS}.certificate_arn`, "${aws_acm_certificate.main.arn}")),
        HTTPS,
        "listener/certificate",
      ],
      [
        "record of nothing",
        domain(set(`${RECORD}.alias.name`, "fastapi-alb.us-west-2.elb.amazonaws.com")),
        RECORD,
        "dns-record/target",
      ],
      [
        "record in the zone of the domain",
        domain(set(`${RECORD}.alias.zone_id`, "Z0123456789")),
        RECORD,
        "dns-record/target",
      ],
      [
        "record of another name",
        domain(set(`${RECORD}.name`, "api.example.com")),
        RECORD,
        "dns-record/name-of-certificate",
      ],
      [
        "record without a look at the zone",
        domain(remove(`${RECORD}.lifecycle`)),
        RECORD,
        "dns-record/inside-zone",
      ],
      [
        "domain without HTTPS",
        set("output.service_url.value", "https://receipts.example.com"),
        "output.service_url",
        "outputs/one-attribute",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "a domain name",
        domain(),
        "certificate/method",
        "certificate/new-before-old",
        "certificate/proof",
        "certificate/used-when-issued",
        "dns-record/target",
        "dns-record/name-of-certificate",
        "dns-record/inside-zone",
        "listener/certificate",
        "outputs/one-attribute",
      ],
    ]),
  ],
};
