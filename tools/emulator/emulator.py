"""moto's server, with what the AWS provider needs and moto lacks or answers differently from AWS, each with its reason.

Listens on loopback at the port given, 0 for any free one, prints its address, and ends when its standard input does,
so that it never outlives the test that started it.
"""

import json
import os
import re
import sys
import threading

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.core.responses import ActionResult
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from moto.sagemaker.models import FakeEndpointConfig
from moto.sagemaker.responses import SageMakerResponse
from werkzeug.serving import make_server

import actions
import deployments
from replace import replace


# Tags of scalable targets. Without ListTagsForResource the provider asks without end.
tags_by_arn: dict[str, dict[str, str]] = {}


@replace(ApplicationAutoScalingResponse, "register_scalable_target")
def register_scalable_target(plain, self) -> str:
    answer = plain(self)
    tags_by_arn.setdefault(json.loads(answer)["ScalableTargetARN"], {}).update(self._get_param("Tags") or {})
    return answer


@replace(ApplicationAutoScalingResponse, "list_tags_for_resource")
def list_tags_for_resource(_, self) -> str:
    return json.dumps({"Tags": tags_by_arn.get(self._get_param("ResourceARN"), {})})


@replace(ApplicationAutoScalingResponse, "tag_resource")
def tag_resource(_, self) -> str:
    tags_by_arn.setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags"))
    return "{}"


@replace(ApplicationAutoScalingResponse, "untag_resource")
def untag_resource(_, self) -> str:
    for key in self._get_param("TagKeys"):
        tags_by_arn.get(self._get_param("ResourceARN"), {}).pop(key, None)
    return "{}"


# Arguments of an ECS service that moto accepts and forgets; AWS returns them.
REMEMBERED = {
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "deploymentConfiguration": "deployment_configuration",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "enableExecuteCommand": "enable_execute_command",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
}


remembered: dict[str, dict[str, object]] = {}


def remember(self, service) -> None:
    known = remembered[service.arn]
    for argument, attribute in REMEMBERED.items():
        if (value := self._get_param(argument)) is not None:
            known[attribute] = known.get(attribute, {}) | value if isinstance(value, dict) else value
    for attribute, value in known.items():
        setattr(service, attribute, value)


@replace(EC2ContainerServiceResponse, "create_service")
def create_service(plain, self) -> ActionResult:
    answer = plain(self)
    service = answer.result["service"]
    remembered[service.arn] = {}
    remember(self, service)
    deployments.begin(service)
    return answer


@replace(EC2ContainerServiceResponse, "update_service")
def update_service(plain, self) -> ActionResult:
    answer = plain(self)
    service = answer.result["service"]
    remember(self, service)
    if service.deployments[0]["taskDefinition"] != service.task_definition or self._get_param("forceNewDeployment"):
        deployments.begin(service)
    return answer


@replace(EC2ContainerServiceResponse, "submit_task_state_change")
def submit_task_state_change(_, self) -> ActionResult:
    for service in self.ecs_backend.services.values():
        deployments.report(service, self._get_param("task"), self._get_param("status"), self._get_param("reason"))
    return ActionResult({"acknowledgment": "ACCEPTED"})


# SageMaker: AWS leaves out what was not given; moto returns it empty, which the provider takes for a change.
def absent_unless_given(plain, self) -> ActionResult:
    return ActionResult({key: value for key, value in plain(self).result.items() if value != {}})


replace(SageMakerResponse, "describe_model")(absent_unless_given)
replace(SageMakerResponse, "describe_endpoint_config")(absent_unless_given)


@replace(SageMakerResponse, "update_endpoint")
def update_endpoint(_, self) -> ActionResult:
    endpoint = self.sagemaker_backend.endpoints[self._get_param("EndpointName")]
    endpoint.endpoint_config_name = self._get_param("EndpointConfigName")
    return ActionResult({"EndpointArn": endpoint.arn})


# GPU instances that are newer than moto's list.
@replace(FakeEndpointConfig, "validate_instance_type")
def validate_instance_type(plain, self, instance_type: str) -> None:
    if not re.fullmatch(r"ml\.(g5|g6|g6e|p4d|p4de|p5)\.(\d+)?xlarge", instance_type):
        plain(self, instance_type)


class QuietHandler(MotoRequestHandler):
    def log_request(self, *_: object) -> None:
        pass


def end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
server = make_server(
    "127.0.0.1",
    int(sys.argv[1]),
    actions.note(DomainDispatcherApplication(create_backend_app)),
    threaded=True,
    request_handler=QuietHandler,
)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
