"""Makes app/reader/models from the PP-OCRv6 models that the PyPI package rapidocr carries.

Run it with `npm run make:models`, which prepares the Python packages that it needs. The same input gives the same bytes.

    make-models.py WHEEL FOLDER                     all but the recogniser, whose file stays as it is
    make-models.py WHEEL FOLDER --for-training FILE the recogniser in 32 bits, which tools/reader/recogniser/train.py trains
    make-models.py WHEEL FOLDER --trained FILE      all, the recogniser from what was trained

Changes to the networks, apart from the training of the recogniser:
  1. The recogniser's last layer loses the columns of all characters that are not Latin. They are nearly half of its
     weights and a third of the reading time, and they cannot be confused with letters any more.
  2. The recogniser computes GELU by its approximation with the hyperbolic tangent (off by 0.0005 at most), in one node:
     the exact one is a sixth of the WebAssembly runtime's time. The detector computes it by a sigmoid, which is quicker
     still and finds boxes in which fewer characters are misread.
  3. The recogniser consists of 13 blocks that widen the channels of every pixel and narrow them again, four fifths of
     its arithmetic. These two multiplications are done in 8 bits: weights scaled by output channel, the input by its
     range, which the runtime finds in each run. So nothing is calibrated with pictures, and the results have 32 bits.
  4. Other weights are stored in 16 bits, and a Cast node makes them 32-bit numbers again. The runtimes carry it out
     once, when they load the model.
  5. Names and documentation strings of the exporter are left out.
"""

import argparse
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

# The domain of onnxruntime's own operations, which both of its packages have.
CONTRIB = "com.microsoft"

# Of the sigmoid that comes nearest to GELU: off by 0.02 at most (Hendrycks and Gimpel, 2016).
SIGMOID_FACTOR = 1.702

# Keeps the scale of a channel whose weights are all zero above zero.
TINY = numpy.float32(1e-12)

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


