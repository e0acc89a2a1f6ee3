import type { Symptom } from "./symptom.ts";

/** What AWS says of the account and its credentials, and what this machine lacks. */
export const ACCOUNT_SYMPTOMS: readonly Symptom[] = [
  {
    says: /OptInRequired|not subscribed to this service|is not (?:enabled|opted.in)|InvalidClientTokenId.*region/i,
    cause: "The Region is not switched on for this account, or the account is not fully set up yet.",
    remedy: "Switch it on (AWS console, Account, AWS Regions), or choose another: RECEIPTS_REGION.",
  },
  {
    says: /service control policy|explicit deny in a (?:resource|permissions)/i,
    cause: "A policy of the organisation or a boundary forbids it, whatever these credentials may do.",
    remedy: "Ask who administers the account; no setting here gets around it.",
  },
  {
    says: /SSO session.*expired|Token has expired and refresh failed|Error loading SSO Token/i,
    cause: "The login has expired.",
    remedy: "aws sso login, with the AWS_PROFILE in use.",
  },
  {
    says: /Signature(?:DoesNotMatch| expired| not yet current)|RequestTimeTooSkewed|RequestExpired/i,
    cause: "The clock of this machine is wrong, or the secret key is.",
    remedy: "Set the clock; if it is right, log in again.",
  },
  {
    says: /authorization token has expired|no basic auth credentials/i,
    cause: "The login to the registry has expired.",
    remedy: "Run this again: it logs in by itself.",
  },
  {
    says: /ExpiredToken|security token included in the request is expired|credentials have expired/i,
    cause: "The credentials have expired.",
    remedy: "Log in again.",
  },
  {
    says: /No valid credential sources|InvalidClientTokenId|security token included in the request is invalid/i,
    cause: "There are no valid AWS credentials.",
    remedy: "Log in, for example aws sso login, and set AWS_PROFILE.",
  },
  {
    says: /AccessDenied|is not authorized to perform|UnauthorizedOperation/i,
    cause: "These credentials may not do this.",
    remedy: "The message above names the action that is missing.",
  },
  {
    says: /no space left on device/i,
    cause: "The disk is full.",
    remedy: "Delete images that nothing needs, for example with docker system prune, and run this again.",
  },
  {
    says: /certificate signed by unknown authority|unable to get local issuer certificate|SELF_SIGNED_CERT_IN_CHAIN/i,
    cause: "A proxy opens TLS, and its certificate is not known here.",
    remedy: "NODE_EXTRA_CA_CERTS=<its certificate> makes it known, also while the image is built.",
  },
];
