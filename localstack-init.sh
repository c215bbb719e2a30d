#!/usr/bin/env bash
# Makes in LocalStack what terraform/ makes in AWS: bucket, queues, distribution, layer, functions, rule and mappings, of the jars
# that ./mvnw -DskipTests package has built. docker-compose.yml runs it in the container when LocalStack is ready; it may run again
# at any time. What an emulator does not support is skipped, and said. A last line, and /tmp/trickplay-ready, tell of the end.
set -euo pipefail

home=${TRICKPLAY_HOME:-/opt/trickplay}
bucket=trick-play-bucket
region=us-east-1
export AWS_DEFAULT_REGION=$region
rm -f /tmp/trickplay-ready

say() { echo "trickplay: $*"; }

# --- bucket

awslocal s3api head-bucket --bucket "$bucket" >/dev/null 2>&1 || awslocal s3api create-bucket --bucket "$bucket" >/dev/null
say "bucket $bucket"

# --- queues: visibility is six times the function's timeout, as in terraform/queues.tf

account=$(awslocal sts get-caller-identity --query Account --output text)

queue_arn() { echo "arn:aws:sqs:$region:$account:$1"; }

create_queue() { awslocal sqs create-queue --queue-name "$1" --attributes "$2" --query QueueUrl --output text; }

create_redriven_queue() { # name, visibility timeout
  create_queue "$1-dlq" '{"MessageRetentionPeriod":"1209600"}' >/dev/null
  create_queue "$1" "{\"VisibilityTimeout\":\"$2\",\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":\\\"$(queue_arn "$1-dlq")\\\",\\\"maxReceiveCount\\\":\\\"5\\\"}\"}"
}

manifest_queue=$(create_redriven_queue manifest-queue 720)
invalidation_queue=$(create_redriven_queue invalidation-queue 365)
generator_dead_letters=$(create_queue trick-play-generator-dlq '{"MessageRetentionPeriod":"1209600"}')
create_queue undelivered-events-dlq '{"MessageRetentionPeriod":"1209600"}' >/dev/null
say "queues $manifest_queue, $invalidation_queue and their dead-letter queues"

# --- distribution

create_distribution() {
  awslocal cloudfront create-distribution --query Distribution.Id --output text --distribution-config "{
    \"CallerReference\": \"trick-play\", \"Comment\": \"trick-play\", \"Enabled\": true,
    \"Origins\": {\"Quantity\": 1, \"Items\": [{\"Id\": \"films\", \"DomainName\": \"$bucket.s3.amazonaws.com\",
      \"S3OriginConfig\": {\"OriginAccessIdentity\": \"\"}}]},
    \"DefaultCacheBehavior\": {\"TargetOriginId\": \"films\", \"ViewerProtocolPolicy\": \"allow-all\",
      \"CachePolicyId\": \"658327ea-f89d-4fab-a63d-7e88639e58f6\"}}"
}

# The first is taken for ours: not every emulator tells of a distribution's comment or origins in its list.
if distribution=$(awslocal cloudfront list-distributions --output text --query "DistributionList.Items[0].Id" 2>/dev/null); then
  case "$distribution" in '' | None | null) distribution=$(create_distribution) ;; esac
  say "distribution $distribution"
else
  distribution=
  say "skipped the distribution: this emulator has no CloudFront. Messages stay in invalidation-queue"
fi

# --- layer and functions

architecture=$(uname -m | sed 's/aarch64/arm64/')
layer_zip=$home/layers/target/ffmpeg-layer-$architecture.zip

publish_layer() {
  local sum
  sum=$(python3 -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$layer_zip")
  local known
  known=$(awslocal lambda list-layer-versions --layer-name ffmpeg --output text \
    --query "LayerVersions[?Description=='$sum'].LayerVersionArn | [0]" 2>/dev/null || true)
  case "$known" in
    '' | None | null)
      awslocal lambda publish-layer-version --layer-name ffmpeg --description "$sum" --zip-file "fileb://$layer_zip" \
        --compatible-runtimes java21 --query LayerVersionArn --output text ;;
    *) echo "$known" ;;
  esac
}

# LocalStack's free edition knows layers but does not mount them, so FFmpeg is in the generator's package as well: Lambda looks
# for libraries in /var/task/lib just as in /opt/lib.
package_with_natives() { # jar, result
  python3 - "$1" "$layer_zip" "$2" <<'PY'
import shutil, sys, zipfile
jar, layer, result = sys.argv[1:]
shutil.copyfile(jar, result)
with zipfile.ZipFile(result, "a", zipfile.ZIP_DEFLATED) as package, zipfile.ZipFile(layer) as natives:
    for entry in natives.infolist():
        if entry.filename.startswith("lib/") and not entry.is_dir():
            package.writestr(entry, natives.read(entry))
PY
}

