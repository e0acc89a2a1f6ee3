/** Moves a state from one place to another. */
import { z } from "zod";
import { Failure } from "../console/failure.ts";
import type { StateStore } from "./state-store.ts";

const stateSchema = z.object({ serial: z.int(), resources: z.array(z.unknown()) });

/** Number of changes and of resources of a state; undefined if there is none. @throws Failure if it is something else */
export function sizeOf(place: string, text: string): { serial: number; resources: number } | undefined {
  if (text === "") {
    return undefined;
  }
  try {
    const { serial, resources } = stateSchema.parse(JSON.parse(text));
    return { serial, resources: resources.length };
  } catch (error) {
    throw new Failure(`${place} is not a complete Terraform state.`, { cause: error });
  }
}

/**
 * Moves one state, byte for byte. Terraform's own ways, `init -migrate-state` and `state push`, give a state that is new in a
 * bucket another lineage and the serial 1. Interrupted at any point, nothing is lost, and the same call finishes the move.
 * @returns where a copy is, as a sentence
 * @throws Failure if a run has the lock of either place, or if both hold something and it is not the same
 */
export async function moveState(file: string, from: StateStore, to: StateStore): Promise<string> {
  const unlockFrom = await from.lock(file);
  try {
    const unlockTo = await to.lock(file);
    try {
      return await moveLocked(file, from, to);
    } finally {
      await unlockTo();
    }
  } finally {
    await unlockFrom();
  }
}

async function moveLocked(file: string, from: StateStore, to: StateStore): Promise<string> {
  const text = await from.read(file);
  const there = await to.read(file);
  if (there !== text) {
    const [one, other] = [sizeOf(from.place(file), text), sizeOf(to.place(file), there)];
    if (other !== undefined && other.resources > 0) {
      throw new Failure(
        `Both ${from.place(file)} (serial ${one?.serial}) and ${to.place(file)} (serial ${other.serial}) hold resources, and they differ. Find out which is right, and take the other one away. Nothing was changed.`,
      );
    }
    await to.write(file, text);
  }
  try {
    if ((await from.read(file)) !== text) {
      throw new Failure(`${from.place(file)} has changed while it was moved, so it stays. Run this again.`);
    }
    return await from.remove(file);
  } catch (error) {
    if (there !== text) {
      await to.remove(file);
    }
    throw error;
  }
}
