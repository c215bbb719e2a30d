#!/usr/bin/env bash
# Makes the film of a tenth of a second that is decoded before a snapshot is taken (see GeneratorPriming): a picture
# larger than the thumbnails, so that scaling is primed too, and plain, so that it stays below 10 KB.
set -euo pipefail
cd "$(dirname "$0")/src/main/resources/io/github/rokutrickplay/generator"
ffmpeg -v error -y -f lavfi -i "gradients=size=1280x720:rate=30:duration=0.1:c0=navy:c1=orange:speed=0.01" \
  -c:v libx264 -profile:v high -pix_fmt yuv420p -crf 40 -g 3 -bf 1 -threads 1 -bsf:v filter_units=remove_types=6 \
  -map_metadata -1 -fflags +bitexact -f mpegts priming.ts
ls -l priming.ts