deploy_function() { # name, handler, timeout, memory, package, variables as JSON, [layer]
  local settings=(--function-name "$1" --handler "$2" --timeout "$3" --memory-size "$4" --runtime java21 --role "$role"
    --environment "{\"Variables\": $6}")
  [ -z "${7:-}" ] || settings+=(--layers "$7")
  if awslocal lambda get-function --function-name "$1" >/dev/null 2>&1; then
    awslocal lambda update-function-code --function-name "$1" --zip-file "fileb://$5" >/dev/null
    awslocal lambda wait function-updated --function-name "$1"
    awslocal lambda update-function-configuration "${settings[@]}" >/dev/null
    awslocal lambda wait function-updated --function-name "$1"
  else
    awslocal lambda create-function "${settings[@]}" --architectures "$architecture" --zip-file "fileb://$5" >/dev/null
    awslocal lambda wait function-active --function-name "$1"
  fi
}

deploy_generator() {
  role=$(awslocal iam get-role --role-name trick-play --query Role.Arn --output text 2>/dev/null ||
    awslocal iam create-role --role-name trick-play --query Role.Arn --output text --assume-role-policy-document \
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"lambda.amazonaws.com"}}]}')
  local layer package
  layer=$(publish_layer) || return 1
  package=$(mktemp -d)/trick-play-generator.jar
  package_with_natives "$home/trick-play-generator/target/lambda/trick-play-generator.jar" "$package" || return 1
  deploy_function trick-play-generator io.github.rokutrickplay.generator.GeneratorHandler 900 3538 "$package" \
    "{\"AWS_S3_BUCKET\":\"$bucket\",\"SQS_MANIFEST_QUEUE_URL\":\"$manifest_queue\",\"DEAD_LETTER_QUEUE_URL\":\"$generator_dead_letters\"}" \
    "$layer" || return 1
  rm -r "$(dirname "$package")"
}

deploy_others() {
  deploy_function manifest-updater io.github.rokutrickplay.manifest.ManifestHandler 120 512 \
    "$home/manifest-updater/target/lambda/manifest-updater.jar" \
    "{\"AWS_S3_BUCKET\":\"$bucket\",\"SQS_MANIFEST_QUEUE_URL\":\"$manifest_queue\",\"SQS_CACHE_INVALIDATION_QUEUE_URL\":\"$invalidation_queue\",\"DEAD_LETTER_QUEUE_URL\":\"$manifest_queue-dlq\"}"
  [ -z "$distribution" ] || deploy_function cache-invalidator io.github.rokutrickplay.invalidation.InvalidationHandler 60 512 \
    "$home/cache-invalidator/target/lambda/cache-invalidator.jar" \
    "{\"AWS_CLOUDFRONT_DISTRIBUTION_ID\":\"$distribution\",\"DEAD_LETTER_QUEUE_URL\":\"$invalidation_queue-dlq\"}"
}

# Some emulators keep functions without running them. This event is one that the generator acknowledges and leaves alone.
generator_runs() {
  local answer
  answer=$(mktemp)
  awslocal --cli-read-timeout 600 lambda invoke --function-name trick-play-generator \
    --payload "fileb://$probe" "$answer" >/dev/null 2>&1 && grep -q '"ignored"' "$answer"
}

functions=
probe=$(mktemp)
echo '{"detail":{"status":"PROGRESSING"}}' >"$probe"
if [ ! -f "$layer_zip" ] || [ ! -f "$home/trick-play-generator/target/lambda/trick-play-generator.jar" ]; then
  say "skipped the functions: they are not built. Run ./mvnw -DskipTests package, then this script again"
elif deploy_generator && generator_runs; then
  deploy_others
  functions=deployed
  say "layer ffmpeg and functions trick-play-generator, manifest-updater${distribution:+, cache-invalidator}"
else
  awslocal lambda delete-function --function-name trick-play-generator >/dev/null 2>&1 || true
  say "skipped the functions: this emulator does not run them. ./trickplay serve does (port 8000), on the buckets and queues here"
fi

# --- rule and mappings

awslocal events put-rule --name trick-play-job-complete --event-pattern "file://$home/terraform/event-pattern.json" >/dev/null
say "event rule trick-play-job-complete"

map_queue() { # queue, function
  local mapped
  mapped=$(awslocal lambda list-event-source-mappings --function-name "$2" --event-source-arn "$(queue_arn "$1")" \
    --query 'length(EventSourceMappings)' --output text)
  [ "$mapped" != 0 ] || awslocal lambda create-event-source-mapping --function-name "$2" --event-source-arn "$(queue_arn "$1")" \
    --batch-size 5 --function-response-types ReportBatchItemFailures >/dev/null
}

if [ -n "$functions" ]; then
  generator=$(awslocal lambda get-function --function-name trick-play-generator --query Configuration.FunctionArn --output text)
  awslocal lambda add-permission --function-name trick-play-generator --statement-id EventRule --action lambda:InvokeFunction \
    --principal events.amazonaws.com >/dev/null 2>&1 || true # it is there already
  awslocal events put-targets --rule trick-play-job-complete --targets \
    "[{\"Id\":\"trick-play-generator\",\"Arn\":\"$generator\",\"DeadLetterConfig\":{\"Arn\":\"$(queue_arn undelivered-events-dlq)\"}}]" >/dev/null
  map_queue manifest-queue manifest-updater
  [ -z "$distribution" ] || map_queue invalidation-queue cache-invalidator
  say "the rule feeds trick-play-generator, the queues their functions"
fi

touch /tmp/trickplay-ready
say "ready"
