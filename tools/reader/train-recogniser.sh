#!/bin/sh
# Trains the recogniser further and makes app/reader/models/recogniser.onnx of it: train-recogniser.sh FONTS MINUTES.
# FONTS is a folder with fonts, at best a few hundred. Debian's dictionaries must be installed: wamerican wbritish wdanish
# wdutch wfrench witalian wngerman wnorwegian wpolish wportuguese wspanish wswedish. Two cores read 60,000 lines an hour.
set -eu
fonts=$(realpath "$1") minutes=$2
cd "$(dirname "$0")/../.."
workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
. tools/reader/model-tools.sh
$pip install torch==2.15.0 opencv-python-headless==5.0.0.93 pillow==13.0.0 fonttools==4.68.0
"$python" tools/reader/make-models.py "$wheel" app/reader/models --for-training "$workshop/untrained.onnx"
"$python" tools/reader/recogniser/train.py "$workshop/untrained.onnx" app/reader/models/characters.txt \
  app/reader/fields/words "$fonts" "$minutes" "$workshop/trained.onnx"
"$python" tools/reader/make-models.py "$wheel" app/reader/models --trained "$workshop/trained.onnx"
