import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate/index.js";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation/index.js";
import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone/index.js";
import type { Lb } from "@cdktf/provider-aws/lib/lb/index.js";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { ref, Token } from "cdktf";
import type { BaseStack } from "../parts/base-stack.ts";
import type { Settings } from "../settings.ts";

/** The certificate of the HTTPS listener: that of the settings, or one for the domain name; undefined without HTTPS. */
export function certificate(stack: BaseStack, settings: Settings): string | undefined {
  const { certificateArn, domainName, hostedZoneId } = settings;
  if (certificateArn !== undefined || domainName === undefined || hostedZoneId === undefined) {
    return certificateArn;
  }
  const made = new AcmCertificate(stack, "aws_acm_certificate.main", {
    domainName,
    validationMethod: "DNS",
    // A listener cannot be without one while it changes.
    lifecycle: { createBeforeDestroy: true, precondition: [insideZone(stack, domainName, hostedZoneId)] },
  });
  // For one name there is one. CDKTF's own way to it is `.0`, which Terraform has given up.
  const proof = (attribute: string): string =>
    Token.asString(ref(`tolist(${made.fqn}.domain_validation_options)[0].${attribute}`));
  const record = new Route53Record(stack, "aws_route53_record.validation", {
    zoneId: hostedZoneId,
    name: proof("resource_record_name"),
    type: proof("resource_record_type"),
    records: [proof("resource_record_value")],
    ttl: 60,
    // The same name and account have the same record, which an earlier certificate may have left.
    allowOverwrite: true,
  });
  // A listener takes only a certificate that is issued.
  return new AcmCertificateValidation(stack, "aws_acm_certificate_validation.main", {
    certificateArn: made.arn,
    validationRecordFqdns: [record.fqdn],
  }).certificateArn;
}

/** The record of the domain name, if the settings name its zone. */
export function domainRecord(stack: BaseStack, { domainName, hostedZoneId }: Settings, balancer: Lb): void {
  if (domainName === undefined || hostedZoneId === undefined) {
    return;
  }
  new Route53Record(stack, "aws_route53_record.api", {
    zoneId: hostedZoneId,
    name: domainName,
    type: "A",
    alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: false },
    lifecycle: { precondition: [insideZone(stack, domainName, hostedZoneId)] },
  });
}

/** Terraform asks for the zone's name, and refuses a domain name outside before it makes anything. */
function insideZone(stack: BaseStack, domainName: string, zoneId: string) {
  const address = "data.aws_route53_zone.main";
  if (stack.node.tryFindChild(address) === undefined) {
    new DataAwsRoute53Zone(stack, address, { zoneId });
  }
  return {
    condition: `\${endswith(".${domainName}", format(".%s", trimsuffix(${address}.name, ".")))}`,
    errorMessage: `domainName ${domainName} is outside the hosted zone ${zoneId}, so its record cannot be made there. Choose a name in that zone, or the id of the name's zone.`,
  };
}
