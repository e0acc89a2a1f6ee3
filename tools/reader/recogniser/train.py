"""Trains the recogniser further: made-up lines of receipts, drawn with many fonts, more than half of them small print.

    train.py FLOAT-MODEL CHARACTERS WORDS FONTS MINUTES TRAINED-MODEL

The learning rate rises for 40 steps and falls to the end by a cosine. What is saved is between the earlier weights and
a moving average of the trained ones, nearer to these: that reads small print better, and all else no worse.
"""

import math
import multiprocessing
import sys
import time
from pathlib import Path

import cv2
import numpy
import torch
from network import Network
from pictures import Pictures, find_fonts
from texts import Texts, vocabulary_of
from torch.nn import functional

COLUMNS = 6400  # of a batch, which holds strips of one width
RATE = 6e-5  # 3e-4 forgets what the network knows
KEPT = 0.3  # of the earlier weights
MOST_LOSS = 4  # for each character; a line that cannot be read at all teaches nothing


def draw_batches(queue: multiprocessing.Queue, texts: Texts, fonts: list, seed: int) -> None:
    cv2.setNumThreads(1)
    pictures = Pictures(texts, fonts, seed)
    waiting: dict[int, list[tuple[str, numpy.ndarray]]] = {}
    while True:
        text, strip = pictures.sample()
        width = strip.shape[2]
        batch = waiting.setdefault(width, [])
        batch.append((text, strip))
        if len(batch) * width >= COLUMNS:
            queue.put(([text for text, _ in batch], numpy.stack([strip for _, strip in batch])))
            del waiting[width]


def train(network: Network, characters: list[str], queue: multiprocessing.Queue, minutes: float, path: Path) -> None:
    classes = {character: number + 1 for number, character in enumerate(characters)}  # 0 is the blank
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0, betas=(0.9, 0.98))
    before = {name: weight.detach().clone() for name, weight in network.weights.items()}
    average = {name: weight.clone() for name, weight in before.items()}

    def save() -> None:
        network.save(path, {name: torch.lerp(weight, before[name], KEPT) for name, weight in average.items()})

    started, step, lines, shown = time.time(), 0, 0, None
    while (done := (time.time() - started) / 60 / minutes) < 1:
        texts, strips = queue.get()
        step, lines = step + 1, lines + len(texts)
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, step / 40) * (0.97 * 0.5 * (1 + math.cos(math.pi * done)) + 0.03)
        scores = functional.log_softmax(network(torch.from_numpy(strips)), 2).transpose(0, 1)
        lengths = torch.tensor([len(text) for text in texts])
        losses = functional.ctc_loss(
            scores,
            torch.tensor([classes[character] for text in texts for character in text]),
            torch.full((len(texts),), scores.shape[0]),
            lengths,
            reduction="none",
            zero_infinity=True,
        )
        loss = (losses / lengths).clamp(max=MOST_LOSS).mean()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2)
        optimizer.step()
        with torch.no_grad():
            for name, weight in network.weights.items():
                average[name].lerp_(weight, 1 - min(0.995, step / (step + 9)))
        shown = loss.item() if shown is None else 0.98 * shown + 0.02 * loss.item()
        if step % 25 == 0:
            print(f"{100 * done:3.0f} %  {lines} lines, loss {shown:.3f} a character", flush=True)
            save()
    save()


def main(model: Path, characters_file: Path, words: Path, fonts: Path, minutes: float, trained: Path) -> None:
    characters = characters_file.read_text(encoding="utf-8")[:-1].split("\n")
    seed = time.time_ns() % 2**32
    texts = Texts(vocabulary_of(words), set(characters), seed)
    queue: multiprocessing.Queue = multiprocessing.Queue(12)
    drawer = (queue, texts, find_fonts(fonts), seed)
    multiprocessing.Process(target=draw_batches, args=drawer, daemon=True).start()
    train(Network(model), characters, queue, minutes, trained)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]), float(sys.argv[5]), Path(sys.argv[6]))
