"""What is done with the credentials of a deployment, as IAM names it: a line `action ec2:CreateVpc` for each, once.

The clients of the tests themselves have other credentials.
"""

import io
import re
from urllib.parse import parse_qs

DEPLOYER = "deployer"

CREDENTIAL = re.compile(r"Credential=(?P<key>[^/]+)/\d+/[^/]+/(?P<service>[^/]+)/")

# Services whose prefix in IAM is not that of their signature.
PREFIXES = {"monitoring": "cloudwatch", "tagging": "tag"}

# Route 53 and S3 have no operation in a request: what is asked is in method and path.
ROUTE_53 = (
    ("POST", r"/hostedzone/[^/]+/rrset", "ChangeResourceRecordSets"),
    ("GET", r"/hostedzone/[^/]+/rrset", "ListResourceRecordSets"),
    ("GET", r"/hostedzone/[^/]+", "GetHostedZone"),
    ("GET", r"/hostedzonesbyname", "ListHostedZonesByName"),
    ("GET", r"/hostedzone", "ListHostedZones"),
    ("GET", r"/change/.+", "GetChange"),
    ("GET", r"/tags/.+", "ListTagsForResource"),
)
OBJECT = {"GET": "GetObject", "HEAD": "GetObject", "PUT": "PutObject", "DELETE": "DeleteObject"}


def note(app):
    """The same app of WSGI, which also says what it is asked to do."""

    seen: set[str] = set()

    def noting(environ, start_response):
        credential = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        if credential and credential["key"] == DEPLOYER:
            service = credential["service"]
            action = f"{PREFIXES.get(service, service)}:{operation(environ, service)}"
            if action not in seen:
                seen.add(action)
                print(f"action {action}", flush=True)
        return app(environ, start_response)

    return noting


def operation(environ, service: str) -> str:
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return target.split(".")[-1]
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"].rstrip("/")
    if found := re.search(r"/operation/(\w+)$", path):
        return found[1]
    if service == "s3":
        # Buckets, which only bootstrap-stack makes, are asked for by others with nothing behind their name.
        return OBJECT[method] if path.count("/") > 1 else "ListBucket" if method in ("GET", "HEAD") else f"{method} {path}"
    if service == "route53":
        relative = re.sub(r"^/[\d-]+", "", path)
        return next((name for verb, form, name in ROUTE_53 if verb == method and re.fullmatch(form, relative)), f"{method} {path}")
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return parse_qs(body.decode()).get("Action", [f"{method} {path}"])[0]
