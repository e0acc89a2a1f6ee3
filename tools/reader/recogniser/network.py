"""The recogniser's ONNX file as a PyTorch module, whose weights can be trained and written back into the file."""

from pathlib import Path

import numpy
import onnx
import torch
from onnx import helper, numpy_helper
from torch.nn import functional


class Network(torch.nn.Module):
    """Computes node by node what onnxruntime computes (off by 5e-7 at most), but for the softmax at the end."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.model = onnx.load(path)
        # Mean and variance of batches stay: too few lines are seen at once to measure them again.
        fixed = {name for node in self.model.graph.node if node.op_type == "BatchNormalization" for name in node.input[3:]}
        self.weights = torch.nn.ParameterDict()
        self.constants = {}
        for tensor in self.model.graph.initializer:
            array = numpy_helper.to_array(tensor)
            if array.dtype != numpy.float32:
                self.constants[tensor.name] = array
            elif array.size == 1 or tensor.name in fixed:
                self.constants[tensor.name] = torch.from_numpy(array.copy())
            else:
                self.weights[key(tensor.name)] = torch.nn.Parameter(torch.from_numpy(array.copy()))
        *nodes, softmax = self.model.graph.node
        assert softmax.op_type == "Softmax"
        self.nodes = [
            (OPERATIONS[node.op_type], list(node.input), node.output[0], attributes(node)) for node in nodes
        ]

    def forward(self, strips: torch.Tensor) -> torch.Tensor:
        """Strips (count, 3, 48, width) to the logits of (count, width / 8, classes)."""
        values = {self.model.graph.input[0].name: strips}

        def value(name: str):
            if name in values:
                return values[name]
            return self.weights[key(name)] if key(name) in self.weights else self.constants[name]

        for operation, inputs, output, given in self.nodes:
            values[output] = operation(*[value(name) for name in inputs if name], **given)
        return values[output]

    def save(self, path: Path, weights: dict[str, torch.Tensor]) -> None:
        """Writes the file with these weights instead of its own."""
        for tensor in self.model.graph.initializer:
            if key(tensor.name) in weights:
                tensor.CopyFrom(numpy_helper.from_array(weights[key(tensor.name)].numpy(), tensor.name))
        onnx.save(self.model, path)


def key(name: str) -> str:
    """PyTorch allows no dots in names."""
    return name.replace(".", "__")


def attributes(node: onnx.NodeProto) -> dict:
    return {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}


def convolve(x, weights, *, kernel_shape, strides, group, pads=(0, 0), auto_pad=b"", **_):
    if auto_pad == b"SAME_UPPER":
        x = functional.pad(x, (0, kernel_shape[1] - 1, 0, kernel_shape[0] - 1))
    return functional.conv2d(x, weights, stride=strides, padding=tuple(pads[:2]), groups=group)


def normalise(x, scale, bias, mean, variance, *, epsilon, **_):
    return functional.batch_norm(x, mean, variance, scale, bias, False, 0, epsilon)


def cut(x, starts, ends, axes=None, steps=None):
    index = [slice(None)] * x.ndim
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        axis = number if axes is None else int(axes[number])
        index[axis] = slice(int(start), int(end), 1 if steps is None else int(steps[number]))
    return x[tuple(index)]


def squeeze(x, *, axes):
    for axis in sorted(axes, reverse=True):
        x = x.squeeze(axis)
    return x


def reshape(x, shape):
    return x.reshape([x.shape[axis] if size == 0 else int(size) for axis, size in enumerate(shape)])


def concatenate(*parts, axis):
    return (numpy.concatenate if isinstance(parts[0], numpy.ndarray) else torch.cat)(parts, axis)


# What the file uses of each operation of ONNX. Shapes are computed in numpy arrays, all else in tensors.
OPERATIONS = {
    "Add": lambda a, b: a + b,
    "AveragePool": lambda x, *, kernel_shape, strides, **_: functional.avg_pool2d(x, kernel_shape, strides),
    "BatchNormalization": normalise,
    "Concat": concatenate,
    "Conv": convolve,
    "Div": lambda a, b: a / b,
    "FastGelu": lambda x: functional.gelu(x, approximate="tanh"),
    "HardSigmoid": lambda x, *, alpha, beta: torch.clamp(x * alpha + beta, 0, 1),
    "MatMul": lambda a, b: a @ b,
    "MaxPool": lambda x, **_: functional.max_pool2d(functional.pad(x, (0, 1, 0, 1), value=-1e30), 2, 1),
    "Mul": lambda a, b: a * b,
    "Pow": lambda a, b: a**b,
    "ReduceMean": lambda x, *, axes, keepdims=1: x.mean(dim=list(axes), keepdim=bool(keepdims)),
    "Relu": functional.relu,
    "Reshape": reshape,
    "Shape": lambda x: numpy.array(x.shape, numpy.int64),
    "Sigmoid": torch.sigmoid,
    "Slice": cut,
    "Softmax": lambda x, *, axis: functional.softmax(x, axis),
    "Sqrt": torch.sqrt,
    "Squeeze": squeeze,
    "Sub": lambda a, b: a - b,
    "Transpose": lambda x, *, perm: x.permute(perm),
    "Unsqueeze": lambda x, *, axes: numpy.expand_dims(x, axes[0]),
}
