"""Reads one receipt: python3 examples/read-receipt.py PICTURE [URL] [QUERY]

With the query details=true also what was bought, taxes and the rest.
Needs Python 3.9 or later and no packages.
"""

import json
import sys
import time
import uuid
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

PATIENCE = 30  # seconds for a request: longer than the API's own deadline
MOST_ATTEMPTS = 5


class ReceiptError(Exception):
    """Why there is no receipt, as a sentence."""


def read_receipt(picture: bytes, url: str = "http://localhost:8000", query: str = "") -> dict:
    """The receipt with storeName, purchaseDate (YYYY-MM-DD), total and currency; None for what was not found."""
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="receipt"\r\n\r\n'
    body = head.encode() + picture + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    attempt = 1
    while True:
        try:
            with urlopen(Request(f"{url}/predict?{query}", body, headers), timeout=PATIENCE) as response:
                return json.load(response)["receipt"]
        except HTTPError as error:
            retry_after = error.headers["Retry-After"]
            if error.code != 503 or retry_after is None or attempt == MOST_ATTEMPTS:
                raise ReceiptError(f"{error.code} {detail_of(error)}") from error
            # The API is busy and says in how many seconds to come again.
            time.sleep(int(retry_after))
            attempt += 1
        except URLError as error:
            raise ReceiptError(f"{url} does not answer: {error.reason}") from error


def detail_of(error: HTTPError) -> str:
    # What answers in front of the API, such as a load balancer, does not speak of problems.
    is_problem = error.headers["Content-Type"] == "application/problem+json"
    return json.load(error)["detail"] if is_problem else error.reason


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3, 4):
        sys.exit("usage: python3 examples/read-receipt.py PICTURE [URL] [QUERY]")
    try:
        with open(sys.argv[1], "rb") as file:
            receipt = read_receipt(file.read(), *sys.argv[2:])
    except (ReceiptError, OSError) as problem:
        sys.exit(str(problem))
    print(json.dumps(receipt, ensure_ascii=False))
