#!/bin/sh
# Reads one receipt: examples/read-receipt.sh PICTURE [URL] [QUERY]
# With the query details=true also what was bought, taxes and the rest.
# Prints the answer, or the problem and then ends with an error. Needs curl 7.76 or later.
if [ $# -eq 0 ]; then
  echo "usage: examples/read-receipt.sh PICTURE [URL] [QUERY]" >&2
  exit 2
fi
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# --retry comes again when the API is busy, as its Retry-After says; each attempt overwrites the answer of the last.
curl --silent --show-error --fail-with-body --retry 4 --max-time 30 --output "$answer" \
  --form "file=@\"$1\"" "${2:-http://localhost:8000}/predict?${3:-}"
status=$?
cat "$answer"
exit $status
