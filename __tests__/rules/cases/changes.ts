/** Larger changes, of which several cases are made. */
import { CONTAINER, LISTENER, SERVICE } from "../addresses.ts";
import { add, all, copy, edit, type Injection, set } from "../inject.ts";

const CERTIFICATE = "arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012";

/** As the setting certificateArn does it: a listener for HTTPS, and the one for HTTP redirects to it. */
export const https: Injection = all(
  copy(LISTENER, "aws_lb_listener.https", {
    port: 443,
    protocol: "HTTPS",
    certificate_arn: CERTIFICATE,
    ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  }),
  set(`${LISTENER}.default_action`, [
    { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } },
  ]),
  add(`${SERVICE}.depends_on`, "aws_lb_listener.https"),
);

/** One more environment variable, in its place. */
export const variable = (name: string, value: string): Injection =>
  edit(`${CONTAINER}.environment`, (old) =>
    [...(Array.isArray(old) ? old : []), { name, value }].sort((one, other) =>
      one.name < other.name ? -1 : 1,
    ),
  );

/** A rule of a security group with all keys that the provider wants. */
export const securityRule = (given: object): object => ({
  description: "Case",
  cidr_blocks: null,
  ipv6_cidr_blocks: null,
  prefix_list_ids: null,
  security_groups: null,
  self: null,
  ...given,
});
