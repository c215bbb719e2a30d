# The local development server, ./trickplay serve, of what ./mvnw -DskipTests package has built. docker-compose.yml runs it.
ARG BASE_IMAGE=eclipse-temurin:21.0.8_9-jdk-noble
FROM ${BASE_IMAGE}

WORKDIR /opt/trickplay
COPY local/target/lib local/target/lib/
COPY local/target/lib-aws local/target/lib-aws/
COPY local/target/lib-embedded local/target/lib-embedded/
COPY local/target/local.jar local/target/
COPY layers/target/ffmpeg-layer-arm64.zip layers/target/ffmpeg-layer-x86_64.zip layers/target/
COPY trick-play-generator/target/lambda trick-play-generator/target/lambda/
COPY manifest-updater/target/lambda manifest-updater/target/lambda/
COPY cache-invalidator/target/lambda cache-invalidator/target/lambda/

# What is unpacked and logged goes to these two folders; all else belongs to root.
RUN mkdir -p target local/target/functions && chown 10001 target local/target/functions
USER 10001

EXPOSE 8000
ENTRYPOINT ["java", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Dtrickplay.home=/opt/trickplay", "-cp", "local/target/local.jar:local/target/lib/*:local/target/lib-aws/*:local/target/lib-embedded/*", "io.github.rokutrickplay.local.Trickplay"]
CMD ["serve", "--host", "0.0.0.0"]
