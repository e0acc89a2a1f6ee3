import { LISTENER } from "../addresses.ts";
import { all, copy, remove, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";
import { https } from "./changes.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["text for a number", set(`${LISTENER}.port`, "eighty"), LISTENER, "listener/port"],
      [
        "listener protocol of another kind",
        set(`${LISTENER}.protocol`, "TCP"),
        LISTENER,
        "listener/protocol",
      ],
      ["HTTPS without a certificate", set(`${LISTENER}.protocol`, "HTTPS"), LISTENER, "listener/certificate"],
      [
        "certificate without HTTPS",
        set(
          `${LISTENER}.certificate_arn`,
          "arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012",
        ),
        LISTENER,
        "listener/https-only",
      ],
      ["listener port above 65535", set(`${LISTENER}.port`, 80_000), LISTENER, "listener/port"],
      [
        "action mistyped",
        set(`${LISTENER}.default_action.0.type`, "foward"),
        LISTENER,
        "listener/default-action-type",
      ],
      [
        "forward to nobody",
        remove(`${LISTENER}.default_action.0.target_group_arn`),
        LISTENER,
        "listener/forward",
      ],
      [
        "forward to the load balancer",
        set(`${LISTENER}.default_action.0.target_group_arn`, "${aws_lb.main.arn}"),
        LISTENER,
        "listener/default-action-target-group-arn",
      ],
      [
        "redirect to itself",
        set(`${LISTENER}.default_action`, [
          { type: "redirect", redirect: { port: "80", protocol: "HTTPS", status_code: "HTTP_301" } },
        ]),
        LISTENER,
        "listener/redirect-to-another",
      ],
      [
        "redirect with a status that ELB has not",
        set(`${LISTENER}.default_action`, [
          { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_308" } },
        ]),
        LISTENER,
        "listener/default-action-redirect-status-code",
      ],
      [
        "two listeners on one port",
        copy(LISTENER, "aws_lb_listener.other"),
        "aws_lb_listener.other",
        "listener/one-on-each-port",
      ],
      [
        "HTTPS without a policy",
        all(https, remove("aws_lb_listener.https.ssl_policy")),
        "aws_lb_listener.https",
        "listener/policy-of-https",
      ],
      ["HTTPS on port 80", set(`${LISTENER}.protocol`, "HTTPS"), LISTENER, "listener/port-of-browsers"],
      ["HTTP on port 443", set(`${LISTENER}.port`, 443), LISTENER, "listener/port-of-browsers"],
      [
        "two actions",
        copy(`${LISTENER}.default_action.0`, `${LISTENER}.default_action.1`, { order: 2 }),
        LISTENER,
        "listener/one-action",
      ],
      [
        "redirect to nowhere",
        set(`${LISTENER}.default_action.0.type`, "redirect"),
        LISTENER,
        "listener/redirect",
      ],
      [
        "redirect without a status",
        all(https, remove(`${LISTENER}.default_action.0.redirect.status_code`)),
        LISTENER,
        "listener/redirect-status",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "HTTPS, and a redirect to it",
        https,
        "listener/one-on-each-port",
        "listener/certificate",
        "listener/policy-of-https",
        "listener/https-only",
        "listener/port-of-browsers",
        "listener/one-action",
        "listener/forward",
        "listener/redirect",
        "listener/redirect-to-another",
        "listener/redirect-status",
      ],
    ]),
  ],
};
