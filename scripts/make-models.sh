#!/bin/sh
# Makes app/reader/models again: python3 with venv, and pip, which fetches the pinned packages.
set -eu
cd "$(dirname "$0")/.."
workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
python3 -m venv "$workshop/venv"
pip="$workshop/venv/bin/pip --disable-pip-version-check --quiet"
$pip install onnx==1.19.1 numpy==2.4.6 protobuf==7.36.2 ml_dtypes==0.6.0 typing_extensions==4.16.0
$pip download --no-deps --dest "$workshop" rapidocr==3.10.0
"$workshop/venv/bin/python" scripts/make-models.py "$workshop"/rapidocr-3.10.0-*.whl app/reader/models
(cd app/reader/models && sha256sum --check SHA256SUMS)
