"""Deployments of ECS services, which moto knows only as completed, told as AWS does.

By default a deployment is completed at once. With the variable ECS_AGENT it is in progress until an agent reports its
tasks, by the call that the agents of ECS make: SubmitTaskStateChange. It names a task by its task definition, since
the emulator has no tasks of services.
"""

import os
from datetime import datetime, timezone
from itertools import count

HAS_AGENT = "ECS_AGENT" in os.environ

# The least number of failed tasks after which ECS's circuit breaker ends a deployment.
THRESHOLD = 3

ids = (f"ecs-svc/{number}" for number in count(1))

# Those that began here, each with its id, which moto may change. What moto makes with a new service is none of them.
begun: list[tuple[dict, str]] = []


def begin(service) -> None:
    """Begins a deployment of the service's task definition."""
    previous = []
    for deployment, deployment_id in begun:
        if any(deployment is each for each in service.deployments) and deployment["status"] == "PRIMARY":
            deployment |= {"id": deployment_id, "status": "ACTIVE"}
            previous.append(deployment)
    now = datetime.now(timezone.utc)
    new = service.deployments[0] | {
        "id": next(ids),
        "status": "PRIMARY",
        "createdAt": now,
        "updatedAt": now,
        "taskDefinition": service.task_definition,
        "desiredCount": service.desired_count,
        "runningCount": 0,
        "failedTasks": 0,
        "rolloutState": "IN_PROGRESS",
    }
    new["rolloutStateReason"] = f"ECS deployment {new['id']} in progress."
    begun.append((new, new["id"]))
    service.deployments = [new, *previous]
    if HAS_AGENT:
        service.running_count = sum(each["runningCount"] for each in previous)
    else:
        complete(service, new)


def report(service, task_definition: str, status: str, reason: str | None) -> None:
    """What an agent says of a task of this task definition: RUNNING or STOPPED."""
    [primary, *others] = service.deployments
    if primary["taskDefinition"] != task_definition or primary["rolloutState"] != "IN_PROGRESS":
        return
    if status == "RUNNING":
        complete(service, primary)
        return
    primary["failedTasks"] += 1
    say(service, f"(service {service.name}) was unable to start a task: {reason}")
    configuration = getattr(service, "deployment_configuration", None) or {}
    breaker = configuration.get("deploymentCircuitBreaker") or {}
    if not breaker.get("enable") or primary["failedTasks"] < THRESHOLD:
        return
    primary["rolloutState"] = "FAILED"
    primary["rolloutStateReason"] = "ECS deployment circuit breaker: tasks failed to start."
    say(service, f"(service {service.name}) (deployment {primary['id']}) deployment failed: tasks failed to start.")
    if breaker.get("rollback") and others:
        [before, *_] = others
        primary["status"] = "ACTIVE"
        before["status"] = "PRIMARY"
        before["rolloutState"] = "IN_PROGRESS"
        before["rolloutStateReason"] = f"ECS deployment circuit breaker: rolling back to deploymentId {before['id']}."
        say(service, f"(service {service.name}) rolling back to deployment {before['id']}.")
        service.deployments = [before, primary]
        service.task_definition = before["taskDefinition"]


def complete(service, deployment: dict) -> None:
    deployment["runningCount"] = deployment["desiredCount"]
    deployment["rolloutState"] = "COMPLETED"
    deployment["rolloutStateReason"] = f"ECS deployment {deployment['id']} completed."
    service.running_count = deployment["desiredCount"]
    service.pending_count = 0
    service.deployments = [deployment]
    say(service, f"(service {service.name}) has reached a steady state.")


def say(service, message: str) -> None:
    """An event of the service; the newest is the first."""
    event = {"id": str(len(service.events)), "createdAt": datetime.now(timezone.utc), "message": message}
    service.events = [event, *service.events]
