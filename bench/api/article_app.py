"""The app that the article describes, rebuilt from its facts for the comparison.

FastAPI on one uvicorn worker, boto3. THREADS=1 gives the handler to the thread pool (a plain `def`), the fairer
control; otherwise the blocking call is in an `async def`, as in the article.
"""

import base64
import json
import os
from contextlib import asynccontextmanager

import anyio
import boto3
from botocore.config import Config
from fastapi import FastAPI, File, HTTPException, UploadFile

ENDPOINT = os.environ.get("SAGEMAKER_ENDPOINT_NAME", "gemma-4-receipt-extraction-vllm")
THREADS = os.environ.get("THREADS") == "1"
POOL = 64


@asynccontextmanager
async def lifespan(_: FastAPI):
    anyio.to_thread.current_default_thread_limiter().total_tokens = POOL
    yield


app = FastAPI(lifespan=lifespan)
runtime = boto3.client("sagemaker-runtime", config=Config(max_pool_connections=POOL if THREADS else 10))


def predict(media_type: str, picture: bytes) -> dict:
    encoded = base64.b64encode(picture).decode("utf-8")
    request = {
        "messages": [
            {
                "role": "user",
                "content": [
                    {"type": "image_url", "image_url": {"url": f"data:{media_type};base64,{encoded}"}},
                    {"type": "text", "text": "Extract storeName, purchaseDate (DD-MM-YYYY) and total as JSON."},
                ],
            }
        ],
        "max_tokens": 512,
    }
    answer = runtime.invoke_endpoint(
        EndpointName=ENDPOINT, ContentType="application/json", Body=json.dumps(request)
    )
    completion = json.loads(answer["Body"].read().decode("utf-8"))
    return {"prediction": completion["choices"][0]["message"]["content"]}


def check(file: UploadFile) -> str:
    if file.content_type not in ("image/jpeg", "image/png"):
        raise HTTPException(status_code=400, detail="Format must JPG or PNG")
    return file.content_type


if THREADS:

    @app.post("/predict")
    def predict_in_thread(file: UploadFile = File(...)) -> dict:
        return predict(check(file), file.file.read())

else:

    @app.post("/predict")
    async def predict_in_loop(file: UploadFile = File(...)) -> dict:
        return predict(check(file), await file.read())


@app.get("/health")
async def health() -> dict:
    return {"status": "ok"}
