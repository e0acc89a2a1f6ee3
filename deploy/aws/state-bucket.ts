/** The bucket of the states, which Terraform itself writes but when they move. */
import { randomUUID } from "node:crypto";
import { hostname, userInfo } from "node:os";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { z } from "zod";
import { STATE_FOLDER } from "../../stacks/facts/state-bucket.ts";
import { Failure } from "../console/failure.ts";
import type { StateStore } from "../programs/state-store.ts";
import { awsFailure } from "./aws-failure.ts";

const isCalled = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

const lockSchema = z.object({ Who: z.string(), Created: z.string() });

/** Who has a lock and since when, as far as it says so. */
function describeLock(text: string): string {
  try {
    const { Who, Created } = lockSchema.parse(JSON.parse(text));
    return `: ${Who}, since ${Created}`;
  } catch {
    return "";
  }
}

/** The states in a bucket. */
export function statesInBucket(Bucket: string, region: string): StateStore {
  const client = new S3Client({ region });
  const at = (file: string) => ({ Bucket, Key: STATE_FOLDER + file });
  const place = (file: string): string => `s3://${Bucket}/${STATE_FOLDER}${file}`;

  /** Asks S3. @param what cannot be done if it fails */
  async function ask<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Failure) {
        throw error;
      }
      throw isCalled(error, "NoSuchBucket")
        ? new Failure(
            `There is no bucket ${Bucket} in ${region}, which the setting stateBucket names. Make it: npx cdktf deploy bootstrap-stack`,
            { cause: error },
          )
        : awsFailure(what, error);
    }
  }

  const read = (file: string): Promise<string> =>
    ask(`Cannot read ${place(file)}`, async () => {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(file)));
        return (await Body?.transformToString()) ?? "";
      } catch (error) {
        if (error instanceof NoSuchKey) {
          return "";
        }
        throw error;
      }
    });
  const remove = (file: string) =>
    ask(`Cannot remove ${place(file)}`, () => client.send(new DeleteObjectCommand(at(file))));

  return {
    place,
    read,
    list: () =>
      ask(`Cannot list the states in ${Bucket}`, async () => {
        const files: string[] = [];
        for await (const { Contents = [] } of paginateListObjectsV2(
          { client },
          { Bucket, Prefix: STATE_FOLDER },
        )) {
          files.push(...Contents.flatMap(({ Key = "" }) => Key.slice(STATE_FOLDER.length)));
        }
        return files.filter((file) => file.endsWith(".tfstate")).sort();
      }),
    async lock(file) {
      const lock = `${file}.tflock`;
      await ask(`Cannot lock ${place(file)}`, async () => {
        try {
          // As Terraform does it, with what it shows to others: https://developer.hashicorp.com/terraform/language/backend/s3
          const info = {
            ID: randomUUID(),
            Operation: "move-state",
            Info: "",
            Who: `${userInfo().username}@${hostname()}`,
            Version: "",
            Created: new Date().toISOString(),
            Path: `${Bucket}/${STATE_FOLDER}${file}`,
          };
          await client.send(
            new PutObjectCommand({ ...at(lock), Body: JSON.stringify(info), IfNoneMatch: "*" }),
          );
        } catch (error) {
          if (isCalled(error, "PreconditionFailed")) {
            throw new Failure(
              `Another run has the lock of ${place(file)}${describeLock(await read(lock))}. Wait until it has ended; if it was killed: aws s3 rm ${place(lock)}`,
              { cause: error },
            );
          }
          throw error;
        }
      });
      return async () => {
        await remove(lock);
      };
    },
    async write(file, text) {
      const object = { ...at(file), Body: text, ContentType: "application/json" };
      await ask(`Cannot write ${place(file)}`, () =>
        client.send(new PutObjectCommand({ ...object, ServerSideEncryption: "AES256" })),
      );
    },
    async remove(file) {
      await remove(file);
      return `The bucket keeps the versions of ${place(file)}.`;
    },
  };
}
