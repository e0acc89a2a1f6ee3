# What make-models.sh and train-recogniser.sh share: pinned Python packages in $workshop, and the wheel with the networks.
python3 -m venv "$workshop/venv"
python="$workshop/venv/bin/python"
pip="$workshop/venv/bin/pip --disable-pip-version-check --quiet"
$pip install onnx==1.19.1 numpy==2.4.6 protobuf==7.36.2 ml_dtypes==0.6.0 typing_extensions==4.16.0
$pip download --no-deps --dest "$workshop" rapidocr==3.10.0
wheel=$(echo "$workshop"/rapidocr-3.10.0-*.whl)
