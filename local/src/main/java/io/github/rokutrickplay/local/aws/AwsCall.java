package io.github.rokutrickplay.local.aws;

/**
 * A call that an embedded service was asked for, whether or not it succeeded.
 *
 * @param operation the operation's name in AWS's API, such as {@code PutObject}
 * @param resource what it was asked for, such as {@code bucket/key} or a distribution's id
 */
public record AwsCall(String operation, String resource) {

    @Override
    public String toString() {
        return operation + " " + resource;
    }
}
