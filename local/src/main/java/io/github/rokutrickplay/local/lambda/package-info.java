/**
 * Functions run as Lambda runs them: each in a JVM of its own under the Runtime Interface Client, fed by queue pollers and
 * asynchronous invocations. Start with {@link io.github.rokutrickplay.local.lambda.LambdaFunction}.
 */
@NullMarked
package io.github.rokutrickplay.local.lambda;

import org.jspecify.annotations.NullMarked;
