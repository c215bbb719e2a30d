package io.github.rokutrickplay.local;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** AWS's functions, or those of an emulator. Apart from the commands, which are linked where the SDK is not on the class path. */
final class LambdaApi {

    /**
     * What a function has answered.
     *
     * @param error what Lambda calls the failure, if it has failed
     */
    record Answer(String payload, Optional<String> error) {}

    private final Optional<String> endpoint;
    private final Optional<String> region;
    private final Duration patience;

    LambdaApi(Optional<String> endpoint, Optional<String> region, Duration patience) {
        this.endpoint = endpoint;
        this.region = region;
        this.patience = patience;
    }

    /**
     * @return empty where there is no such function
     * @throws CommandFailedException if it cannot be invoked
     */
    Optional<Answer> invoke(String function, byte[] event) {
        LambdaClientBuilder builder = LambdaClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(patience))
                .overrideConfiguration(override -> override.apiCallTimeout(patience));
        region.map(Region::of).ifPresent(builder::region);
        try {
            endpoint.map(URI::create).ifPresent(builder::endpointOverride);
            try (LambdaClient lambda = builder.build()) {
                InvokeResponse response = lambda.invoke(
                        request -> request.functionName(function).payload(SdkBytes.fromByteArrayUnsafe(event)));
                return Optional.of(new Answer(
                        response.payload().asString(StandardCharsets.UTF_8),
                        Optional.ofNullable(response.functionError())));
            }
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException | IllegalArgumentException e) {
            throw new CommandFailedException("cannot invoke " + function + ": " + e.getMessage(), e);
        }
    }
}
