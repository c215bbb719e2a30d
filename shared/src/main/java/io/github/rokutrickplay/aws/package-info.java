/** The ports' adapters to AWS, and the only place that knows the AWS SDK. Start with {@link io.github.rokutrickplay.aws.AwsClients}. */
@NullMarked
package io.github.rokutrickplay.aws;

import org.jspecify.annotations.NullMarked;
