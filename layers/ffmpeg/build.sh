#!/usr/bin/env bash
# Makes layers/target/ffmpeg-layer-x86_64.zip and layers/target/ffmpeg-layer-arm64.zip, and checks them.
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -pl layers -am verify
ls -l layers/target/ffmpeg-layer-*.zip