class Graph:
    """Who makes and who takes each value of a network, and its weights by name."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        self.maker = {output: node for node in model.graph.node for output in node.output}
        self.takers: dict[str, list[onnx.NodeProto]] = {}
        for node in model.graph.node:
            for name in node.input:
                self.takers.setdefault(name, []).append(node)

    def after(self, node: onnx.NodeProto, *operations: str) -> list[onnx.NodeProto]:
        """The nodes after this one, each the only taker of the one before, and doing these operations."""
        nodes = [node]
        for operation in operations:
            (taker,) = self.takers[nodes[-1].output[0]]
            if taker.op_type != operation:
                sys.exit(f"{operation} was expected after {nodes[-1].op_type}, not {taker.op_type}.")
            nodes.append(taker)
        return nodes[1:]


def replace(model: onnx.ModelProto, new: dict[str, list[onnx.NodeProto]], gone: set[str]) -> None:
    """Puts new nodes where the nodes with these outputs were, and drops others with their outputs."""
    nodes = [n for node in model.graph.node if node.output[0] not in gone for n in new.get(node.output[0], [node])]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in model.graph.initializer if tensor.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)


def drop_identities(model: onnx.ModelProto) -> None:
    source = {n.output[0]: n.input[0] for n in model.graph.node if n.op_type == "Identity"}
    for node in model.graph.node:
        for index, name in enumerate(node.input):
            while name in source:
                name = source[name]
            node.input[index] = name
    replace(model, {}, set(source))


def approximate_gelu(model: onnx.ModelProto) -> None:
    graph = Graph(model)
    new, gone = {}, set()
    for erf in [node for node in model.graph.node if node.op_type == "Erf"]:
        *inner, last = graph.after(erf, "Add", "Mul", "Mul")
        divided = graph.maker[erf.input[0]]
        new[last.output[0]] = [contrib("FastGelu", [divided.input[0]], last.output[0])]
        gone |= {node.output[0] for node in (divided, erf, *inner)}
    replace(model, new, gone)
    model.opset_import.append(helper.make_opsetid(CONTRIB, 1))


def gelu_by_sigmoid(model: onnx.ModelProto) -> None:
    """x * sigmoid(1.702 x) instead of GELU. The factor goes into the convolutions before and after it."""
    graph = Graph(model)
    weights = {tensor.name: tensor for tensor in model.graph.initializer}

    def scale(names: list[str], factor: float) -> None:
        for name in names:
            if name in weights:
                array = (graph.weights[name] * numpy.float32(factor)).astype(numpy.float32)
                weights[name].CopyFrom(numpy_helper.from_array(array, name))

    new = {}
    for gelu in [node for node in model.graph.node if node.op_type == "FastGelu"]:
        (source,), (result,) = gelu.input, gelu.output
        bias = graph.maker[source]
        before = graph.maker[bias.input[0]]
        (after,) = graph.after(gelu, "Conv")
        scale([*before.input[1:], *bias.input], SIGMOID_FACTOR)
        scale(after.input[1:2], 1 / SIGMOID_FACTOR)
        gate = f"{result}.gate"
        new[result] = [helper.make_node("Sigmoid", [source], [gate]), helper.make_node("Mul", [source, gate], [result])]
    replace(model, new, set())


def quantise_blocks(model: onnx.ModelProto) -> None:
    """Conv, GELU, Conv with kernels of 1 x 1 become matrix multiplications in 8 bits, channels last."""
    graph = Graph(model)
    new, gone, weights = {}, set(), []
    for number, gelu in enumerate([node for node in model.graph.node if node.op_type == "FastGelu"]):
        widen_bias = graph.maker[gelu.input[0]]
        widen = graph.maker[widen_bias.input[0]]
        narrow, narrow_bias = graph.after(gelu, "Conv", "Add")
        name = f"block{number}"
        steps = [helper.make_node("Transpose", [widen.input[0]], [f"{name}.last"], perm=[0, 2, 3, 1])]
        for part, conv, bias, into, out in [
            ("widen", widen, widen_bias, f"{name}.last", f"{name}.wide"),
            ("narrow", narrow, narrow_bias, f"{name}.gelu", f"{name}.narrow"),
        ]:
            matrix = graph.weights[conv.input[1]][:, :, 0, 0]
            scales = numpy.maximum(numpy.abs(matrix).max(axis=1), TINY) / 127
            names = [f"{name}.{part}.{kind}" for kind in ("weights", "scales", "bias")]
            arrays = [
                numpy.round(matrix / scales[:, None]).astype(numpy.int8).T,
                scales,
                graph.weights[bias.input[1]].reshape(-1),
            ]
            weights += [
                numpy_helper.from_array(numpy.ascontiguousarray(array), name)
                for name, array in zip(names, arrays, strict=True)
            ]
            steps.append(contrib("DynamicQuantizeMatMul", [into, names[0], names[1], "", names[2]], out))
        steps.insert(2, contrib("FastGelu", [f"{name}.wide"], f"{name}.gelu"))
        steps.append(helper.make_node("Transpose", [f"{name}.narrow"], [narrow_bias.output[0]], perm=[0, 3, 1, 2]))
        new[narrow_bias.output[0]] = steps
        gone |= {node.output[0] for node in (widen, widen_bias, gelu, narrow)}
    model.graph.initializer.extend(weights)
    replace(model, new, gone)


def contrib(operation: str, inputs: list[str], output: str) -> onnx.NodeProto:
    """A node of onnxruntime's own set of operations."""
    return helper.make_node(operation, inputs, [output], domain=CONTRIB)


def halve_weights(model: onnx.ModelProto) -> None:
    """Stores tables of 32-bit weights in 16 bits, each with a Cast node that gives them back under their old name."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or len(tensor.dims) < 2:
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


def main(wheel: Path, folder: Path, for_training: Path | None, trained: Path | None) -> None:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        sys.exit(f"{wheel.name} has the SHA-256 {digest}, expected {WHEEL_SHA256}.")
    with zipfile.ZipFile(wheel) as archive:
        detector = onnx.load_from_string(archive.read(DETECTOR))
        recogniser = onnx.load_from_string(archive.read(RECOGNISER))
        (folder / "LICENSE").write_bytes(archive.read(LICENCE))
    characters = cut_head(recogniser)
    (folder / "characters.txt").write_text("\n".join(characters) + "\n", encoding="utf-8")
    for model in (detector, recogniser):
        drop_identities(model)
        approximate_gelu(model)
    gelu_by_sigmoid(detector)
    save(detector, folder / "detector.onnx")
    if for_training:
        onnx.save(recogniser, for_training)
    if trained:
        recogniser = onnx.load(trained)
        quantise_blocks(recogniser)
        save(recogniser, folder / "recogniser.onnx")
    names = ("LICENSE", "characters.txt", "detector.onnx", "recogniser.onnx")
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(sums))


def save(model: onnx.ModelProto, path: Path) -> None:
    halve_weights(model)
    strip(model)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("wheel", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--for-training", type=Path)
    parser.add_argument("--trained", type=Path)
    main(**vars(parser.parse_args()))
